"""``focuskit verify``: a finished report against the texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.verify import VerifiedQuotation, VerifySummary

_SHOWN = 120


@click.command("verify", help=say("verify.help"))
@click.argument("report", type=PATH)
@click.option("--all", "show_all", is_flag=True, help=say("verify.opt_all"))
@project_option
@language_option
@json_option
def command(report: Path, project: Path | None, lang: str | None, *, show_all: bool, as_json: bool) -> int:
    """Tell for each quotation of a report whether its words are in the texts."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.verify import verify_report_file  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        found = verify_report_file(folder, report)
    if as_json:
        screen.print_json(_as_json(found))
    else:
        _show(report, found, show_all=show_all)
    return int(bool(found.lost))


def _show(report: Path, found: VerifySummary, *, show_all: bool) -> None:
    from focuskit.reports.verification import QuotationState  # noqa: PLC0415 (help stays quick)

    states = ", ".join(
        say(f"verify.n_{state}", n=found.n_in_state(state))
        for state in QuotationState
        if found.n_in_state(state)
    )
    n = len(found.quotations)
    click.echo(say("verify.quotations", n=n, path=str(report), states=states or "–"))
    for one in found.quotations:
        if show_all or one.state is QuotationState.NOT_FOUND:
            click.echo(f"  {_told(one)}")
    if found.traits:
        click.echo(say("verify.traits", n=len(found.traits)))
        for trait in found.traits:
            facts = {"place": trait.place, "words": trait.words, "alike": trait.n_alike}
            click.echo(f"  {say(f'verify.trait_{trait.kind}', **facts)}")


def _told(one: VerifiedQuotation) -> str:
    words = " ".join(one.passage.words.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    facts = {"number": one.passage.number, "chapter": one.passage.chapter or "–", "words": shown}
    return say(f"verify.state_{one.state}", document=one.document or "–", **facts)


def _as_json(found: VerifySummary) -> dict[str, object]:
    return {
        "quotations": [
            {
                "number": one.passage.number,
                "chapter": one.passage.chapter,
                "state": one.state.value,
                "document": one.document,
                "source": one.passage.source,
                "words": one.passage.words,
            }
            for one in found.quotations
        ],
        "warnings": [
            {"kind": one.kind.value, "place": one.place, "words": one.words, "alike": one.n_alike}
            for one in found.traits
        ],
    }
