"""``focuskit settle``: what coders coded differently is settled; both originals stay."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option
from focuskit.messages import say


@click.command("settle", help=say("agree.settle_help"))
@click.option("--accept", "accepted", multiple=True, metavar="ID", help=say("agree.opt_accept"))
@click.option("--reject", "rejected", multiple=True, metavar="ID", help=say("agree.opt_reject"))
@click.option("--from", "sheet", type=PATH, metavar="FILE", help=say("agree.opt_from"))
@click.option("--coder", metavar="NAME", help=say("agree.opt_coder"))
@project_option
@language_option
@json_option
def command(
    *,
    accepted: tuple[str, ...],
    rejected: tuple[str, ...],
    sheet: Path | None,
    coder: str | None,
    project: Path | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Settle disagreements by their short names, or by a list that was filled in."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.settle import settle_all  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        name = current_coder(folder, coder)
        done = settle_all(folder, name, accepted=accepted, rejected=rejected, sheet=sheet)
    if as_json:
        screen.print_json(
            {
                "settled": done.n_settled,
                "held": done.n_held,
                "unchanged": done.n_unchanged,
                "open": done.n_open,
                "coder": name,
            }
        )
    else:
        click.echo(say("agree.settled_now", n=done.n_settled, held=done.n_held, coder=name))
        click.echo(say("agree.still_open", n=done.n_open))
    for problem in done.problems:
        click.echo(problem.told(), err=True)
    return 1 if done.problems else 0
