"""A table of codings and the codes they are to get: CSV that a spreadsheet opens and saves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from focuskit.errors import UsageError
from focuskit.opening import read_whole
from focuskit.writing import write_whole


class PlacementRow(NamedTuple):
    """A coding, known by its decision, and the code it is to get (empty: it stays)."""

    decision: str
    document: str
    coder: str
    words: str
    goes_to: str


_COLUMNS = PlacementRow._fields


def write_placements(path: Path, rows: Iterable[PlacementRow]) -> None:
    """Write the table, with semicolons and a byte order mark as French spreadsheets expect."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(tuple(_harmless(" ".join(cell.split())) for cell in row) for row in rows)
    write_whole(path, made.getvalue().encode("utf-8-sig"))


def read_placements(path: Path) -> list[PlacementRow]:
    """Read the table back; separators may be semicolons, commas or tabulators.

    Raises
    ------
    UsageError
        If the file cannot be read or lacks a column.
    """
    try:
        text = read_whole(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError("edits.sheet", path=str(path)) from fault
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    try:
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        columns, rows = set(reader.fieldnames or ()), list(reader)
    except csv.Error as fault:
        raise UsageError("edits.sheet", path=str(path)) from fault
    if not {"decision", "goes_to"} <= columns:
        raise UsageError("edits.sheet", path=str(path))
    return [PlacementRow(*((row.get(name) or "").strip() for name in _COLUMNS)) for row in rows]


def _harmless(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
