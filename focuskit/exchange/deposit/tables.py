"""The tables of a deposit, as CSV: UTF-8, comma, header in the first line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from focuskit.model.deposit import Deposit

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "documents.csv": ("document", "kind", "turns", "gaps"),
        "participants.csv": ("person", "role", "documents"),
        "turns.csv": (
            "document", "turn", "person", "role", "start", "end", "start_ms", "end_ms", "gap", "question",
            "words",
        ),
        "codings.csv": ("document", "turn", "start", "end", "code", "coder", "date", "origin", "words"),
        "codebook/codebook.csv": (
            "facet", "code", "parent", "label", "definition", "include", "exclude", "retired", "codings",
        ),
    }
)  # fmt: skip
"""Columns of each table by path; the allowed attributes follow in those of documents and participants."""
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def tables_of(deposit: Deposit) -> dict[str, bytes]:
    """Return the tables by path."""
    rows: dict[str, Iterable[tuple[object, ...]]] = {
        "documents.csv": _documents(deposit),
        "participants.csv": _people(deposit),
        "turns.csv": _turns(deposit),
        "codings.csv": (
            (
                one.document, one.turn, one.span.start, one.span.end, one.code, one.coder, one.date,
                one.origin, one.words,
            )
            for one in deposit.codings
        ),
        "codebook/codebook.csv": _codes(deposit),
    }  # fmt: skip
    more = {"documents.csv": document_attributes(deposit), "participants.csv": person_attributes(deposit)}
    return {path: _csv((*COLUMNS[path], *more.get(path, ())), rows[path]) for path in COLUMNS}


def person_attributes(deposit: Deposit) -> tuple[str, ...]:
    """Return the allowed attributes that somebody has, in the order of the settings."""
    found = {name for one in deposit.people for name, _ in one.attributes}
    return tuple(name for name in deposit.fields.attributes if name in found)


def document_attributes(deposit: Deposit) -> tuple[str, ...]:
    """Return the allowed attributes that some document has."""
    found = {name for one in deposit.documents for name, _ in one.attributes}
    return tuple(name for name in deposit.fields.attributes if name in found)


def _documents(deposit: Deposit) -> Iterable[tuple[object, ...]]:
    names = document_attributes(deposit)
    for one in deposit.documents:
        values = dict(one.attributes)
        gaps = sum(turn.is_gap for turn in one.turns)
        yield (one.name, one.kind.value, len(one.turns), gaps, *(values.get(name, "") for name in names))


def _people(deposit: Deposit) -> Iterable[tuple[object, ...]]:
    names = person_attributes(deposit)
    for one in deposit.people:
        values = dict(one.attributes)
        documents = "; ".join(one.documents)
        yield (one.person, one.role.value, documents, *(values.get(name, "") for name in names))


def _turns(deposit: Deposit) -> Iterable[tuple[object, ...]]:
    for one in deposit.documents:
        for turn in one.turns:
            yield (
                one.name, turn.number, turn.person, turn.role.value, turn.span.start, turn.span.end,
                turn.start_ms, turn.end_ms, int(turn.is_gap), turn.question, turn.span.slice(one.text),
            )  # fmt: skip


def _codes(deposit: Deposit) -> Iterable[tuple[object, ...]]:
    counted = Counter(one.code for one in deposit.codings)
    for code in deposit.codebook.codes:
        yield (
            code.facet, code.name, code.parent, code.label, code.definition, code.include, code.exclude,
            int(code.retired), counted[code.name],
        )  # fmt: skip


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def _guarded(cell: object) -> object:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN_BY_SPREADSHEETS) else cell
