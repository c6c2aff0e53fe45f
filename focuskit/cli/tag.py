"""``focuskit tag``: suggestions by the rules of the codebook."""

from __future__ import annotations

import os
from pathlib import Path

import click

from focuskit.cli.options import jobs_option, language_option, level_option, project_option
from focuskit.messages import say


@click.command("tag", help=say("cli.tag_help"))
@project_option
@level_option
@jobs_option
@language_option
def command(project: Path | None, level: str | None, jobs: int, lang: str | None) -> int:
    """Tag what has changed and tell how many suggestions there are."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.tag import tag_documents  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder, screen.progress_bar() as tell:
        made = tag_documents(folder, level=level, n_jobs=jobs or os.cpu_count() or 1, progress=tell)
    click.echo(say("cli.tagged", n=made.n_documents, analysed=screen.number(made.n_analysed)))
    click.echo(say("cli.suggestions", n=made.n_suggestions, shown=screen.number(made.n_suggestions)))
    return 0
