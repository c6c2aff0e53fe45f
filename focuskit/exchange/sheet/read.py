"""Reading a workbook back, whoever has sorted, filtered or widened it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from focuskit.errors import SheetFileError
from focuskit.exchange.sheet.digest import cell_digest
from focuskit.exchange.sheet.write import INDEX
from focuskit.model.coding_sheet import CODE_FIELDS, ReadRow, SheetField, parse_row_key
from focuskit.transcripts.workbooks import Sheet, read_sheets


def read_coding_sheet(path: Path) -> tuple[ReadRow, ...]:
    """Read the rows of a workbook that `focuskit.exchange.sheet.write_coding_sheet` wrote.

    Raises
    ------
    SheetFileError
        If it cannot be read, or is no such workbook any more.
    """
    if not path.is_file():
        raise SheetFileError(str(path), "problem.missing_input")
    try:
        sheets, fault = read_sheets(path)
    except OSError as broken:
        raise SheetFileError(str(path), "sheet.unreadable") from broken
    if fault is not None:
        raise SheetFileError(str(path), f"problem.{fault}")
    return _rows(path, sheets)


def _rows(path: Path, sheets: Sequence[Sheet]) -> tuple[ReadRow, ...]:
    index = [[cell.strip() for cell in row] for sheet in sheets if sheet.title == INDEX for row in sheet.rows]
    headers = {text: name for kind, name, text in _triples(index) if kind == "column"}
    decisions = {text: name for kind, name, text in _triples(index) if kind == "decision"}
    for sheet in sheets:
        lines = iter(sheet.rows)
        first = [value.strip() for value in next(lines, ())]
        places = {headers[text]: place for place, text in enumerate(first) if text in headers}
        if {SheetField.KEY, SheetField.DIGEST, SheetField.WORDS} <= places.keys():
            read = (_row(line, cells, places, decisions) for line, cells in enumerate(lines, 2))
            return tuple(row for row in read if row.key is not None or not row.is_empty)
    raise SheetFileError(str(path), "sheet.foreign")


def _triples(index: Iterable[Sequence[str]]) -> Iterable[tuple[str, str, str]]:
    for row in index:
        kind, name, text, *_ = (*row, "", "", "")
        yield kind, name, text


def _row(line: int, cells: Sequence[str], places: dict[str, int], decisions: dict[str, str]) -> ReadRow:
    def at(field: SheetField) -> str:
        place = places.get(field)
        return cells[place].strip() if place is not None and place < len(cells) else ""

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
