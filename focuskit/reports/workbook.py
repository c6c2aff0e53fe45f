"""All tables in one Excel workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from focuskit.archive import FIXED_DATE, pack, unpack
from focuskit.model.codings import CodedCorpus
from focuskit.reports.frame_sheet import add_tables_beside
from focuskit.reports.linked_sheets import (
    add_quotations_by_code,
    add_quotations_by_crossing,
    rows_by_code,
    rows_by_crossing,
)
from focuskit.reports.matrix_sheet import add_matrix
from focuskit.reports.sheets import add_crossing, add_explanations, add_quotations, add_themes
from focuskit.writing import write_whole

_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def write_xlsx(corpus: CodedCorpus, path: Path, only: str | None = None) -> None:
    """Write the tables of a corpus as sheets, in the language in force.

    Parameters
    ----------
    corpus
        What is counted.
    path
        The workbook; replaced whole.
    only
        Name of the one table wanted (`focuskit.reports.TABLES`), ``None`` for all. How things were counted
        is told on a sheet of its own in both cases.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    book = Workbook(write_only=True)
    if only is None:
        _add_all(book, corpus)
    for name, add in _sheets():
        if name == only:
            add(book, corpus)
    add_explanations(book, corpus)
    write_whole(path, book_bytes(book))


def _add_all(book: Workbook, corpus: CodedCorpus) -> None:
    """Add the sheets of all tables, counts linked to the quotations behind them."""
    rows, first = rows_by_code(corpus)
    crossed, cells = rows_by_crossing(corpus)
    add_themes(book, corpus, first)
    add_matrix(book, corpus, cells)
    add_crossing(book, corpus, cells)
    add_quotations(book, corpus)
    if rows:
        add_quotations_by_code(book, rows)
    if crossed:
        add_quotations_by_crossing(book, crossed)
    add_tables_beside(book, corpus)


def _sheets() -> Iterator[tuple[str, Callable[[Workbook, CodedCorpus], None]]]:
    yield "themes", add_themes
    yield "crossing", add_matrix
    yield "crossing", add_crossing
    yield "quotations", add_quotations


def book_bytes(book: Workbook) -> bytes:
    """Return the workbook without name, and with one fixed date."""
    book.properties.creator = ""
    buffer = BytesIO()
    book.save(buffer)
    parts = unpack(buffer.getvalue())
    core = "docProps/core.xml"
    parts[core] = _MODIFIED.sub(rb"\g<1>" + FIXED_DATE.encode() + rb"\g<3>", parts[core])
    return pack(parts)
