"""``focuskit redo``: do again the step undone last."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say


@click.command("redo", help=say("history.redo_help"))
@click.option("--coder", metavar="NAME", help=say("history.opt_whose"))
@project_option
@language_option
@json_option
def command(coder: str | None, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Do a step again and say which."""
    from focuskit.cli.told_steps import turn  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.steps import redo_last  # noqa: PLC0415 (help stays quick)

    return turn(redo_last, "redo", coder, project, lang, as_json=as_json)
