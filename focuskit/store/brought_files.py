"""Files whose decisions were kept, known by a digest of what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_PREFIX = "brought_file_"


def was_brought(connection: Connection, digest: str) -> bool:
    """Tell whether a file that says the same was kept before."""
    name = f"{_PREFIX}{digest}"
    return connection.scalar(select(s.project.c.value).where(s.project.c.name == name)) is not None


def note_brought(connection: Connection, digest: str) -> None:
    """Remember that a file was kept."""
    if not was_brought(connection, digest):
        connection.execute(insert(s.project).values(name=f"{_PREFIX}{digest}", value="1"))
