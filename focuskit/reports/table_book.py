"""A table as an Excel workbook: one sheet for it, one for what must be known to read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from focuskit.messages import say
from focuskit.reports.cells import WRAPPED, Column, add_list, new_cell, new_sheet, row_height
from focuskit.reports.headings import heading, with_told_values
from focuskit.reports.workbook import book_bytes
from focuskit.writing import write_whole

_NUMBER_WIDTH, _NARROWEST, _WIDEST = 12.0, 10.0, 60.0
_LONG = 40
_TITLE_LIMIT = 31
_NOTE_WIDTH = 110


def write_table_book(frame: pd.DataFrame, title: str, path: Path, notes: Sequence[str] = ()) -> None:
    """Write a table as a workbook.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    book = Workbook(write_only=True)
    shown = with_told_values(frame)
    rows = shown.itertuples(index=False, name=None)
    add_list(book, title[:_TITLE_LIMIT], [_column(shown, place) for place in range(shown.shape[1])], rows)
    sheet = new_sheet(book, say("table.explanations"), (_NOTE_WIDTH,), "A1")
    for place, note in enumerate(notes, 1):
        sheet.row_dimensions[place].height = row_height([(note, _NOTE_WIDTH)]) + 6
        sheet.append([new_cell(sheet, note, WRAPPED)])
    write_whole(path, book_bytes(book))


def _column(frame: pd.DataFrame, place: int) -> Column:
    values = frame.iloc[:, place]
    header = heading(frame.columns[place])
    if pd.api.types.is_numeric_dtype(values):
        return Column(header, _NUMBER_WIDTH, numeric=True)
    longest = max((len(line) for value in values for line in str(value).splitlines()), default=0)
    width = min(_WIDEST, max(_NARROWEST, longest + 2, min(len(header), 20) + 2))
    return Column(header, width, wrapped=longest > _LONG or any("\n" in str(value) for value in values))
