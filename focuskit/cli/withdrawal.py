"""``focuskit participants withdraw``: a person takes their words back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.withdraw import Withdrawal, WordSearch

_SHOWN = 12


@click.command("withdraw", help=say("privacy.withdraw_help"))
@click.argument("person")
@click.option("--yes", is_flag=True, help=say("privacy.opt_yes"))
@click.option("--check", is_flag=True, help=say("privacy.opt_check"))
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=say("privacy.opt_against"),
)
@project_option
@language_option
@json_option
def withdraw(
    person: str,
    against: Path | None,
    project: Path | None,
    lang: str | None,
    *,
    yes: bool,
    check: bool,
    as_json: bool,
) -> int:
    """Erase a person's words, or (``--check``) search for them; exit 1 where some are found."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.withdraw import (  # noqa: PLC0415 (help stays quick)
        find_words,
        plan_withdrawal,
        sealed_files,
        withdraw_person,
    )

    with opened(project, lang, changing=not (check or against)) as folder:
        if check or against:
            found = find_words(folder, person, against)
            done = None
        else:
            plan = plan_withdrawal(folder, person)
            if not yes:
                _show_plan(plan, "privacy.plan")
                click.confirm(say("privacy.sure"), abort=True)
            done, found = withdraw_person(folder, person)
        sealed = sealed_files(folder)
    if as_json:
        screen.print_json(_as_json(done, found))
    else:
        if done:
            _show_plan(done, "privacy.erased")
        _show_search(found)
        if done:
            click.echo(say("privacy.out_of_reach"))
            if sealed is not None:
                click.echo(say("privacy.sealed", path=sealed))
    return int(bool(found.places))


def _show_plan(plan: Withdrawal, key: str) -> None:
    click.echo(say(key, person=plan.person, n=plan.n_words))
    for name, n_turns, n_words in plan.documents:
        click.echo("  " + say("privacy.in_document", document=name, turns=n_turns, words=n_words))
    kept = [name for name in plan.files if not name.startswith("cache/")]
    if kept:
        click.echo(say("privacy.files", n=len(kept)))
    for name in kept[:_SHOWN]:
        click.echo(f"  {name}")
    if len(kept) > _SHOWN:
        click.echo(f"  … +{len(kept) - _SHOWN}")


def _show_search(found: WordSearch) -> None:
    if found.places:
        click.echo(say("privacy.found", n=len(found.places)))
        for place in found.places:
            click.echo(f"  {place}")
        click.echo(say("privacy.found_next"))
        if any(place.startswith("project.db") for place in found.places):
            click.echo(say("privacy.found_database"))
    elif found.n_files:
        click.echo(say("privacy.clean", n=found.n_files))
    else:
        click.echo(say("repair.words_gone"))


def _as_json(done: Withdrawal | None, found: WordSearch) -> dict[str, object]:
    erased = None
    if done is not None:
        erased = {
            "documents": [
                {"document": name, "turns": n_turns, "words": n_words}
                for name, n_turns, n_words in done.documents
            ],
            "files": list(done.files),
        }
    return {"erased": erased, "found": list(found.places), "files_searched": found.n_files}
