"""``focuskit snapshot``: the whole project as plain text."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option
from focuskit.messages import say


@click.command("snapshot", help=say("sharing.snapshot_help"))
@click.argument("target", required=False, type=PATH, metavar="[FOLDER]")
@click.option("--without-originals", is_flag=True, help=say("sharing.opt_without_originals"))
@project_option
@language_option
@json_option
def command(
    target: Path | None, project: Path | None, lang: str | None, *, without_originals: bool, as_json: bool
) -> int:
    """Write the project as sorted plain text."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.screen import print_json  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.snapshot import take_snapshot  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        done = take_snapshot(folder, target, with_originals=not without_originals)
    if as_json:
        print_json({"path": done.path, "files": done.n_files, "schema": done.schema})
    else:
        click.echo(say("sharing.snapshot_done", path=done.path, n=done.n_files))
    return 0
