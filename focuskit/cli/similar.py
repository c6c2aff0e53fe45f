"""``focuskit similar``: segments near to one by meaning."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say


@click.command("similar", help=say("cli.similar_help"))
@click.argument("segment", metavar="DOCUMENT:N")
@click.option("--number", "n", type=click.IntRange(1, 1000), default=10, help=say("cli.opt_similar_n"))
@project_option
@language_option
@json_option
def command(segment: str, n: int, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Show the nearest segments."""
    from rich.table import Table  # noqa: PLC0415 (help stays quick)
    from rich.text import Text  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.similar import find_similar  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder, screen.progress_bar() as tell:
        found = find_similar(folder, segment, n=n, progress=tell)
    if as_json:
        screen.print_json(
            [
                {
                    "document": one.document,
                    "segment": one.segment,
                    "nearness": one.nearness,
                    "words": one.words,
                }
                for one in found
            ]
        )
        return 0
    table = Table(box=None, pad_edge=False, show_header=False)
    for one in found:
        place = Text(f"{one.document}:{one.segment}", style="dim")
        table.add_row(f"{one.nearness:.2f}", place, Text(" ".join(one.words.split())))
    screen.out().print(table if found else say("cli.similar_none"))
    return 0
