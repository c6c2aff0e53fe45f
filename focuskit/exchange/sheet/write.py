"""Writing a workbook to code in: rows, the codebook they are validated against, how to use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from focuskit.archive import FIXED_DATE, pack, unpack
from focuskit.exchange.sheet.digest import MOST_CHARACTERS, cell_digest
from focuskit.model.coding_sheet import CODE_FIELDS, SheetCode, SheetField, SheetLabels, SheetRow
from focuskit.writing import write_whole
from focuskit.xml_words import writable

INDEX = "focuskit"
"""Name of the hidden sheet that tells which column is which."""

_INK, _GREY, _PALE, _LINE = "1F3A4D", "5F6B73", "FFF8E5", "D5DCE1"
_FONT, _SIZE, _LINE_POINTS, _MOST_POINTS, _A4 = "Calibri", 11, 15, 405, 9
_WIDTHS = {
    SheetField.DOCUMENT: 24, SheetField.SEGMENT: 7, SheetField.SPEAKER: 12, SheetField.TIME: 9,
    SheetField.QUESTION: 28, SheetField.WORDS: 70, SheetField.CODE: 26, SheetField.BY: 16,
    SheetField.DECISION: 13, SheetField.CODE_1: 26, SheetField.CODE_2: 18, SheetField.CODE_3: 18,
    SheetField.MEMO: 32, SheetField.KEY: 4, SheetField.DIGEST: 4,
}  # fmt: skip
_TO_FILL = frozenset({SheetField.DECISION, *CODE_FIELDS, SheetField.MEMO})
_HIDDEN = frozenset({SheetField.KEY, SheetField.DIGEST})
_WRAPPED = (SheetField.QUESTION, SheetField.WORDS, SheetField.DOCUMENT, SheetField.CODE, SheetField.BY)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_FORMULA = ("=", "+", "-", "@")


def write_coding_sheet(
    path: Path, rows: Sequence[SheetRow], codes: Sequence[SheetCode], labels: SheetLabels
) -> None:
    """Write a workbook: decisions are chosen from a list, codes checked against the codebook.

    No cell is a formula, whatever its words begin with; the same values give the same bytes.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    book = Workbook(write_only=True)
    _add_rows(book, rows, len(codes), labels)
    _add_codebook(book, codes, labels)
    _add_how_to(book, labels)
    _add_index(book, labels)
    write_whole(path, _bytes(book))


# openpyxl's stubs know neither write-only sheets nor their cells: these are `Any` here.
def _sheet(book: Workbook, title: str, widths: Iterable[float], frozen: str | None = None) -> Any:  # noqa: ANN401
    sheet: Any = book.create_sheet(title)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = frozen
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1" if frozen else None
    return sheet


def _cell(sheet: Any, value: object, font: Font, *, fill: str = "", across: str | None = None) -> Any:  # noqa: ANN401
    cell = WriteOnlyCell(sheet)
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal=across)
    edge = Side("thin", color=_LINE)
    cell.border = Border(bottom=edge)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    _fill(cell, value)
    return cell


def _fill(cell: Any, value: object) -> None:  # noqa: ANN401
    """Put a value in a cell; a text stays a text whatever it begins with."""
    cell.value = None
    if isinstance(value, str) and value:
        shown = shown_words(value)
        cell.value = shown
        cell.data_type = "s"
        cell.quotePrefix = shown.lstrip().startswith(_FORMULA)
    elif isinstance(value, int):
        cell.value = value


def shown_words(words: str) -> str:
    """Return words as a cell can hold them."""
    clean = writable(words)
    return clean if len(clean) <= MOST_CHARACTERS else f"{clean[: MOST_CHARACTERS - 1]}…"


def _add_rows(book: Workbook, rows: Sequence[SheetRow], n_codes: int, labels: SheetLabels) -> None:
    fields = tuple(SheetField)
    sheet = _sheet(book, labels.title, (_WIDTHS[field] for field in fields), "G2")
    for place, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(place)].hidden = field in _HIDDEN
    _add_validations(sheet, len(rows), n_codes, labels)
    sheet.row_dimensions[1].height = 2 * _LINE_POINTS
    sheet.append([_header(sheet, labels.headers[field]) for field in fields])
    looks = {is_moderator: _look(sheet, is_moderator=is_moderator) for is_moderator in (False, True)}
    for line, row in enumerate(rows, 2):
        cells = looks[row.is_moderator]  # written at once by `append`, so used again
        values = _values(row)
        for field, cell in zip(fields, cells, strict=True):
            _fill(cell, values.get(field, ""))
        sheet.row_dimensions[line].height = _height(values)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(fields))}{max(len(rows), 1) + 1}"


