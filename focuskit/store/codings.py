"""Codings as kept: one code on one span of a text version, known by the decision that made it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, delete, func, insert, select

from focuskit.model.spans import Span
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class KeptCoding:
    """A coding in one text version.

    Parameters
    ----------
    decision_id
        The decision that made it, the same in all versions of the text.
    words
        The words of the span.
    old_words
        What they were before a correction changed them, ``None`` if none did.
    """

    decision_id: str
    coder_id: int
    code: str
    span: Span
    words: str
    old_words: str | None = None


@dataclass(frozen=True, slots=True)
class Orphan:
    """A coding that has no place in a text version; span and words are those of ``from_version_id``."""

    decision_id: str
    coder_id: int
    code: str
    from_version_id: str
    span: Span
    words: str


def find_coder(connection: Connection, name: str) -> int:
    """Return the row number of a coder, who is made known if new."""
    known = connection.scalar(select(s.coder.c.id).where(s.coder.c.name == name))
    if known is not None:
        return int(known)
    return int(connection.execute(insert(s.coder).values(name=name)).inserted_primary_key[0])  # type: ignore[index]


def coder_names(connection: Connection) -> dict[int, str]:
    """Return the names of all coders by row number."""
    return {row.id: row.name for row in connection.execute(select(s.coder))}


def load_codings(
    connection: Connection, version_id: str, *, decisions: Collection[str] | None = None
) -> list[KeptCoding]:
    """Load the codings of a text version in the order of their spans; all, or those of some decisions."""
    query = select(s.coding).where(s.coding.c.text_version_id == version_id)
    if decisions is not None:
        query = query.where(s.coding.c.decision_id.in_(sorted(decisions)))
    rows = connection.execute(query.order_by(*_in_order(s.coding)))
    return [
        KeptCoding(
            row.decision_id, row.coder_id, row.code, Span(row.start, row.end), row.words, row.old_words
        )
        for row in rows
    ]


def count_codings(connection: Connection) -> int:
    """Count the codings on the current texts of all documents."""
    current = s.document.c.text_version_id == s.coding.c.text_version_id
    return connection.scalar(select(func.count()).select_from(s.coding).join(s.document, current)) or 0


def load_sources(connection: Connection) -> dict[str, tuple[str, str | None]]:
    """Load, by decision, the name of its coder and what had suggested it (``None``: nothing)."""
    query = select(s.decision.c.id, s.coder.c.name, s.decision.c.origin).join(
        s.coder, s.coder.c.id == s.decision.c.coder_id
    )
    return {identifier: (name, origin) for identifier, name, origin in connection.execute(query)}


def load_orphans(connection: Connection, version_id: str) -> list[Orphan]:
    """Load the codings that have no place in a text version, in the order of their old spans."""
    query = select(s.orphan).where(s.orphan.c.text_version_id == version_id)
    rows = connection.execute(query.order_by(*_in_order(s.orphan)))
    return [
        Orphan(
            row.decision_id,
            row.coder_id,
            row.code,
            row.from_version_id,
            Span(row.start, row.end),
            row.words,
        )
        for row in rows
    ]


def replace_codings(
    connection: Connection, version_id: str, codings: Sequence[KeptCoding], orphans: Sequence[Orphan]
) -> None:
    """Make these the codings and orphans of a text version."""
    connection.execute(delete(s.coding).where(s.coding.c.text_version_id == version_id))
    connection.execute(delete(s.orphan).where(s.orphan.c.text_version_id == version_id))
    _insert(connection, s.coding, (_row(version_id, one) | {"old_words": one.old_words} for one in codings))
    _insert(
        connection,
        s.orphan,
        (_row(version_id, one) | {"from_version_id": one.from_version_id} for one in orphans),
    )


def _in_order(table: Table) -> list[Column[Any]]:
    """Return what puts codings in the same order in every copy of a project."""
    return [table.c.start, table.c.end, table.c.code, table.c.decision_id]


def _row(version_id: str, one: KeptCoding | Orphan) -> dict[str, object]:
    return {
        "text_version_id": version_id,
        "start": one.span.start,
        "end": one.span.end,
        "code": one.code,
        "coder_id": one.coder_id,
        "decision_id": one.decision_id,
        "words": one.words,
    }


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, object]]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)
