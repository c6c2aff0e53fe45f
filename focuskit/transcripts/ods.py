"""Sheets of OpenDocument workbooks (.ods) as rows of text: what the cells show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.odf import Beside, attribute, name_of, open_odf, paragraph_text, repeats
from focuskit.transcripts.workbooks import MOST_CELLS, Sheet

if TYPE_CHECKING:
    from pathlib import Path

_FILLING = 1000
"""Cells repeated more often fill a row to the edge of the sheet, and hold nothing a person wrote."""


def read_ods_sheets(path: Path) -> tuple[tuple[Sheet, ...], str | None]:
    """Return the sheets of a workbook in order, or the message that says why it cannot be used."""
    opened = open_odf(path)
    if opened.fault is not None:
        return (), opened.fault
    sheets: list[Sheet] = []
    n_cells = 0
    for table in _tables(opened.body):
        rows: list[list[str]] = []
        n_controls = 0
        for row in _rows(table):
            cells, controls = _cells(row)
            times = repeats(row, "number-rows-repeated") if any(cells) else 1
            n_cells += times * max(len(cells), 1)
            if n_cells > MOST_CELLS:
                return (), "too_big"
            rows += [list(cells) for _ in range(times)]
            n_controls += controls * times
        sheets.append(Sheet(tuple(rows), n_controls))
    return tuple(sheets), None


def _tables(body: Any) -> Iterator[Any]:  # noqa: ANN401 (odfpy's nodes have no stub)
    for child in body.childNodes:
        if name_of(child) == "table":
            yield child
        elif name_of(child):
            yield from _tables(child)


def _rows(node: Any) -> Iterator[Any]:  # noqa: ANN401 (odfpy's nodes have no stub)
    for child in node.childNodes:
        name = name_of(child)
        if name == "table-row":
            yield child
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child)


def _cells(row: Any) -> tuple[list[str], int]:  # noqa: ANN401 (odfpy's nodes have no stub)
    cells: list[str] = []
    n_controls = 0
    for child in row.childNodes:
        if name_of(child) not in {"table-cell", "covered-table-cell"}:
            continue
        lines = [paragraph_text(part, Beside()) for part in child.childNodes if name_of(part) in {"p", "h"}]
        shown = "\n".join(lines) or attribute(child, "value") or ""
        normal = normalise_text(shown)
        times = repeats(child, "number-columns-repeated")
        n_controls += normal.n_controls
        cells += [normal.text] * (times if times <= _FILLING else 1)
    while cells and not cells[-1]:
        cells.pop()
    return cells, n_controls
