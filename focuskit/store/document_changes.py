"""Changing what a project says of a document, and taking a document out with a trace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from focuskit.errors import UsageError
from focuskit.store import schema as s
from focuskit.store.participants import is_meant

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from focuskit.model.documents import DocumentKind


def find_document(connection: Connection, written: str) -> Any:  # noqa: ANN401 (a row of the table)
    """Return the document meant: its whole name, its file name, or that without ending.

    Raises
    ------
    UsageError
        If no document or more than one is meant.
    """
    rows = connection.execute(select(s.document)).all()
    exact = [row for row in rows if row.name == written]
    meant = exact or [row for row in rows if is_meant(written, row.name)]
    if len(meant) != 1:
        key = "error.document_unknown" if not meant else "error.document_ambiguous"
        raise UsageError(key, document=written)
    return meant[0]


def set_kind(connection: Connection, written: str, kind: DocumentKind) -> None:
    """Set the kind of a document; it is no longer inferred from then on."""
    document = find_document(connection, written)
    connection.execute(
        update(s.document).where(s.document.c.id == document.id).values(kind=kind, kind_is_set=1)
    )
    _remember(connection, "document.kind", {"name": document.name, "before": document.kind, "now": kind})


def set_attribute(connection: Connection, written: str, name: str, value: str) -> None:
    """Set an attribute of a document; an empty value removes it."""
    document = find_document(connection, written)
    attribute = s.document_attribute
    of_document = attribute.c.document_id == document.id
    connection.execute(delete(attribute).where(of_document, attribute.c.name == name))
    if value:
        last = connection.scalar(select(func.max(attribute.c.position)).where(of_document))
        position = 0 if last is None else last + 1
        row = {"document_id": document.id, "name": name, "value": value, "position": position}
        connection.execute(insert(attribute).values(**row))
    _remember(connection, "document.attribute", {"name": document.name, "attribute": name})


def remove_document(connection: Connection, written: str) -> str:
    """Take a document with all that hangs on it out of the project; return its name.

    The history keeps that it was there: name, digest of the original file, and when it went.
    """
    document = find_document(connection, written)
    connection.execute(delete(s.problem).where(s.problem.c.path == document.name))
    connection.execute(delete(s.document).where(s.document.c.id == document.id))
    facts = {"name": document.name, "source_sha256": document.source_sha256}
    _remember(connection, "document.removed", facts)
    return str(document.name)


def removed_documents(connection: Connection) -> list[tuple[str, str]]:
    """Return the documents that were taken out: name and when (ISO 8601, UTC), the oldest first."""
    query = select(s.history).where(s.history.c.event == "document.removed").order_by(s.history.c.id)
    return [(str(row.facts["name"]), str(row.at)) for row in connection.execute(query)]


def _remember(connection: Connection, event: str, facts: dict[str, str]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(s.history).values(at=now, event=event, facts=facts))
