"""Words of other versions of a text, placed in one of them: what was said on them holds on there too.

Nothing is kept of these places: they follow from the texts, as those of settlements do. Codings, which have
rows of their own in each version, lend their places to the decisions that made them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from focuskit.model.spans import Span
from focuskit.store import schema as s
from focuskit.transcripts.placing import place_spans

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def other_versions(connection: Connection, version_id: str) -> list[str]:
    """Return the identifiers of the other versions of the text that this is a version of, oldest first."""
    version = s.text_version.c
    owner = select(version.document_id).where(version.id == version_id).scalar_subquery()
    query = select(version.id).where(version.document_id == owner, version.id != version_id)
    return list(connection.scalars(query.order_by(version.number)))


def current_version(connection: Connection, version_id: str) -> str | None:
    """Return the current version of the text that this is a version of, ``None`` if there is no such text."""
    query = (
        select(s.document.c.text_version_id)
        .join(s.text_version, s.text_version.c.document_id == s.document.c.id)
        .where(s.text_version.c.id == version_id)
    )
    return connection.scalar(query)


def text_of(connection: Connection, version_id: str) -> str:
    """Return the words of a version, none where there is no such version."""
    return connection.scalar(select(s.text_version.c.text).where(s.text_version.c.id == version_id)) or ""


def place_elsewhere(
    connection: Connection, version_id: str, spans: Sequence[tuple[str, Span]]
) -> list[Span | None]:
    """Place spans, each with its version, in another version; ``None`` where they have no place there."""
    by_version: dict[str, list[int]] = defaultdict(list)
    for at, (version, _) in enumerate(spans):
        by_version[version].append(at)
    found: list[Span | None] = [None] * len(spans)
    new = text_of(connection, version_id) if by_version else ""
    for version, places in by_version.items():
        placed = place_spans(text_of(connection, version), new, [spans[at][1] for at in places])
        for at, placement in zip(places, placed, strict=True):
            found[at] = placement.span
    return found


def coded_places(connection: Connection, version_id: str) -> dict[str, Span]:
    """Return where the codings of a version are, by the decisions that made them."""
    query = select(s.coding.c.decision_id, s.coding.c.start, s.coding.c.end)
    rows = connection.execute(query.where(s.coding.c.text_version_id == version_id))
    return {row.decision_id: Span(row.start, row.end) for row in rows}
