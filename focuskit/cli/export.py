"""``focuskit export``: what leaves the project for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, HelpfulGroup, language_option, project_option
from focuskit.messages import say


@click.group("export", cls=HelpfulGroup, help=say("cli.export_help"))
def command() -> None:
    """Hold the kinds of export."""


@command.command("text", help=say("cli.export_text_help"))
@click.argument("directory", type=PATH, metavar="DIR")
@project_option
@language_option
def text(directory: Path, project: Path | None, lang: str | None) -> int:
    """Write one text file per document and tell how many."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.export_text import export_texts  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        names = export_texts(folder, directory)
    click.echo(say("cli.exported", n=len(names), path=directory))
    return 0
