"""Segmentations of text versions. Old ones stay; one per version is current."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import case, insert, literal, select, update

from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


BY_HAND = "by_hand"
"""Parameter of a segmentation in which somebody cut or joined segments."""


class CurrentSegmentation(NamedTuple):
    """The current segmentation of a text version."""

    id: int
    method: str
    parameters: dict[str, object]


def segmented_versions(connection: Connection) -> dict[str, CurrentSegmentation]:
    """Return the current segmentation of each text version that has one."""
    rows = connection.execute(select(s.segmentation).where(s.segmentation.c.is_current == 1))
    return {row.text_version_id: CurrentSegmentation(row.id, row.method, row.parameters) for row in rows}


def save_segments(
    connection: Connection,
    version_id: str,
    method: str,
    parameters: dict[str, object],
    segments: Sequence[Segment],
) -> int:
    """Keep a segmentation as the current one of a text version; return its identifier."""
    of_version = s.segmentation.c.text_version_id == version_id
    connection.execute(update(s.segmentation).where(of_version).values(is_current=0))
    made = connection.execute(
        insert(s.segmentation).values(
            text_version_id=version_id, method=method, parameters=parameters, is_current=1
        )
    )
    identifier = int(made.inserted_primary_key[0])  # type: ignore[index]
    add_segments(connection, identifier, segments)
    return identifier


def copy_segmentation(connection: Connection, segmentation_id: int, *, but: Collection[int], by: int) -> int:
    """Make a new current segmentation of the same text from one, without some of its segments.

    Parameters
    ----------
    but
        Numbers of the neighbouring segments left out, with their suggestions.
    by
        How far the numbers of all later segments move.
    """
    old = connection.execute(select(s.segmentation).where(s.segmentation.c.id == segmentation_id)).one()
    parameters = {**old.parameters, BY_HAND: True}
    identifier = save_segments(connection, old.text_version_id, old.method, parameters, ())
    for table, column in ((s.segment, s.segment.c.number), (s.suggestion, s.suggestion.c.segment)):
        copied = [one for one in table.c if one.name not in {"id", "segmentation_id", column.name}]
        moved = column + case((column > max(but), by), else_=0)
        rows = select(literal(identifier), moved, *copied).where(
            table.c.segmentation_id == segmentation_id, column.not_in(sorted(but))
        )
        names = ["segmentation_id", column.name, *(one.name for one in copied)]
        connection.execute(insert(table).from_select(names, rows))
    tagged = select(literal(identifier), s.tagging.c.fingerprints).where(
        s.tagging.c.segmentation_id == segmentation_id
    )
    connection.execute(insert(s.tagging).from_select(["segmentation_id", "fingerprints"], tagged))
    return identifier


def add_segments(connection: Connection, segmentation_id: int, segments: Sequence[Segment]) -> None:
    """Add segments to a segmentation."""
    rows = [
        {
            "segmentation_id": segmentation_id,
            "number": segment.number,
            "turn": segment.turn,
            "start": segment.span.start,
            "end": segment.span.end,
        }
        for segment in segments
    ]
    if rows:
        connection.execute(insert(s.segment), rows)


def make_current(connection: Connection, segmentation_id: int, instead_of: int) -> bool:
    """Make a segmentation the current one again, if ``instead_of`` is; tell whether it was."""
    table = s.segmentation
    was = connection.scalar(select(table.c.is_current).where(table.c.id == instead_of))
    if was:
        connection.execute(update(table).where(table.c.id == instead_of).values(is_current=0))
        connection.execute(update(table).where(table.c.id == segmentation_id).values(is_current=1))
    return bool(was)


def load_segments(connection: Connection, segmentation_id: int) -> list[Segment]:
    """Load the segments of one segmentation in their order."""
    query = (
        select(s.segment.c.number, s.segment.c.turn, s.segment.c.start, s.segment.c.end)
        .where(s.segment.c.segmentation_id == segmentation_id)
        .order_by(s.segment.c.number)
    )
    return [Segment(number, turn, Span(start, end)) for number, turn, start, end in connection.execute(query)]
