"""Verdicts on disagreements, from a list that somebody filled in (.xlsx or .csv)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.problems import Problem, error
from focuskit.opening import read_whole
from focuskit.transcripts.workbooks import read_sheets

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
    except (UnicodeDecodeError, csv.Error) as fault:
        raise UsageError("error.verdict_file", path=str(path), reason=type(fault).__name__) from fault


def _xlsx(path: Path) -> Iterable[Sequence[object]]:
    sheets, fault = read_sheets(path)
    if fault is not None:
        raise UsageError("error.word_file", path=str(path), reason=say(f"problem.{fault}"))
    for sheet in sheets:
        titles = {cell.strip().casefold() for cell in (sheet.rows[0] if sheet.rows else ())}
        if titles & _NAME_HEADERS and titles & _VERDICT_HEADERS:
            return sheet.rows
    return []


def _csv(path: Path) -> Iterable[Sequence[object]]:
    words = read_whole(path).decode("utf-8-sig")
    first = words[:_SAMPLE].partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return list(csv.reader(words.splitlines(keepends=True), delimiter=delimiter))
