"""``focuskit kwic``: an expression in its contexts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.kwic import Context

_SHOWN = 200
_SHOWN_COUNTS = 15
_WORDS = 30


@click.command("kwic", help=say("cli.kwic_help"))
@click.argument("expression")
@click.option("--document", "documents", multiple=True, help=say("cli.opt_only_document"))
@click.option("--everybody", is_flag=True, help=say("cli.opt_everybody"))
@click.option("--width", type=click.IntRange(10, 400), default=60, help=say("cli.opt_width"))
@project_option
@language_option
@json_option
def command(
    *,
    expression: str,
    documents: tuple[str, ...],
    everybody: bool,
    width: int,
    project: Path | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Show every place of an expression, and how many by document and person."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.kwic import find_contexts  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder, screen.progress_bar() as tell:
        found = find_contexts(
            folder, expression, width=width, documents=documents, everybody=everybody, progress=tell
        )
    if as_json:
        screen.print_json([_record(one) for one in found])
    else:
        _show(found, width)
    return 0


def _record(one: Context) -> dict[str, object]:
    return {
        "document": one.document,
        "segment": one.segment,
        "turn": one.turn,
        "person": one.person,
        "start": one.span.start,
        "end": one.span.end,
        "before": one.before,
        "words": one.words,
        "after": one.after,
    }


def _show(found: Sequence[Context], width: int) -> None:
    from rich.table import Table  # noqa: PLC0415 (help stays quick)
    from rich.text import Text  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.kwic import count_contexts  # noqa: PLC0415 (help stays quick)

    console = screen.out()
    console.print(say("cli.kwic_found", n=len(found)), style="bold")
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(justify="right", no_wrap=True, max_width=width)
    longest = max((len(_line(one.words)) for one in found), default=1)
    table.add_column(style="bold", overflow="fold", min_width=min(longest, _WORDS))
    table.add_column(no_wrap=True, max_width=width)
    for one in found[:_SHOWN]:
        cells = (_line(words) for words in (one.before, one.words, one.after))
        table.add_row(f"{one.document}:{one.segment}", one.person, *(Text(cell) for cell in cells))
    console.print(table)
    if len(found) > _SHOWN:
        console.print(say("cli.kwic_more", n=len(found) - _SHOWN))
    for key, counts in zip(("document", "person"), count_contexts(found), strict=True):
        shown = ", ".join(f"{name} {n}" for name, n in counts.most_common(_SHOWN_COUNTS))
        if shown:
            console.print(say(f"cli.kwic_by_{key}", shown=shown), markup=False)


def _line(words: str) -> str:
    return " ".join(words.split())
