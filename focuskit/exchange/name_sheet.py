"""The sheet on which a researcher decides what becomes of each name: a workbook, out and in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from focuskit.errors import SheetFileError
from focuskit.messages import say
from focuskit.model.names import NameEntry, NameVerdict
from focuskit.transcripts.workbooks import read_sheets
from focuskit.writing import write_private
from focuskit.xml_words import writable

_COLUMNS = (
    ("verdict", 16),
    ("name", 28),
    ("replacement", 26),
    ("kind", 16),
    ("n", 8),
    ("contexts", 90),
    ("key", 4),
)
_CSV, _FORMULA = ".csv", frozenset("=+-@")
_YES = frozenset({"oui", "o", "yes", "y", "x", "1", "vrai", "true"})
_NO = frozenset({"non", "n", "no", "0", "faux", "false"})


def write_name_sheet(entries: Iterable[NameEntry], path: Path) -> None:
    """Write the names with proposals and contexts, as CSV or workbook; the owner alone can read it.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    if path.suffix.lower() == _CSV:
        write_private(path, _as_csv(entries))
        return
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = say("names.sheet")
    sheet.append([say(f"names.column_{name}") for name, _ in _COLUMNS])
    for row, one in enumerate(entries, 2):
        cells = _cells(one)
        for at, value in enumerate(cells, 1):
            cell = sheet.cell(row, at)
            cell.value = writable(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, (_, width) in zip("ABCDEFG", _COLUMNS, strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
    sheet.column_dimensions["G"].hidden = True
    sheet.freeze_panes = "C2"
    choice = DataValidation(type="list", formula1='"oui,non"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"A2:A{max(2, sheet.max_row)}")
    book.properties.creator = ""
    content = BytesIO()
    book.save(content)
    write_private(path, content.getvalue())


def _cells(one: NameEntry) -> tuple[str | int, ...]:
    return (
        {NameVerdict.REPLACE: "oui", NameVerdict.KEEP: "non"}.get(one.verdict, ""),
        " / ".join(one.spellings),
        one.replacement,
        say("names.doubtful", kind=say(f"names.kind_{one.kind}"))
        if one.is_doubtful
        else say(f"names.kind_{one.kind}"),
        one.n,
        "\n".join(one.contexts),
        one.identity,
    )


def _as_csv(entries: Iterable[NameEntry]) -> bytes:
    """Return the sheet as French spreadsheets read it: semicolons, no cell that would be a formula."""
    content = StringIO()
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    writer.writerow([say(f"names.column_{name}") for name, _ in _COLUMNS])
    for one in entries:
        writer.writerow([f"'{cell}" if str(cell)[:1] in _FORMULA else cell for cell in _cells(one)])
    return content.getvalue().encode("utf-8-sig")


def _rows(path: Path) -> Sequence[Sequence[str]]:
    """Return the rows of a sheet.

    Raises
    ------
    SheetFileError
        If it cannot be read.
    """
    try:
        if path.suffix.lower() == _CSV:
            return _csv_rows(path.read_bytes())
        sheets, fault = read_sheets(path)
    except (OSError, csv.Error) as broken:
        raise SheetFileError(str(path), "problem.unreadable") from broken
    if fault is not None:
        raise SheetFileError(str(path), f"problem.{fault}")
    return sheets[0].rows if sheets else ()


def _csv_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return [[cell.removeprefix("'") for cell in row] for row in rows]


def read_name_sheet(
    path: Path, entries: Iterable[NameEntry]
) -> tuple[tuple[NameEntry, ...], tuple[int, ...]]:
    """Return names with what the sheet decides of them, and the lines that decide nothing clear.

    A line is known by its last column, hidden in a workbook. An empty decision leaves a name open; what is
    written in place of the proposal is taken.

    Raises
    ------
    SheetFileError
        If the file cannot be read.
    """
    rows = _rows(path)
    known = {one.identity: one for one in entries}
    unclear = []
    for number, row in enumerate(rows[1:], 2):
        cells = [*row, *[""] * len(_COLUMNS)][: len(_COLUMNS)]
        said, one = cells[0].strip().casefold(), known.get(cells[-1])
        if one is None or not said:
            continue
        replacement = " ".join(cells[2].split())
        if said in _YES and replacement:
            known[cells[-1]] = replace(one, verdict=NameVerdict.REPLACE, replacement=replacement)
        elif said in _NO:
            known[cells[-1]] = replace(one, verdict=NameVerdict.KEEP)
        else:
            unclear.append(number)
    return tuple(known.values()), tuple(unclear)
