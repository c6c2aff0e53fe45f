"""``focuskit status``: what a project holds."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say


@click.command("status", help=say("cli.status_help"))
@project_option
@language_option
@json_option
def command(project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Tell what the project holds."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.status import project_status  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        status = project_status(folder)
    if as_json:
        screen.print_json(
            {
                "documents": screen.documents_as_json(status.documents),
                "suggestions": status.n_suggestions,
                "problems": screen.problems_as_json(status.problems),
            }
        )
        return 0
    console = screen.out()
    console.print(say("cli.project", path=status.path), markup=False)
    screen.show_documents(console, status.documents)
    console.print(say("cli.suggestions", n=status.n_suggestions, shown=screen.number(status.n_suggestions)))
    screen.show_problems(console, status.problems)
    return 0
