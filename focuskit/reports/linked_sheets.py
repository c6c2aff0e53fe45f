"""Quotations by code, and the links from counts to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from focuskit.analysis import CorpusIndex
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.cells import Column, add_list

MOST_ROWS = 200_000
"""Rows beyond which quotations are not listed by code: a sheet holds a million, and nobody reads them."""
_COLUMNS = (("code", 34), ("label", 40), ("document", 26), ("speaker", 14), ("turn", 8), ("verbatim", 90))


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
    columns = [
        Column(say(f"table.column_{name}"), width, wrapped=name == "verbatim", numeric=name == "turn")
        for name, width in _COLUMNS
    ]
    add_list(book, say("table.quotations_by_code"), columns, rows)


def link_counts(sheet: Any, column: int, names: list[str], first: Mapping[str, int]) -> None:  # noqa: ANN401 (openpyxl's write-only sheets are unknown to its stubs)
    """Link the cells of a column, one row per code below the header, to the code's first quotation.

    Parameters
    ----------
    column
        Number of the column, from 1.
    """
    title = say("table.quotations_by_code").replace("'", "''")
    for row, name in enumerate(names, 2):
        if name in first:
            place = f"{get_column_letter(column)}{row}"
            link = Hyperlink(ref=place, location=f"'{title}'!A{first[name]}", display=None)
            sheet._hyperlinks.append(link)  # noqa: SLF001 (a write-only sheet takes links nowhere else)
