"""``focuskit archive``: a package for a data archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.deposit import DepositSummary
    from focuskit.workflow.deposit_check import DepositCheck


@click.command("archive", help=say("deposit.help"))
@click.argument("target", type=PATH, metavar="FOLDER|FILE.zip")
@click.option("--check", is_flag=True, help=say("deposit.opt_check"))
@click.option("--with-names", is_flag=True, help=say("deposit.opt_with_names"))
@project_option
@language_option
@json_option
def command(
    *, target: Path, check: bool, with_names: bool, project: Path | None, lang: str | None, as_json: bool
) -> int:
    """Make the package, or (``--check``) check one; exit 1 where something is wrong with it."""
    if check:
        return _check(target, project, lang, as_json=as_json)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.screen import print_json  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.deposit import make_deposit  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        done = make_deposit(folder, target, with_names=with_names)
    if as_json:
        print_json(_as_json(done))
    else:
        _show(done)
    return 0


def _show(done: DepositSummary) -> None:
    deposit, out = done.deposit, done.deposit.left_out
    click.echo(say("deposit.done", path=done.path, n=done.n_files))
    click.echo(
        "  "
        + say(
            "deposit.done_with",
            documents=len(deposit.documents),
            people=len(deposit.people),
            codings=len(deposit.codings),
        )
    )
    facts = {"turns": out.turns, "words": out.words, "documents": out.documents, "codings": out.codings}
    click.echo("  " + say("deposit.done_without", n=out.people, **facts))
    if out.notes:
        click.echo("  " + say("deposit.no_notes", n=out.notes))
    click.echo("  " + say("deposit.names_replaced" if deposit.names_replaced else "deposit.names_there"))
    if not deposit.fields.attributes:
        click.echo("  " + say("deposit.no_attributes"))
    if deposit.rare:
        click.echo("  " + say("deposit.rare", n=deposit.rare))
    click.echo(say("deposit.next", path=done.path))


def _as_json(done: DepositSummary) -> dict[str, object]:
    deposit, out = done.deposit, done.deposit.left_out
    return {
        "path": str(done.path),
        "files": done.n_files,
        "documents": len(deposit.documents),
        "people": len(deposit.people),
        "codings": len(deposit.codings),
        "left_out": {
            "people": out.people,
            "turns": out.turns,
            "words": out.words,
            "documents": out.documents,
            "codings": out.codings,
            "notes": out.notes,
        },
        "names_replaced": deposit.names_replaced,
        "rare": deposit.rare,
    }


def _check(target: Path, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.screen import print_json  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import ProjectNotFoundError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.deposit_check import check_deposit  # noqa: PLC0415 (help stays quick)

    try:
        with opened(project, lang, changing=False) as folder:
            found = check_deposit(target, folder)
    except ProjectNotFoundError:
        if project is not None:
            raise
        found = check_deposit(target, None)
    if as_json:
        print_json(
            {
                "files": found.n_files,
                "faults": [{"fault": fault, "file": path} for fault, path in found.faults],
                "words_in": None if found.places is None else list(found.places),
            }
        )
    else:
        _show_check(found)
    return int(bool(found.faults or found.places))


def _show_check(found: DepositCheck) -> None:
    for fault, path in found.faults:
        click.echo(say(f"deposit.fault_{fault}", path=path))
    if not found.faults:
        click.echo(say("deposit.sums_right", n=found.n_files))
    if found.places is None:
        click.echo(say("deposit.no_project"))
    elif found.places:
        click.echo(say("deposit.words_in", n=len(found.places)))
        for path in found.places:
            click.echo(f"  {path}")
    else:
        click.echo(say("deposit.no_words_in"))
