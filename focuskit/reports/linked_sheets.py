"""Quotations by code and by cell of the crossing, and the links from counts to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from focuskit.analysis import WITHOUT_ROW, CorpusIndex
from focuskit.analysis.crossing import find_crossed
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.cells import Column, add_list

MOST_ROWS = 200_000
"""Rows beyond which quotations are not listed by code: a sheet holds a million, and nobody reads them."""
MOST_CROSSED = 20_000
"""Rows beyond which quotations are not listed by cell of the crossing."""
_PASSAGE = (("document", 26), ("speaker", 14), ("turn", 8), ("verbatim", 90))
_COLUMNS = (("code", 34), ("label", 40), *_PASSAGE)
_CROSSED_COLUMNS = (
    ("row_code", 26), ("row_label", 30), ("column_code", 26), ("column_label", 34), *_PASSAGE,
)  # fmt: skip


def rows_by_code(corpus: CodedCorpus) -> tuple[list[tuple[object, ...]], dict[str, int]]:
    """Return one row per code and segment that carries it or one below it, and each code's first row.

    Codes in the order of the codebook; the first row below the header is 2. Both are empty where there are
    more than `MOST_ROWS`.
    """
    index = CorpusIndex(corpus)
    if sum(len(index.rows(code.name)) for code in corpus.codebook.codes) > MOST_ROWS:
        return [], {}
    rows: list[tuple[object, ...]] = []
    first: dict[str, int] = {}
    for code in corpus.codebook.codes:
        for place in index.rows(code.name):
            segment = corpus.segments[place]
            first.setdefault(code.name, len(rows) + 2)
            who = (segment.document, segment.speaker, segment.turn)
            rows.append((code.name, code.label, *who, segment.shown))
    return rows, first


def add_quotations_by_code(book: Workbook, rows: list[tuple[object, ...]]) -> None:
    """Add the sheet that counts are linked to."""
    add_list(book, say("table.quotations_by_code"), _columns(_COLUMNS), rows)


def rows_by_crossing(corpus: CodedCorpus) -> tuple[list[tuple[object, ...]], dict[tuple[str, str], int]]:
    """Return one row per cell of the crossing and segment in it, and each cell's first row.

    The first row below the header is 2. Both are empty where there are more than `MOST_CROSSED`.
    """
    labels = {code.name: code.label for code in corpus.codebook.codes}
    labels[WITHOUT_ROW] = say("table.without_row")
    rows: list[tuple[object, ...]] = []
    first: dict[tuple[str, str], int] = {}
    for row, column, places in find_crossed(corpus):
        first[row, column] = len(rows) + 2
        for place in places:
            one = corpus.segments[place]
            who = (one.document, one.speaker, one.turn, one.shown)
            rows.append((row, labels[row], column, labels[column], *who))
        if len(rows) > MOST_CROSSED:
            return [], {}
    return rows, first


def add_quotations_by_crossing(book: Workbook, rows: list[tuple[object, ...]]) -> None:
    """Add the sheet that the cells of the crossing are linked to."""
    add_list(book, say("table.quotations_by_crossing"), _columns(_CROSSED_COLUMNS), rows)


def link_counts(sheet: Any, column: int, names: list[str], first: Mapping[str, int]) -> None:  # noqa: ANN401 (openpyxl's write-only sheets are unknown to its stubs)
    """Link the cells of a column, one row per code below the header, to the code's first quotation.

    Parameters
    ----------
    column
        Number of the column, from 1.
    """
    for row, name in enumerate(names, 2):
        if name in first:
            link_cell(sheet, (row, column), say("table.quotations_by_code"), first[name])


def link_cell(sheet: Any, place: tuple[int, int], title: str, target: int) -> None:  # noqa: ANN401 (as above)
    """Link a cell (row and column, from 1) to a row of another sheet."""
    quoted = title.replace("'", "''")
    cell = f"{get_column_letter(place[1])}{place[0]}"
    link = Hyperlink(ref=cell, location=f"'{quoted}'!A{target}", display=None)
    sheet._hyperlinks.append(link)  # noqa: SLF001 (a write-only sheet takes links nowhere else)


def _columns(widths: tuple[tuple[str, float], ...]) -> list[Column]:
    return [
        Column(say(f"table.column_{name}"), width, wrapped=name == "verbatim", numeric=name == "turn")
        for name, width in widths
    ]
