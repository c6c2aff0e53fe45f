"""The sheet that shows a crossing as a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from focuskit.analysis import WITHOUT_ROW, cross_facets
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.cells import BOLD, PLAIN, header_cell, new_cell, new_sheet
from focuskit.reports.linked_sheets import link_cell

_ZERO_AS_DOT = '0;-0;"·"'
_CENTRED = Alignment(horizontal="center", vertical="center")
_UNWRAPPED = Alignment(vertical="center")
_AT_BOTTOM = Alignment(vertical="bottom")
_UPRIGHT = Alignment(text_rotation=90, vertical="bottom", horizontal="center", wrap_text=True)
_N_LEADING = 2


def add_matrix(
    book: Workbook, corpus: CodedCorpus, first: Mapping[tuple[str, str], int] | None = None
) -> None:
    """Add the crossing as a matrix: segments that carry both, transitions × levers and obstacles.

    Sub-codes are grouped under their top codes (outline), so that they fold away. ``first`` is the row of
    each cell's first quotation on the sheet of quotations by crossing, to link to.
    """
    frame = cross_facets(corpus)
    rows, columns = (list(dict.fromkeys(frame[side])) for side in ("row_code", "column_code"))
    counts = {(one, other): n for one, other, n in frame.iloc[:, :3].itertuples(index=False, name=None)}
    sheet = new_sheet(book, say("table.crossing"), (30, 38, *[6.5] * len(columns)), "C3")
    sheet.print_title_rows = "1:2"
    for place, name in enumerate(columns, _N_LEADING + 1):
        sheet.column_dimensions[get_column_letter(place)].outlineLevel = name.count("/")
    for place, name in enumerate(rows, 3):
        sheet.row_dimensions[place].outlineLevel = name.count("/")
    sheet.sheet_properties.outlinePr.summaryBelow = False
    sheet.sheet_properties.outlinePr.summaryRight = False
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 20, 190
    _append_header(sheet, corpus, columns)
    for row in rows:
        sheet.append([*_row_header(sheet, corpus, row), *_counts(sheet, row, columns, counts)])
    for (row, column), target in (first or {}).items():
        at = (rows.index(row) + 3, columns.index(column) + _N_LEADING + 1)
        link_cell(sheet, at, say("table.quotations_by_crossing"), target)
    if rows and columns:
        _shade(sheet, len(rows), len(columns))


def _append_header(sheet: Any, corpus: CodedCorpus, columns: list[str]) -> None:  # noqa: ANN401
    """Append two header rows: facets, then codes."""
    labels = {facet.id: facet.label for facet in corpus.codebook.facets}
    codes = [corpus.codebook.code(name) for name in columns]
    before = ["", *(code.facet for code in codes)]
    facets = [
        labels[code.facet] if code.facet != last else "" for code, last in zip(codes, before, strict=False)
    ]
    told = (say("table.cells_are_segments"), "", *facets)
    sheet.append([header_cell(sheet, text, _UNWRAPPED) for text in told])
    leading = (say("table.column_row_code"), say("table.column_row_label"))
    sheet.append(
        [
            *(header_cell(sheet, text, _AT_BOTTOM) for text in leading),
            *(header_cell(sheet, code.label, _UPRIGHT) for code in codes),
        ]
    )


def _row_header(sheet: Any, corpus: CodedCorpus, row: str) -> list[Any]:  # noqa: ANN401
    label = say("table.without_row") if row == WITHOUT_ROW else corpus.codebook.code(row).label
    font = PLAIN if "/" in row else BOLD
    indented = Alignment(vertical="top", indent=row.count("/"))
    return [new_cell(sheet, row, font=font), new_cell(sheet, label, indented, font)]


def _counts(sheet: Any, row: str, columns: list[str], counts: dict[tuple[str, str], int]) -> list[Any]:  # noqa: ANN401
    cells = []
    for column in columns:
        is_top = "/" not in row and "/" not in column
        cell = new_cell(sheet, counts[row, column], _CENTRED, BOLD if is_top else PLAIN)
        cell.number_format = _ZERO_AS_DOT
        cells.append(cell)
    return cells


def _shade(sheet: Any, n_rows: int, n_columns: int) -> None:  # noqa: ANN401
    """Shade the cells by their number, from white to a pale blue."""
    last = f"{get_column_letter(_N_LEADING + n_columns)}{n_rows + 2}"
    scale = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="num", start_value=0, start_color="FFFFFF", end_type="max", end_color="9DC3D9"
    )
    sheet.conditional_formatting.add(f"C3:{last}", scale)
