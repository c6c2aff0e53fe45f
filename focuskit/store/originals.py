"""The original files that a project should have: those its texts were read from at import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

ERASING = ("participant.withdrawn", "names.replaced")
"""After these events originals are gone on purpose, and older copies hold what must not return."""


def load_originals(connection: Connection) -> list[tuple[str, str]]:
    """Return name and SHA-256 of each document's original; none once words or names were erased."""
    if connection.execute(select(s.history.c.id).where(s.history.c.event.in_(ERASING))).first():
        return []
    version = s.text_version.c
    query = (
        select(s.document.c.name, version.source_sha256)
        .join(s.text_version, version.document_id == s.document.c.id)
        .where(version.number == 1, version.source_sha256 != "")
        .order_by(s.document.c.number)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]
