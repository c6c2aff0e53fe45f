"""Segments given to coders: when a document is cut otherwise, they keep the words they were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def follow_segments(
    connection: Connection, version_id: str, before: Mapping[int, Span], after: Sequence[Segment]
) -> None:
    """Have what coders were given of a document be the segments that now hold those words.

    A segment is given if the greater half of it lies in a segment that was, or the other way round.

    Parameters
    ----------
    version_id
        Current version of the document's text.
    before
        Where the segments that were current lie in that text, by number; those without a place are left out.
    after
        The segments that are current now.
    """
    document = select(s.text_version.c.document_id).where(s.text_version.c.id == version_id).scalar_subquery()
    table = s.assignment.c
    query = select(table.id, table.segments).where(table.document_id == document, table.segments.is_not(None))
    for row in connection.execute(query).all():
        if row.segments is None:
            continue
        spans = [before[number] for number in row.segments if number in before]
        numbers = [one.number for one in after if any(_mostly_shared(one.span, each) for each in spans)]
        if numbers != row.segments:
            connection.execute(update(s.assignment).where(table.id == row.id).values(segments=numbers))


def _mostly_shared(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(len(one), len(other))
