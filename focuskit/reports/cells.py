"""Sheets of a workbook: typed cells, a header that stays in view, and no text run as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from focuskit.xml_words import writable

INK = "1F3A4D"
FONT, FONT_SIZE = "Calibri", 11
LINE_POINTS, HIGHEST_ROW_POINTS = 15, 405
_A4 = 9
TOP = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)
HEADER = Alignment(vertical="center", wrap_text=True)
NUMBER_HEADER = Alignment(horizontal="right", vertical="center", wrap_text=True)
BOLD = Font(FONT, FONT_SIZE, bold=True)
PLAIN = Font(FONT, FONT_SIZE)
HEADER_FONT = Font(FONT, FONT_SIZE, bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor=INK)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: header, width in characters, whether text is wrapped, whether it is numbers."""

    header: str
    width: float
    wrapped: bool = False
    numeric: bool = False


# openpyxl's stubs know neither write-only sheets nor their cells: these are `Any` here.
def new_sheet(book: Workbook, title: str, widths: Iterable[float], frozen: str) -> Any:  # noqa: ANN401
    """Make a sheet with columns of the given widths; what is above and left of ``frozen`` stays in view."""
    sheet: Any = book.create_sheet(title)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = frozen
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    return sheet


def new_cell(sheet: Any, value: object, alignment: Alignment = TOP, font: Font = PLAIN) -> Any:  # noqa: ANN401
    """Make a cell; see `fill` for its value."""
    cell = WriteOnlyCell(sheet)
    cell.alignment = alignment
    cell.font = font
    fill(cell, value)
    return cell


def fill(cell: Any, value: object) -> None:  # noqa: ANN401
    """Put a value into a cell: numbers stay numbers, text stays text whatever it begins with."""
    missing = value is None or value is pd.NA or value == ""
    shown = writable(value) if isinstance(value, str) else value
    cell.value = None if missing else shown
    if isinstance(shown, str) and not missing:
        cell.data_type = "s"
        cell.quotePrefix = shown.lstrip().startswith(("=", "+", "-", "@"))


def header_cell(sheet: Any, text: str, alignment: Alignment = HEADER) -> Any:  # noqa: ANN401
    """Make a cell of the header row."""
    cell = new_cell(sheet, text, alignment, HEADER_FONT)
    cell.fill = HEADER_FILL
    return cell


def add_list(
    book: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    *,
    bold: Sequence[bool] | None = None,
) -> Any:  # noqa: ANN401
    """Add a sheet that lists rows under a header, with a filter, and return it.

    ``bold`` tells which rows stand out.
    """
    sheet = new_sheet(book, title, (column.width for column in columns), "A2")
    sheet.row_dimensions[1].height = row_height((one.header, one.width) for one in columns)
    sheet.append(
        [header_cell(sheet, one.header, NUMBER_HEADER if one.numeric else HEADER) for one in columns]
    )
    looks = {
        stands_out: [
            new_cell(sheet, None, WRAPPED if column.wrapped else TOP, BOLD if stands_out else PLAIN)
            for column in columns
        ]
        for stands_out in (False, True)
    }
    n_rows = 0
    for row in rows:
        cells = looks[bold[n_rows] if bold else False]  # written at once by `append`, so used again
        for cell, value in zip(cells, row, strict=True):
            fill(cell, value)
        n_rows += 1
        sheet.row_dimensions[n_rows + 1].height = row_height(
            (value, column.width) for value, column in zip(row, columns, strict=True) if column.wrapped
        )
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{n_rows + 1}"
    return sheet


def row_height(cells: Iterable[tuple[object, float]]) -> float:
    """Return the height in points of a row whose texts are wrapped; ``cells`` are texts and their widths.

    Programs differ in whether they fit heights on opening a file; a height that is written holds in all.
    """
    lines = max((_count_lines(str(text or ""), width) for text, width in cells), default=1)
    return float(min(LINE_POINTS * lines, HIGHEST_ROW_POINTS))


def _count_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that many characters."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
