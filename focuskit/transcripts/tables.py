"""Tables (.csv, .tsv, .xlsx, .ods) as rows of text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from focuskit.model.problems import Problem, error, warning
from focuskit.opening import read_whole
from focuskit.transcripts.encoding import decode_text
from focuskit.transcripts.limits import MOST_ROWS
from focuskit.transcripts.normalise import normalise_text, squeeze
from focuskit.transcripts.text import control_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from focuskit.transcripts.workbooks import Sheet

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 200
_LONGEST_CELL = (1 << 31) - 1


class _TooManyRowsError(Exception):
    """More rows than anyone writes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` counts from 1 for the row of column names; ``cells`` are as many as columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Column names as written (trimmed) and the rows below them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TablesRead:
    """The tables of a file (one per sheet), and what was doubtful in it."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()


def read_tables(path: Path, name: str) -> TablesRead:
    """Read a .csv or .tsv file, or the sheets of an .xlsx or .ods file, as text; problems carry ``name``."""
    readers = {".xlsx": _read_workbook, ".ods": _read_ods}
    try:
        read = readers.get(path.suffix.lower(), _read_delimited)(path, name)
    except _TooManyRowsError:
        return TablesRead((), (error(name, "problem.too_many_rows", most=MOST_ROWS // 1000),))
    if not read.tables and not read.problems:
        return TablesRead((), (error(name, "problem.empty_file"),))
    return read


def _read_delimited(path: Path, name: str) -> TablesRead:
    decoded = decode_text(read_whole(path), name)
    if decoded.text is None:
        return TablesRead((), decoded.problems)
    normal = normalise_text(decoded.text)
    problems = (*decoded.problems, *control_characters(name, normal.n_controls))
    quoting: int = csv.QUOTE_MINIMAL
    if normal.text.count('"') % 2:
        quoting = csv.QUOTE_NONE
        problems += (warning(name, "problem.unbalanced_quotes"),)
    delimiter = _sniff_delimiter(normal.text, preferred="\t" if path.suffix.lower() == ".tsv" else ",")
    table, ragged = _make_table(_csv_rows(normal.text, delimiter, quoting), delimiter)
    if ragged:
        problems += (warning(name, "problem.ragged_rows", line=ragged[0], n=len(ragged)),)
    return TablesRead((table,) if table else (), problems)


def _csv_rows(text: str, delimiter: str, quoting: int) -> Iterable[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    if quoting == csv.QUOTE_NONE:
        return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _sniff_delimiter(text: str, *, preferred: str) -> str:
    """Return the delimiter that gives the most rows of one length, more than one cell each."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0] or sample

    def quality(delimiter: str) -> tuple[float, int, bool]:
        lengths = [len(row) for row in _csv_rows(sample, delimiter, csv.QUOTE_MINIMAL) if row][:_SAMPLE_ROWS]
        if not lengths or lengths[0] == 1:
            return 0.0, 0, delimiter == preferred
        alike = Counter(lengths)[lengths[0]] / len(lengths)
        return round(alike, 1), lengths[0], delimiter == preferred

    return max(_DELIMITERS, key=quality)


def _make_table(raw: Iterable[list[str]], joint: str) -> tuple[Table | None, list[int]]:
    """Return the table, and the numbers of rows with more cells than columns (joined to the last)."""
    filled = ((number, cells) for number, cells in enumerate(raw, start=1) if any(map(str.strip, cells)))
    numbered = list(islice(filled, MOST_ROWS + 2))
    if len(numbered) > MOST_ROWS + 1:
        raise _TooManyRowsError
    if not numbered:
        return None, []
    columns = tuple(squeeze(cell) for cell in numbered[0][1])
    while (
        len(columns) > 1 and not columns[-1] and all(len(cells) < len(columns) for _, cells in numbered[1:])
    ):
        columns = columns[:-1]
    ragged: list[int] = []
    rows: list[Row] = []
    width = len(columns)
    for number, cells in numbered[1:]:
        if len(cells) > width and any(cells[width:]):
            ragged.append(number)
            cells = [*cells[: width - 1], joint.join(cells[width - 1 :])]  # noqa: PLW2901
        rows.append(Row(number, tuple(cells[:width]) + ("",) * (width - len(cells))))
    return Table(columns, tuple(rows)), ragged


def _read_workbook(path: Path, name: str) -> TablesRead:
    from focuskit.transcripts.workbooks import read_sheets  # noqa: PLC0415 (openpyxl is slow to load)

    sheets, fault = read_sheets(path)
    return _sheet_tables(name, sheets, fault)


def _read_ods(path: Path, name: str) -> TablesRead:
    from focuskit.transcripts.ods import read_ods_sheets  # noqa: PLC0415 (odfpy is slow to load)

    sheets, fault = read_ods_sheets(path)
    return _sheet_tables(name, sheets, fault)


def _sheet_tables(name: str, sheets: Sequence[Sheet], fault: str | None) -> TablesRead:
    if fault is not None:
        return TablesRead((), (error(name, f"problem.{fault}"),))
    tables = [_make_table(sheet.rows, "; ")[0] for sheet in sheets]
    return TablesRead(
        tuple(table for table in tables if table is not None),
        control_characters(name, sum(sheet.n_controls for sheet in sheets)),
    )
