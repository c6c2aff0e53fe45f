"""Coded passages outside a project: passages (unit, text) and readings (unit, codes), as tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import GoldError
from focuskit.opening import read_whole

_BRACKETED = re.compile(r"\s*\[([^\[\]]{3,400})\]\s*")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage to tag.

    ``source`` is where it comes from (the unit itself where the table has no such column); ``question`` stood
    in brackets before the text, and is no text to tag.
    """

    unit: str
    source: str
    text: str
    question: str | None = None


def read_passages(path: Path) -> tuple[Passage, ...]:
    """Read passages: columns ``unit`` and ``text``, perhaps ``source``.

    Raises
    ------
    GoldError
        If the table cannot be read, lacks a column or names a unit twice.
    """
    passages: dict[str, Passage] = {}
    for line, row in _rows(path, ("unit", "text")):
        unit = row["unit"].strip()
        if unit in passages:
            raise GoldError("error.gold_twice", path=path.name, line=line, unit=unit)
        question, text = cut_question(row["text"])
        passages[unit] = Passage(unit, (row.get("source") or unit).strip() or unit, text, question)
    if not passages:
        raise GoldError("error.gold_empty", path=path.name)
    return tuple(passages.values())


def read_reading(path: Path) -> dict[str, frozenset[str]]:
    """Read the codes that one reader gave: columns ``unit`` and ``codes`` (separated by spaces).

    Raises
    ------
    GoldError
        If the table cannot be read or lacks a column.
    """
    return {
        row["unit"].strip(): frozenset(row["codes"].replace(",", " ").split())
        for _, row in _rows(path, ("unit", "codes"))
    }


def cut_question(text: str) -> tuple[str | None, str]:
    """Split a text in the question in brackets before it, ``None`` if there is none, and the answer."""
    match = _BRACKETED.match(text)
    if match is None or not text[match.end() :].strip():
        return None, text
    inside = match[1].strip()
    is_question = inside.casefold().startswith("question") or "?" in inside
    if not is_question and len(inside.split()) < _FEWEST_WORDS:
        return None, text
    return inside.removeprefix("Question").lstrip(" :\u00a0"), text[match.end() :]


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = read_whole(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise GoldError("error.gold_unreadable", path=path.name) from fault
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first else (";" if ";" in first else ",")
    lines = text.splitlines()
    is_plain = delimiter == "\t"
    reader = csv.DictReader(
        lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if is_plain else csv.QUOTE_MINIMAL
    )
    try:
        missing = [name for name in needed if name not in (reader.fieldnames or [])]
        rows = list(reader)
    except csv.Error as fault:
        raise GoldError("error.gold_unreadable", path=path.name) from fault
    if missing:
        raise GoldError("error.gold_columns", path=path.name, columns=", ".join(missing))
    for line, row in enumerate(rows, 2):
        yield line, {key: value or "" for key, value in row.items() if isinstance(key, str)}