def _look(sheet: Any, *, is_moderator: bool) -> list[Any]:  # noqa: ANN401
    font = Font(_FONT, _SIZE, italic=is_moderator, color=_GREY if is_moderator else None)
    return [
        _cell(
            sheet,
            "",
            font,
            fill=_PALE if field in _TO_FILL else "",
            across="center" if field in {SheetField.SEGMENT, SheetField.TIME} else "left",
        )
        for field in SheetField
    ]


def _values(row: SheetRow) -> dict[SheetField, str | int]:
    words = shown_words(row.words)
    return {
        SheetField.DOCUMENT: row.document,
        SheetField.SEGMENT: row.segment if row.segment is not None else "",
        SheetField.SPEAKER: row.speaker,
        SheetField.TIME: row.time,
        SheetField.QUESTION: row.question,
        SheetField.WORDS: words,
        SheetField.CODE: row.code,
        SheetField.BY: row.by,
        SheetField.KEY: str(row.key),
        SheetField.DIGEST: cell_digest(words),
    }


def _height(values: dict[SheetField, str | int]) -> float:
    """Return the height of a row in points: programs differ in whether they fit it on opening a file."""
    lines = max(
        sum(max(1, ceil(len(line) / _WIDTHS[field])) for line in str(values[field]).split("\n"))
        for field in _WRAPPED
    )
    return float(min(_LINE_POINTS * lines, _MOST_POINTS))


def _header(sheet: Any, text: str) -> Any:  # noqa: ANN401
    return _cell(sheet, text, Font(_FONT, _SIZE, bold=True, color="FFFFFF"), fill=_INK)


def _add_validations(sheet: Any, n_rows: int, n_codes: int, labels: SheetLabels) -> None:  # noqa: ANN401
    """Let decisions be chosen from a list, and codes from the codebook; other codes only after a warning."""
    last = max(n_rows, 1) + 1
    letters = {field: get_column_letter(place) for place, field in enumerate(SheetField, 1)}
    chosen = ",".join(labels.decisions.values())
    decisions = DataValidation("list", formula1=f'"{chosen}"', allow_blank=True, showErrorMessage=True)
    decisions.error, decisions.errorTitle = labels.unknown_decision, labels.headers[SheetField.DECISION]
    decisions.add(f"{letters[SheetField.DECISION]}2:{letters[SheetField.DECISION]}{last}")
    names = f"'{labels.codebook}'!$C$2:$C${max(n_codes, 1) + 1}"
    codes = DataValidation(
        "list", formula1=names, allow_blank=True, showErrorMessage=True, errorStyle="warning"
    )
    codes.error, codes.errorTitle = labels.unknown_code, labels.headers[SheetField.CODE_1]
    codes.add(f"{letters[CODE_FIELDS[0]]}2:{letters[CODE_FIELDS[-1]]}{last}")
    for one in (decisions, codes):
        sheet.data_validations.append(one)


def _add_codebook(book: Workbook, codes: Sequence[SheetCode], labels: SheetLabels) -> None:
    sheet = _sheet(book, labels.codebook, (24, 36, 36, 90), "A2")
    sheet.append([_header(sheet, text) for text in labels.codebook_headers])
    font = Font(_FONT, _SIZE)
    for code in codes:
        values = (code.facet, code.label, code.name, code.definition)
        sheet.append([_cell(sheet, value, font) for value in values])


def _add_how_to(book: Workbook, labels: SheetLabels) -> None:
    sheet = _sheet(book, labels.how_to, (110,))
    font = Font(_FONT, _SIZE)
    for line in labels.how_to_lines:
        sheet.append([_cell(sheet, line, font)])


def _add_index(book: Workbook, labels: SheetLabels) -> None:
    """Add the hidden sheet that tells which header and which decision is which."""
    sheet = _sheet(book, INDEX, (20, 40))
    sheet.sheet_state = "hidden"
    font = Font(_FONT, _SIZE)
    for field, text in labels.headers.items():
        sheet.append([_cell(sheet, value, font) for value in ("column", field.value, text)])
    for decision, text in labels.decisions.items():
        sheet.append([_cell(sheet, value, font) for value in ("decision", decision.value, text)])


def _bytes(book: Workbook) -> bytes:
    """Return the workbook without name, and with one fixed date."""
    book.properties.creator = ""
    buffer = BytesIO()
    book.save(buffer)
    parts = unpack(buffer.getvalue())
    core = "docProps/core.xml"
    parts[core] = _MODIFIED.sub(rb"\g<1>" + FIXED_DATE.encode() + rb"\g<3>", parts[core])
    return pack(parts)
