"""``focuskit repair``: what of a damaged project can be had again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, json_option, language_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.repair import Repair


@click.command("repair", help=say("repair.help"))
@click.option("--from", "copies", type=PATH, multiple=True, metavar="SNAPSHOT", help=say("repair.opt_from"))
@click.option("--dry-run", is_flag=True, help=say("repair.opt_dry_run"))
@click.option("--project", type=PATH, envvar="FOCUSKIT_PROJECT", help=say("cli.opt_project"), metavar="DIR")
@language_option
@json_option
def command(
    copies: tuple[Path, ...], project: Path | None, lang: str | None, *, dry_run: bool, as_json: bool
) -> int:
    """Tell what is damaged, what was made again and from where, and what is lost (exit 1)."""
    from focuskit.cli.screen import print_json  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.repair import locate_damaged, repair_project  # noqa: PLC0415 (help stays quick)

    del lang
    path = locate_damaged(project)
    done = repair_project(path, copies=copies, is_trial=dry_run)
    if as_json:
        facts = {"lost_decisions": done.n_lost_decisions, "lost_documents": list(done.lost_documents)}
        print_json({"found": done.found, "done": done.done, "lost": done.lost, "aside": done.aside} | facts)
        return int(bool(done.lost))
    _show(done, is_trial=dry_run)
    return int(bool(done.lost))


def _show(done: Repair, *, is_trial: bool) -> None:
    if not done.found:
        click.echo(say("repair.nothing"))
    for key, sentences in (("found", done.found), ("done", done.done), ("lost", done.lost)):
        if sentences:
            click.echo(say(f"repair.{key}"))
        for sentence in sentences:
            click.echo(f"  {sentence}")
    if done.aside:
        click.echo(say("repair.aside", path=done.aside))
    if is_trial:
        click.echo(say("repair.trial"))
    elif done.found:
        click.echo(say("repair.next"))
