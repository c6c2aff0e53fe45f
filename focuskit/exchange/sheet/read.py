"""Reading a workbook back, whoever has sorted, filtered or widened it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from focuskit.archive import BROKEN, archive_fault
from focuskit.errors import SheetFileError
from focuskit.exchange.sheet.digest import cell_digest
from focuskit.exchange.sheet.write import INDEX
from focuskit.model.coding_sheet import CODE_FIELDS, ReadRow, SheetField, parse_row_key

_Cells = Sequence[object]


def read_coding_sheet(path: Path) -> tuple[ReadRow, ...]:
    """Read the rows of a workbook that `focuskit.exchange.sheet.write_coding_sheet` wrote.

    Raises
    ------
    SheetFileError
        If it cannot be read, or is no such workbook any more.
    """
    try:
        if not path.is_file():
            raise SheetFileError(str(path), "problem.missing_input")
        fault = archive_fault(path)
        if fault is not None:
            raise SheetFileError(str(path), f"problem.{fault}")
        book: Any = load_workbook(path, read_only=True, data_only=True)
    except (*BROKEN, OSError, KeyError, ValueError) as fault:
        raise SheetFileError(str(path), "sheet.unreadable") from fault
    try:
        return _rows(path, book)
    finally:
        book.close()


def _rows(path: Path, book: Any) -> tuple[ReadRow, ...]:  # noqa: ANN401 (its sheets are not typed)
    if INDEX not in book.sheetnames:
        raise SheetFileError(str(path), "sheet.foreign")
    index = [tuple(map(_text, row)) for row in book[INDEX].iter_rows(values_only=True)]
    headers = {text: name for kind, name, text in _triples(index) if kind == "column"}
    decisions = {text: name for kind, name, text in _triples(index) if kind == "decision"}
    for sheet in book.worksheets:
        lines = sheet.iter_rows(values_only=True)
        first = [_text(value) for value in next(lines, ())]
        places = {headers[text]: place for place, text in enumerate(first) if text in headers}
        if {SheetField.KEY, SheetField.DIGEST, SheetField.WORDS} <= places.keys():
            read = (_row(line, cells, places, decisions) for line, cells in enumerate(lines, 2))
            return tuple(row for row in read if row.key is not None or not row.is_empty)
    raise SheetFileError(str(path), "sheet.foreign")


def _triples(index: Iterable[tuple[str, ...]]) -> Iterable[tuple[str, str, str]]:
    for row in index:
        kind, name, text, *_ = (*row, "", "", "")
        yield kind, name, text


def _row(line: int, cells: _Cells, places: dict[str, int], decisions: dict[str, str]) -> ReadRow:
    def at(field: SheetField) -> str:
        place = places.get(field)
        return _text(cells[place]) if place is not None and place < len(cells) else ""

    decision = at(SheetField.DECISION)
    codes = dict.fromkeys(code for field in CODE_FIELDS if (code := at(field)))
    return ReadRow(
        line,
        parse_row_key(at(SheetField.KEY)),
        cell_digest(at(SheetField.WORDS)) == at(SheetField.DIGEST),
        decisions.get(decision, decision),
        tuple(codes),
        at(SheetField.MEMO),
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
