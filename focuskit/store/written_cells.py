"""Cells that researchers write, as kept: every writing stays, the last that was not undone holds."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from focuskit.model.codebook_edits import follow_name
from focuskit.model.sheets import CellPlace, SheetKind
from focuskit.store import schema as s
from focuskit.store.codings import find_coder

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


_ORDER = (s.written_cell.c.at, s.written_cell.c.number, s.written_cell.c.id)
"""Order of writings; the last parts decide between copies of a project that were written in at one moment."""


def load_cells(connection: Connection, sheet: SheetKind) -> dict[CellPlace, str]:
    """Load what holds in each cell of a sheet; emptied cells are left out."""
    table = s.written_cell.c
    query = (
        select(s.written_cell, s.document.c.name)
        .outerjoin(s.document, s.document.c.id == table.document_id)
        .where(table.sheet == sheet, table.undone == 0)
        .order_by(*_ORDER)
    )
    found = {
        CellPlace(sheet, row.case_key, row.column_key, row.name): row.words
        for row in connection.execute(query)
    }
    return {place: words for place, words in found.items() if words}


def write_cells(connection: Connection, coder: str, cells: Mapping[CellPlace, str]) -> int:
    """Write cells in one step, undone together; return how many differ from what held before."""
    held = {sheet: load_cells(connection, sheet) for sheet in {place.sheet for place in cells}}
    changed = {place: words for place, words in cells.items() if held[place.sheet].get(place, "") != words}
    if not changed:
        return 0
    documents: dict[str, str] = {
        row.name: row.id for row in connection.execute(select(s.document.c.name, s.document.c.id))
    }
    last = connection.scalar(select(func.max(s.written_cell.c.number))) or 0
    step, now = str(uuid.uuid4()), datetime.now(UTC).isoformat(timespec="seconds")
    rows = [
        {
            "id": str(uuid.uuid4()),
            "number": number,
            "step": step,
            "sheet": place.sheet,
            "document_id": documents[place.document] if place.document is not None else None,
            "case_key": place.row,
            "column_key": place.column,
            "words": words,
            "coder_id": find_coder(connection, coder),
            "at": now,
        }
        for number, (place, words) in enumerate(changed.items(), last + 1)
    ]
    connection.execute(insert(s.written_cell), rows)
    return len(rows)


def undo_cells(connection: Connection, sheets: tuple[SheetKind, ...]) -> int:
    """Undo the last step on these sheets; return how many cells it had written, 0 if there is none."""
    table = s.written_cell.c
    step = connection.scalar(
        select(table.step)
        .where(table.sheet.in_(sheets), table.undone == 0)
        .order_by(*(column.desc() for column in _ORDER))
        .limit(1)
    )
    if step is None:
        return 0
    done = connection.execute(
        update(s.written_cell).where(table.step == step, table.undone == 0).values(undone=1)
    )
    return int(done.rowcount)


def rename_cells(connection: Connection, coder: str, renamed: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Have summaries of the framework follow codes to their new names; return what `restore_cells` needs.

    Where two codes become one and both had words on the same case, the words of both are kept, below each
    other, as a new writing.
    """
    table = s.written_cell.c
    before = load_cells(connection, SheetKind.FRAMEWORK) if renamed else {}
    moved = {}
    for row in connection.execute(
        select(table.id, table.column_key).where(table.sheet == SheetKind.FRAMEWORK)
    ).all():
        new = follow_name(row.column_key, renamed)
        if new != row.column_key:
            moved[row.id] = row.column_key
            connection.execute(update(s.written_cell).where(table.id == row.id).values(column_key=new))
    both: dict[CellPlace, list[str]] = defaultdict(list)
    for place, words in before.items():
        both[replace(place, column=follow_name(place.column, renamed))].append(words)
    joined = {place: "\n".join(words) for place, words in both.items() if len(words) > 1}
    known = set(connection.scalars(select(table.id)))
    write_cells(connection, coder, joined)
    return {"moved": moved, "joined": sorted(set(connection.scalars(select(table.id))) - known)}


def restore_cells(connection: Connection, changes: Mapping[str, Any]) -> None:
    """Give summaries the names back that their codes had."""
    table = s.written_cell.c
    connection.execute(delete(s.written_cell).where(table.id.in_(changes.get("joined", ()))))
    for identifier, column in changes.get("moved", {}).items():
        connection.execute(update(s.written_cell).where(table.id == identifier).values(column_key=column))
