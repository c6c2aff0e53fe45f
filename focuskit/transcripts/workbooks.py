"""Sheets of Excel workbooks as rows of text: values only, no formulas."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from focuskit.archive import BROKEN, archive_fault
from focuskit.opening import check_file
from focuskit.signatures import foreign_signature
from focuskit.transcripts.normalise import normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FAULTS = (
    *BROKEN,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    ArithmeticError,
    RecursionError,
    AssertionError,
)
"""What openpyxl may raise on a damaged workbook."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of normalised cells, the number of control characters taken out of them, and the sheet's name."""

    rows: tuple[list[str], ...]
    n_controls: int
    title: str = ""


MOST_CELLS = 10_000_000
"""A workbook with more filled cells than that is refused: no one wrote it."""


class _TooManyCellsError(Exception):
    """More cells than anyone writes."""


def read_sheets(path: Path) -> tuple[tuple[Sheet, ...], str | None]:
    """Return the sheets of a workbook in order, or the message that says why it cannot be used.

    Formulas are not run: a cell has the value that was stored with it. Hidden sheets are read too.

    Raises
    ------
    OSError
        If the file cannot be opened.
    """
    check_file(path)
    with path.open("rb") as file:
        fault = foreign_signature(file.read(64), zip_expected=True)
    fault = fault or archive_fault(path)
    if fault is not None:
        return (), fault
    try:
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")
            book = load_workbook(file, read_only=True, data_only=True)
            return tuple(_sheet(sheet) for sheet in book.worksheets), None
    except _TooManyCellsError:
        return (), "too_big"
    except (*_FAULTS, OSError):
        return (), "broken_workbook"


def _sheet(sheet: Any) -> Sheet:  # noqa: ANN401 (openpyxl's read-only sheets have no stub of their own)
    sheet.reset_dimensions()  # some programs write too small a size, and rows would be lost
    raw: Iterable[tuple[object, ...]] = sheet.iter_rows(values_only=True)
    rows: list[list[str]] = []
    n_controls = n_filled = 0
    for values in raw:
        cells = [normalise_text(_cell_text(value)) for value in values]
        n_controls += sum(cell.n_controls for cell in cells)
        n_filled += sum(bool(cell.text) for cell in cells)
        if n_filled > MOST_CELLS:
            raise _TooManyCellsError
        rows.append([cell.text for cell in cells])
    return Sheet(tuple(rows), n_controls, str(sheet.title))


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
