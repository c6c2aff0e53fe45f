"""Versions of the codebook: every one that was used is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_INSTALLED = "installed_codebook_sha256"
_PENDING = "pending_codebook"


def codebook_number(connection: Connection, content: bytes, fingerprints: dict[str, str]) -> int:
    """Return the version number of a codebook's content, keeping it if it is new."""
    sha256 = hashlib.sha256(content).hexdigest()
    version = s.codebook_version
    known = connection.scalar(select(version.c.number).where(version.c.sha256 == sha256))
    if known:
        return int(known)
    number = (connection.scalar(select(func.max(version.c.number))) or 0) + 1
    connection.execute(
        insert(version).values(number=number, sha256=sha256, content=content, fingerprints=fingerprints)
    )
    return number


def load_installed_codebook(connection: Connection) -> str | None:
    """Return the digest of the codebook last copied into the project; ``None`` if none was."""
    return connection.scalar(select(s.project.c.value).where(s.project.c.name == _INSTALLED))


def mark_installed_codebook(connection: Connection, content: bytes) -> None:
    """Remember the content of the codebook copied into the project, to tell a later edit by hand."""
    connection.execute(delete(s.project).where(s.project.c.name == _INSTALLED))
    connection.execute(insert(s.project).values(name=_INSTALLED, value=hashlib.sha256(content).hexdigest()))


def latest_codebook_number(connection: Connection, content: bytes | None = None) -> int | None:
    """Return the number of the codebook version with this content, else of the last; ``None`` if none is."""
    sha256 = hashlib.sha256(content or b"").hexdigest()
    version = s.codebook_version.c
    same: int | None = connection.scalar(select(version.number).where(version.sha256 == sha256))
    last: int | None = connection.scalar(select(func.max(version.number)))
    return same or last


def load_codebook_content(connection: Connection, number: int) -> bytes:
    """Return the bytes of a version of the codebook; `KeyError` if there is none of that number."""
    content = connection.scalar(
        select(s.codebook_version.c.content).where(s.codebook_version.c.number == number)
    )
    if content is None:
        raise KeyError(number)
    return bytes(content)


def mark_pending_codebook(connection: Connection, number: int | None) -> None:
    """Remember that the codebook's file is to become a version of it; ``None``: it has."""
    connection.execute(delete(s.project).where(s.project.c.name == _PENDING))
    if number is not None:
        connection.execute(insert(s.project).values(name=_PENDING, value=str(number)))


def load_pending_codebook(connection: Connection) -> int | None:
    """Return the version that the codebook's file was to become when somebody was interrupted."""
    value = connection.scalar(select(s.project.c.value).where(s.project.c.name == _PENDING))
    return int(value) if value else None


def load_last_codebook(connection: Connection) -> tuple[int, bytes] | None:
    """Return number and content of the version of the codebook used last, ``None`` if none was."""
    version = s.codebook_version.c
    row = connection.execute(
        select(version.number, version.content).order_by(version.number.desc()).limit(1)
    ).first()
    return (int(row[0]), bytes(row[1])) if row else None
