"""``focuskit check``: proof that everything points where it should."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import language_option, project_option
from focuskit.messages import say


@click.command("check", help=say("cli.check_help"))
@project_option
@language_option
def command(project: Path | None, lang: str | None) -> int:
    """Check the project and tell what was looked at."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.check import check_project  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        found = check_project(folder)
    figures = (found.n_turns, found.n_segments, found.n_evidence, found.n_codings)
    turns, segments, evidence, codings = (screen.number(n) for n in figures)
    facts = {"turns": turns, "segments": segments, "evidence": evidence, "codings": codings}
    click.echo(say("cli.checked", n=found.n_documents, **facts))
    screen.show_problems(screen.out(), found.problems)
    if not found.problems:
        click.echo(say("cli.check_clean"))
    return int(bool(found.problems))
