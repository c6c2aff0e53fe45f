"""``focuskit notes``: field notes beside the turns they are about."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

_BEGINNING = 60


@click.command("notes", help=say("cli.notes_help"))
@click.argument("document", required=False)
@project_option
@language_option
@json_option
def command(document: str | None, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Show field notes beside the beginning of the turn they belong to."""
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.documents import list_documents  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.notes import align_notes  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        notes = align_notes(folder, document)
        texts = {one.name: one for one in list_documents(folder)}
    if as_json:
        screen.print_json(
            [
                {"notes": one.notes, "words": one.words, "document": one.document, "turn": one.turn}
                for one in notes
            ]
        )
        return 0
    if not notes:
        click.echo(say("cli.notes_none"))
        return 0
    table = Table(title=say("cli.notes_title"), title_justify="left", title_style="bold", show_lines=True)
    for key in ("document", "notes_turn", "notes_said", "notes_written"):
        table.add_column(say(f"cli.{key}"), overflow="fold")
    for one in notes:
        said = ""
        if one.document is not None and one.turn is not None:
            talk = texts[one.document]
            words = " ".join(talk.turns[one.turn - 1].span.slice(talk.text).split())
            said = words if len(words) <= _BEGINNING else f"{words[:_BEGINNING]}…"
        table.add_row(one.document or one.notes, str(one.turn or "–"), said, one.words)
    screen.out().print(table)
    return 0
