"""Cells that researchers write, as kept: every writing stays, the last that was not undone holds."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from focuskit.model.sheets import CellPlace, SheetKind
from focuskit.store import schema as s
from focuskit.store.codings import find_coder

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def load_cells(connection: Connection, sheet: SheetKind) -> dict[CellPlace, str]:
    """Load what holds in each cell of a sheet; emptied cells are left out."""
    table = s.written_cell.c
    query = (
        select(s.written_cell, s.document.c.name)
        .outerjoin(s.document, s.document.c.id == table.document_id)
        .where(table.sheet == sheet, table.undone == 0)
        .order_by(table.at, table.number)
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
        .order_by(table.at.desc(), table.number.desc())
        .limit(1)
    )
    if step is None:
        return 0
    done = connection.execute(
        update(s.written_cell).where(table.step == step, table.undone == 0).values(undone=1)
    )
    return int(done.rowcount)
