"""``focuskit restore``: a project made of a snapshot."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, json_option, language_option
from focuskit.messages import say


@click.command("restore", help=say("sharing.restore_help"))
@click.argument("source", type=PATH, metavar="SNAPSHOT")
@click.argument("target", type=PATH, metavar="FOLDER")
@language_option
@json_option
def command(source: Path, target: Path, lang: str | None, *, as_json: bool) -> int:
    """Make the project that a snapshot tells of."""
    from focuskit.cli.screen import print_json  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.snapshot import restore_project  # noqa: PLC0415 (help stays quick)

    del lang
    done = restore_project(source, target)
    if as_json:
        withdrawn = list(done.withdrawn)
        print_json({"path": done.path, "files": done.n_files, "schema": done.schema, "withdrawn": withdrawn})
    else:
        click.echo(say("sharing.restore_done", path=done.path, n=done.n_files))
        for person in done.withdrawn:
            click.echo(say("privacy.withdrawn_again", person=person))
        click.echo(say("sharing.restore_next", path=done.path))
    return 0
