"""``focuskit marks``: laughter, pauses, overlaps and what nobody could hear, and what cannot be measured."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say


@click.command("marks", help=say("cli.marks_help"))
@project_option
@language_option
@json_option
def command(project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Count the marks of each document and tell what it cannot carry."""
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.model.marks import MarkKind  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.marks import load_marks  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        documents = load_marks(folder)
    if as_json:
        screen.print_json(
            [
                {
                    "document": one.document,
                    "marks": [
                        {
                            "kind": mark.kind.value,
                            "turn": turn,
                            "start": mark.span.start,
                            "end": mark.span.end,
                            "length_ms": mark.length_ms,
                        }
                        for mark, turn in one.marks
                    ],
                    "timed_overlaps": one.n_timed_overlaps,
                    "not_measurable": [say(key) for key in one.not_measurable],
                }
                for one in documents
            ]
        )
        return 0
    console = screen.out()
    table = Table(title=say("cli.marks"), title_justify="left", title_style="bold")
    table.add_column(say("cli.document"), overflow="fold")
    for kind in MarkKind:
        table.add_column(say(f"cli.mark_{kind}"), justify="right")
    for one in documents:
        table.add_row(one.document, *(screen.number(one.count(kind)) for kind in MarkKind))
    console.print(table)
    for one in documents:
        reasons = " ; ".join(say(key) for key in one.not_measurable)
        console.print(say("cli.not_measurable", document=one.document, reasons=reasons), markup=False)
        if one.n_timed_overlaps:
            console.print(
                say("cli.timed_overlaps", document=one.document, n=one.n_timed_overlaps), markup=False
            )
    return 0
