"""``focuskit history``: who decided what when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from rich.text import Text

    from focuskit.workflow.history import HistoryLine


@click.command("history", help=say("history.help"))
@click.argument("segment", required=False, metavar="[DOCUMENT:N]")
@click.option("--document", metavar="NAME", help=say("history.opt_document"))
@click.option("--code", metavar="CODE", help=say("history.opt_code"))
@click.option("--coder", metavar="NAME", help=say("history.opt_coder"))
@click.option("--last", type=click.IntRange(min=1), metavar="N", help=say("history.opt_last"))
@click.option("--lift", is_flag=True, help=say("history.opt_lift"))
@project_option
@language_option
@json_option
def command(  # noqa: PLR0913 (one argument per option)
    *,
    segment: str | None,
    document: str | None,
    code: str | None,
    coder: str | None,
    last: int | None,
    project: Path | None,
    lang: str | None,
    lift: bool,
    as_json: bool,
) -> int:
    """List decisions and changes of the codebook, the oldest first."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.told_steps import record  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.history import HistoryQuery, read_history, reader_of  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        reader = None if lift else reader_of(folder)
        found = read_history(folder, HistoryQuery(segment, document, code, coder, reader))
    lines = found.lines[-last:] if last else found.lines
    if as_json:
        screen.print_json([record(one) for one in lines])
        return 0
    _show(lines)
    if found.n_hidden:
        click.echo(say("history.hidden", n=found.n_hidden))
    return 0


def _show(lines: Sequence[HistoryLine]) -> None:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    if not lines:
        click.echo(say("history.none"))
    console = screen.out()
    for line in lines:
        console.print(_line(line))


def _line(line: HistoryLine) -> Text:
    from rich.text import Text  # noqa: PLC0415 (help stays quick)

    from focuskit.cli.told_steps import local_time, place_of, told, words_of  # noqa: PLC0415 (help stays quick)

    words = words_of(line)
    where = place_of(line)
    made = Text.assemble(
        (local_time(line.at), "dim"),
        "  ",
        (line.coder, "bold"),
        " ",
        told(line),
        (f"  {where}" if where else "", "cyan"),
        (f"  {say('history.quoted', words=words)}" if words else "", "italic"),
    )
    if line.is_undone:
        made.stylize("dim")
        made.append(f"  [{say('history.undone_mark')}]", "yellow")
    return made
