"""A framework as a workbook that is edited and read back: cases by codes, summaries and references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from focuskit.analysis.framework import CellState, FrameworkCell
from focuskit.analysis.verbatims import tell_quotation
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.cells import (
    FONT,
    FONT_SIZE,
    WRAPPED,
    Column,
    add_list,
    header_cell,
    new_cell,
    new_sheet,
    row_height,
)
from focuskit.reports.workbook import book_bytes
from focuskit.writing import write_whole

_SUMMARY_WIDTH, _REFERENCES_WIDTH, _CASE_WIDTH = 44, 20, 30
_NOTE_WIDTH = 110
_GREY = Font(FONT, FONT_SIZE, italic=True, color="7F7F7F")
_HEAD = Alignment(vertical="bottom", wrap_text=True)


def write_framework_book(corpus: CodedCorpus, cells: Sequence[FrameworkCell], by: str, path: Path) -> None:
    """Write the cells of a framework.

    The second row of the first sheet is what makes it readable again: the axis, then each code by its full
    name. Columns without one are not read back.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    book = Workbook(write_only=True)
    codes = list(dict.fromkeys(cell.code for cell in cells))
    by_place = {(cell.case, cell.code): cell for cell in cells}
    widths = (_CASE_WIDTH, *(width for _ in codes for width in (_SUMMARY_WIDTH, _REFERENCES_WIDTH)))
    sheet = new_sheet(book, say("finding.framework_sheet"), widths, "B3")
    labels = {code.name: code.label for code in corpus.codebook.codes}
    references = say("finding.framework_references")
    sheet.row_dimensions[1].height = 48
    sheet.append(
        [
            header_cell(sheet, say("table.column_case"), _HEAD),
            *(header_cell(sheet, text, _HEAD) for code in codes for text in (labels[code], references)),
        ]
    )
    sheet.append([new_cell(sheet, text, font=_GREY) for text in (by, *_alternating(codes))])
    for place, case in enumerate(dict.fromkeys(cell.case for cell in cells), 3):
        row = [by_place[case, code] for code in codes]
        sheet.row_dimensions[place].height = row_height(
            pair
            for one in row
            for pair in ((one.summary, _SUMMARY_WIDTH), (_grouped(one), _REFERENCES_WIDTH))
        )
        told = (text for one in row for text in (one.summary, _grouped(one)))
        sheet.append(
            [
                new_cell(sheet, case, WRAPPED),
                *(
                    new_cell(sheet, text, WRAPPED, *([_GREY] if at % 2 else []))
                    for at, text in enumerate(told)
                ),
            ]
        )
    _add_uncharted(book, corpus, cells)
    _add_notes(book)
    write_whole(path, book_bytes(book))


def _grouped(cell: FrameworkCell) -> str:
    """Return the turns of each document in a line; the document of the case itself is not named again."""
    turns: dict[str, list[str]] = {}
    for reference in cell.references:
        document, _, turn = reference.rpartition(":")
        turns.setdefault(document, []).append(turn)
    return "\n".join(
        f"{'' if document == cell.case else f'{document}: '}{', '.join(found)}"
        for document, found in turns.items()
    )


def _alternating(codes: Iterable[str]) -> Iterable[str]:
    for code in codes:
        yield from (code, "")


def _add_uncharted(book: Workbook, corpus: CodedCorpus, cells: Iterable[FrameworkCell]) -> None:
    """Add the segments that no summary covers, with their words."""
    columns = [
        Column(say(f"table.column_{name}"), width, wrapped=name == "verbatim")
        for name, width in (("case", 26), ("code", 30), ("verbatim", 110))
    ]
    rows = (
        (cell.case, cell.code, tell_quotation(corpus.segments[row]))
        for cell in cells
        if cell.state is CellState.UNCHARTED
        for row in cell.rows.tolist()
    )
    add_list(book, say("finding.framework_uncharted"), columns, rows)


def _add_notes(book: Workbook) -> None:
    sheet = new_sheet(book, say("table.explanations"), (_NOTE_WIDTH,), "A1")
    for place, key in enumerate(("framework_how", "framework_back", "framework_empty"), 1):
        note = say(f"finding.{key}")
        sheet.row_dimensions[place].height = row_height([(note, _NOTE_WIDTH)]) + 6
        sheet.append([new_cell(sheet, note, WRAPPED)])
