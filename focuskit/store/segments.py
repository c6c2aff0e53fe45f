"""Segmentations of text versions. Old ones stay; one per version is current."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select, update

from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


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
    rows = [
        {
            "segmentation_id": identifier,
            "number": segment.number,
            "turn": segment.turn,
            "start": segment.span.start,
            "end": segment.span.end,
        }
        for segment in segments
    ]
    if rows:
        connection.execute(insert(s.segment), rows)
    return identifier


def load_segments(connection: Connection, segmentation_id: int) -> list[Segment]:
    """Load the segments of one segmentation in their order."""
    query = (
        select(s.segment.c.number, s.segment.c.turn, s.segment.c.start, s.segment.c.end)
        .where(s.segment.c.segmentation_id == segmentation_id)
        .order_by(s.segment.c.number)
    )
    return [Segment(number, turn, Span(start, end)) for number, turn, start, end in connection.execute(query)]
