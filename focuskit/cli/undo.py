"""``focuskit undo``: take back the last step of a coder."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say


@click.command("undo", help=say("history.undo_help"))
@click.option("--coder", metavar="NAME", help=say("history.opt_whose"))
@project_option
@language_option
@json_option
def command(coder: str | None, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Take a step back and say which."""
    from focuskit.cli.told_steps import turn  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.steps import undo_last  # noqa: PLC0415 (help stays quick)

    return turn(undo_last, "undo", coder, project, lang, as_json=as_json)
