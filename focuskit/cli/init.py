"""``focuskit init``: make a project."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, language_option
from focuskit.messages import say


@click.command("init", help=say("cli.init_help"))
@click.argument("directory", type=PATH, metavar="DIR")
@click.option("--codebook", type=PATH, metavar="FILE", help=say("cli.opt_codebook"))
@click.option("--title", default="", metavar="TEXT", help=say("cli.opt_title"))
@language_option
def command(directory: Path, codebook: Path | None, title: str, lang: str | None) -> int:
    """Make a project and tell how to go on."""
    from focuskit.workflow.initialise import initialise_project  # noqa: PLC0415 (help stays quick)

    made = initialise_project(directory, codebook=codebook, language=lang, title=title)
    click.echo(say("cli.init_existed" if made.existed else "cli.init_done", path=made.path))
    return 0
