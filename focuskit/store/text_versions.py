"""Versions of a document's text: a version never changes, a correction makes a new one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from focuskit.store import schema as s
from focuskit.store.documents import digest, insert_speakers, insert_turns
from focuskit.store.participants import fold_label, infer_kinds
from focuskit.store.speakers import speakers_by_label

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from focuskit.model.documents import Transcript

_NAMESPACE = uuid.UUID("6f1d7e0a-6c3b-5c83-9d0e-2a8f6b1c4e57")


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version: its number from 1, its text, the file it came from."""

    id: str
    number: int
    text: str
    source_name: str
    source_sha256: str


def load_text_versions(connection: Connection, document_id: str) -> list[TextVersion]:
    """Load all versions of a document's text, oldest first."""
    query = select(s.text_version).where(s.text_version.c.document_id == document_id)
    return [
        TextVersion(row.id, row.number, row.text, row.source_name, row.source_sha256)
        for row in connection.execute(query.order_by(s.text_version.c.number))
    ]


def add_text_version(
    connection: Connection,
    document_id: str,
    transcript: Transcript,
    source_sha256: str,
    source_name: str,
    renamed: Mapping[str, str],
) -> TextVersion:
    """Keep a corrected text with its turns; labels find their speakers, new ones are added.

    ``renamed`` maps labels of the correction to those of speakers known by another name before.
    """
    known = _with_new_speakers(connection, document_id, transcript, renamed)
    number = 1 + (
        connection.scalar(
            select(func.max(s.text_version.c.number)).where(s.text_version.c.document_id == document_id)
        )
        or 0
    )
    sha256 = digest(transcript.text)
    version = TextVersion(
        str(uuid.uuid5(_NAMESPACE, f"{document_id}\n{number}\n{sha256}")),
        number,
        transcript.text,
        source_name,
        source_sha256,
    )
    connection.execute(
        insert(s.text_version).values(
            id=version.id,
            document_id=document_id,
            number=number,
            text=transcript.text,
            sha256=sha256,
            source_sha256=source_sha256,
            source_name=source_name,
        )
    )
    labels = {turn.label: known[fold_label(turn.label or "")] for turn in transcript.turns}
    insert_turns(connection, version.id, transcript.turns, labels)
    return version


def _with_new_speakers(
    connection: Connection, document_id: str, transcript: Transcript, renamed: Mapping[str, str]
) -> dict[str, int]:
    """Rename and add the speakers that a correction renames and adds; return all by folded label."""
    known = speakers_by_label(connection, document_id)
    for new, old in renamed.items():
        identifier = known[fold_label(old)]
        known[fold_label(new)] = identifier
        connection.execute(update(s.speaker).where(s.speaker.c.id == identifier).values(label=new))
        _remember(connection, "speaker.set", {"id": identifier, "before": {"label": old}})
    added = [one for one in transcript.speakers if fold_label(one.label or "") not in known]
    last = connection.scalar(
        select(func.max(s.speaker.c.position)).where(s.speaker.c.document_id == document_id)
    )
    insert_speakers(connection, document_id, added, (last if last is not None else -1) + 1)
    return speakers_by_label(connection, document_id) | known


def switch_version(connection: Connection, document_id: str, version: TextVersion, event: str) -> None:
    """Make a version the current one of its document; the history keeps ``event``."""
    document = s.document.c
    before = connection.execute(select(s.document).where(document.id == document_id)).one()
    known = select(s.text_version.c.source_sha256).where(s.text_version.c.id == before.text_version_id)
    if not connection.scalar(known):
        connection.execute(
            update(s.text_version)
            .where(s.text_version.c.id == before.text_version_id)
            .values(source_sha256=before.source_sha256, source_name=before.name)
        )
    values = {"text_version_id": version.id, "source_sha256": version.source_sha256}
    connection.execute(update(s.document).where(document.id == document_id).values(**values))
    infer_kinds(connection)
    _remember(connection, event, {"name": before.name, "version": version.number})


def _remember(connection: Connection, event: str, facts: Mapping[str, object]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(s.history).values(at=now, event=event, facts=dict(facts)))
