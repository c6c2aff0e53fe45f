"""The sheet on which a researcher decides what becomes of each name: a workbook, out and in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
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
_YES = frozenset({"oui", "o", "yes", "y", "x", "1", "vrai", "true"})
_NO = frozenset({"non", "n", "no", "0", "faux", "false"})


def write_name_sheet(entries: Iterable[NameEntry], path: Path) -> None:
    """Write the names with their proposals and contexts; the owner alone can read the file.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = say("names.sheet")
    sheet.append([say(f"names.column_{name}") for name, _ in _COLUMNS])
    for row, one in enumerate(entries, 2):
        cells: tuple[str | int, ...] = (
            {NameVerdict.REPLACE: "oui", NameVerdict.KEEP: "non"}.get(one.verdict, ""),
            " / ".join(one.spellings),
            one.replacement,
            say(f"names.kind_{one.kind}"),
            one.n,
            "\n".join(one.contexts),
            one.identity,
        )
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


def read_name_sheet(
    path: Path, entries: Iterable[NameEntry]
) -> tuple[tuple[NameEntry, ...], tuple[int, ...]]:
    """Return names with what the sheet decides of them, and the lines that decide nothing clear.

    A line is known by its last column, which is hidden. An empty decision leaves a name open; a replacement
    written in place of the proposal is taken as it is.

    Raises
    ------
    SheetFileError
        If the file cannot be read.
    """
    try:
        sheets, fault = read_sheets(path)
    except OSError as broken:
        raise SheetFileError(str(path), "problem.unreadable") from broken
    if fault is not None:
        raise SheetFileError(str(path), f"problem.{fault}")
    rows = sheets[0].rows if sheets else ()
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
