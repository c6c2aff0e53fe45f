"""Verdicts on disagreements, from a list that somebody filled in (.xlsx or .csv)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from focuskit.archive import archive_fault
from focuskit.errors import UsageError
from focuskit.model.problems import Problem, error

_NAME_HEADERS = frozenset({"id", "identifiant", "identifier"})
_VERDICT_HEADERS = frozenset({"verdict"})
_YES = frozenset({"oui", "o", "yes", "y"})
_NO = frozenset({"non", "n", "no"})
_SAMPLE = 4096
_KINDS = frozenset({".xlsx", ".csv", ".txt", ".tsv"})


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts of a list by the short names of disagreements; ``True`` where the code holds.

    ``problems`` tells the lines that could not be used.
    """

    by_name: dict[str, bool]
    problems: tuple[Problem, ...]


def read_verdicts(path: Path) -> Verdicts:
    """Read a list of disagreements with verdicts; empty verdicts are left alone.

    Raises
    ------
    UsageError
        If the file cannot be read, or has no column of names or of verdicts.
    """
    if path.suffix.lower() not in _KINDS:
        raise UsageError("error.verdict_kind", path=str(path))
    rows = _rows(path)
    header = [str(cell or "").strip().casefold() for cell in next(iter(rows), ())]
    places = [
        next((place for place, title in enumerate(header) if title in titles), None)
        for titles in (_NAME_HEADERS, _VERDICT_HEADERS)
    ]
    if None in places:
        raise UsageError("error.verdict_columns", path=str(path))
    name_place, verdict_place = (place for place in places if place is not None)
    verdicts: dict[str, bool] = {}
    problems = []
    for line, row in enumerate(rows[1:], 2):
        cells = [str(cell if cell is not None else "").strip() for cell in row]
        cells += [""] * (len(header) - len(cells))
        name, verdict = cells[name_place], cells[verdict_place].casefold()
        if not (name and verdict):
            continue
        if verdict in _YES | _NO:
            verdicts[name] = verdict in _YES
        else:
            problems.append(error(str(path), "problem.verdict", line=line))
    return Verdicts(verdicts, tuple(problems))


def _rows(path: Path) -> list[Sequence[object]]:
    try:
        return list(_xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path))
    except OSError as fault:
        raise UsageError("error.verdict_file", path=str(path), reason=fault.strerror or "") from fault
    except (BadZipFile, InvalidFileException, KeyError, ValueError, csv.Error) as fault:
        raise UsageError("error.verdict_file", path=str(path), reason=type(fault).__name__) from fault


def _xlsx(path: Path) -> Iterable[Sequence[object]]:
    fault = archive_fault(path)
    if fault is not None:
        raise BadZipFile(fault)
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            rows = list(sheet.iter_rows(values_only=True))
            titles = {str(cell or "").strip().casefold() for cell in (rows[0] if rows else ())}
            if titles & _NAME_HEADERS and titles & _VERDICT_HEADERS:
                return rows
    finally:
        book.close()
    return []


def _csv(path: Path) -> Iterable[Sequence[object]]:
    words = path.read_text(encoding="utf-8-sig")
    first = words[:_SAMPLE].partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(words.splitlines(keepends=True), delimiter=delimiter))
