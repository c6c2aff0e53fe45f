"""``focuskit coder``: whose decisions are taken from here on."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say


@click.command("coder", help=say("coders.coder_help"))
@click.argument("name", required=False)
@project_option
@language_option
@json_option
def command(name: str | None, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Remember a coder, or tell who codes here."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.coders import list_coders  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import remember_coder  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=name is not None) as folder:
        if name is not None:
            remember_coder(folder, name)
        coders = list_coders(folder)
    if as_json:
        screen.print_json(
            [
                {
                    "coder": one.name,
                    "decisions": one.n_decisions,
                    "codings": one.n_codings,
                    "last": one.last,
                    "remembered": one.is_remembered,
                }
                for one in coders
            ]
        )
        return 0
    remembered = next((one.name for one in coders if one.is_remembered), None)
    click.echo(say("coders.remembered", coder=remembered) if remembered else say("coders.none"))
    for one in coders:
        told = say("coders.figures", coder=one.name, n=one.n_decisions, codings=one.n_codings)
        click.echo(f"  {told}")
    return 0
