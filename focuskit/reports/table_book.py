"""A table as an Excel workbook: one sheet for it, one for what must be known to read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from focuskit.messages import say
from focuskit.reports.cells import WRAPPED, new_cell, new_sheet, row_height
from focuskit.reports.frame_sheet import add_frame
from focuskit.reports.workbook import book_bytes
from focuskit.writing import write_whole

_NOTE_WIDTH = 110


def write_table_book(frame: pd.DataFrame, title: str, path: Path, notes: Sequence[str] = ()) -> None:
    """Write a table as a workbook.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    book = Workbook(write_only=True)
    add_frame(book, frame, title)
    sheet = new_sheet(book, say("table.explanations"), (_NOTE_WIDTH,), "A1")
    for place, note in enumerate(notes, 1):
        sheet.row_dimensions[place].height = row_height([(note, _NOTE_WIDTH)]) + 6
        sheet.append([new_cell(sheet, note, WRAPPED)])
    write_whole(path, book_bytes(book))
