"""``focuskit assign``: documents, or a random sample of segments, for double coding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.assign import Draw, Portion


@click.command("assign", help=say("coders.assign_help"))
@click.argument("coder", required=False)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option("--with", "others", multiple=True, metavar="CODER", help=say("coders.opt_with"))
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help=say("coders.opt_sample"))
@click.option(
    "--share", type=click.FloatRange(0, 100, min_open=True), metavar="%", help=say("coders.opt_share")
)
@click.option("--seed", type=int, default=1, show_default=True, help=say("coders.opt_seed"))
@click.option("--see-suggestions", is_flag=True, help=say("coders.opt_see_suggestions"))
@click.option("--take-back", is_flag=True, help=say("coders.opt_take_back"))
@project_option
@language_option
@json_option
def command(
    coder: str | None,
    documents: tuple[str, ...],
    others: tuple[str, ...],
    project: Path | None,
    lang: str | None,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 (options as click gives them)
) -> int:
    """Give, take back, or list what was given."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import assign  # noqa: PLC0415 (help stays quick)

    draw = _draw(asked["sample"], asked["share"], asked["seed"])
    with opened(project, lang, changing=coder is not None) as folder:
        if coder is None:
            return _show(assign.list_portions(folder), "coders.given_none", as_json=as_json)
        names = (coder, *others)
        if asked["take_back"]:
            gone = [one for name in names for one in assign.take_back_portions(folder, name, documents)]
            return _show(gone, "coders.taken_back", as_json=as_json)
        sees = asked["see_suggestions"]
        given = assign.assign_segments(folder, names, documents, draw=draw, sees_suggestions=sees)
    return _show(given, "coders.given", as_json=as_json)


def _draw(sample: int | None, share: float | None, seed: int) -> Draw:
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.assign import Draw  # noqa: PLC0415 (help stays quick)

    if sample is not None and share is not None:
        raise UsageError("coders.sample_or_share")
    return Draw(sample, None if share is None else share / 100, seed)


def _show(portions: Sequence[Portion], key: str, *, as_json: bool) -> int:
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    if as_json:
        screen.print_json([_record(one) for one in portions])
        return 0
    if key != "coders.given_none" or not portions:
        click.echo(say(key, n=sum(one.n_segments for one in portions)))
    if not portions:
        return 0
    table = Table()
    for column in ("coder", "document", "segments", "begun", "suggestions"):
        table.add_column(say(f"coders.column_{column}"), overflow="fold")
    for one in portions:
        whole = say("coders.whole") if one.segments is None else ""
        shown = say("coders.shown" if one.sees_suggestions else "coders.hidden")
        segments = f"{screen.number(one.n_segments)} {whole}".strip()
        table.add_row(one.coder, one.document, segments, screen.number(one.n_begun), shown)
    screen.out().print(table)
    return 0


def _record(one: Portion) -> dict[str, object]:
    return {
        "coder": one.coder,
        "document": one.document,
        "segments": None if one.segments is None else list(one.segments),
        "n_segments": one.n_segments,
        "n_begun": one.n_begun,
        "sees_suggestions": one.sees_suggestions,
    }
