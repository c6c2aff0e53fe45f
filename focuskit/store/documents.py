"""Documents, their speakers and turns."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from focuskit.model.documents import (
    DocumentKind,
    Role,
    Speaker,
    SpeakerTurn,
    StoredDocument,
    Transcript,
    count_words,
)
from focuskit.model.spans import Span
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_NAMESPACE = uuid.UUID("6f1d7e0a-6c3b-5c83-9d0e-2a8f6b1c4e57")
_LETTERS = {
    Role.PARTICIPANT: "P",
    Role.MODERATOR: "M",
    Role.OBSERVER: "O",
    Role.OBSERVER_PARTICIPANT: "OP",
}


class ImportOutcome(StrEnum):
    """What became of a file at import."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """How many speakers, turns, segments and words a document has."""

    name: str
    kind: DocumentKind
    n_speakers: int
    n_turns: int
    n_segments: int
    n_words: int


def digest(content: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def save_transcript(connection: Connection, transcript: Transcript, source_sha256: str) -> ImportOutcome:
    """Keep a parsed file as a new document.

    A document of that name with the same content stays as it is; with other content it stays too, and the
    outcome says so.
    """
    known = connection.execute(
        select(s.document.c.source_sha256, s.text_version.c.sha256)
        .join(s.text_version, s.document.c.text_version_id == s.text_version.c.id)
        .where(s.document.c.name == transcript.name)
    ).first()
    if known:
        same = source_sha256 == known[0] or digest(transcript.text) == known[1]
        return ImportOutcome.UNCHANGED if same else ImportOutcome.CHANGED
    _insert_document(connection, transcript, source_sha256)
    return ImportOutcome.ADDED


def _insert_document(connection: Connection, transcript: Transcript, source_sha256: str) -> None:
    document_id = str(uuid.uuid5(_NAMESPACE, transcript.name))
    sha256 = digest(transcript.text)
    version_id = str(uuid.uuid5(_NAMESPACE, f"{transcript.name}\n1\n{sha256}"))
    number = connection.scalar(select(func.coalesce(func.max(s.document.c.number), 0))) or 0
    connection.execute(
        insert(s.document).values(
            id=document_id,
            number=number + 1,
            name=transcript.name,
            kind=transcript.kind,
            source_sha256=source_sha256,
            text_version_id=version_id,
        )
    )
    connection.execute(
        insert(s.text_version).values(
            id=version_id,
            document_id=document_id,
            number=1,
            text=transcript.text,
            sha256=sha256,
            source_sha256=source_sha256,
            source_name=transcript.name,
        )
    )
    _insert_all(
        connection,
        s.document_attribute,
        [
            {"document_id": document_id, "name": name, "value": value, "position": position}
            for position, (name, value) in enumerate(transcript.attributes)
        ],
    )
    insert_speakers(connection, document_id, transcript.speakers)
    rows = connection.execute(
        select(s.speaker.c.label, s.speaker.c.id).where(s.speaker.c.document_id == document_id)
    )
    insert_turns(connection, version_id, transcript.turns, {label: identifier for label, identifier in rows})  # noqa: C416 (rows are no pairs for dict)


def _insert_all(connection: Connection, table: Any, rows: Sequence[Mapping[str, object]]) -> None:  # noqa: ANN401
    if rows:
        connection.execute(insert(table), list(rows))


def insert_speakers(
    connection: Connection, document_id: str, speakers: Sequence[Speaker], first: int = 0
) -> None:
    """Keep speakers of a document, in positions from ``first`` on, each with the next free pseudonym."""
    taken = taken_pseudonyms(connection)
    rows = []
    for position, speaker in enumerate(speakers, first):
        pseudonym = next_pseudonym(speaker.role, taken)
        rows.append(
            {
                "document_id": document_id,
                "label": speaker.label,
                "position": position,
                "role": speaker.role,
                "pseudonym": pseudonym,
                "attributes": [list(pair) for pair in speaker.attributes],
            }
        )
    _insert_all(connection, s.speaker, rows)


def taken_pseudonyms(connection: Connection) -> dict[str, int]:
    """Return every pseudonym in use, with the highest number used for each letter under ``""`` + letter."""
    taken: dict[str, int] = {}
    names = [
        *connection.scalars(select(s.speaker.c.pseudonym)),
        *connection.scalars(select(s.participant.c.pseudonym)),
    ]
    for name in names:
        letters = name.rstrip("0123456789")
        if letters in _LETTERS.values() and name[len(letters) :]:
            taken[letters] = max(taken.get(letters, 0), int(name[len(letters) :]))
    return taken


def next_pseudonym(role: Role, taken: dict[str, int]) -> str:
    """Return the next free role-and-number (P1, P2 ..., M1 for moderators) and count it as taken."""
    letter = _LETTERS[role]
    taken[letter] = taken.get(letter, 0) + 1
    return f"{letter}{taken[letter]}"


def insert_turns(
    connection: Connection,
    version_id: str,
    turns: Sequence[SpeakerTurn],
    speakers: Mapping[str | None, int],
) -> None:
    """Keep the turns of a text version; ``speakers`` are row numbers by label."""
    _insert_all(
        connection,
        s.turn,
        [
            {
                "text_version_id": version_id,
                "number": turn.number,
                "speaker_id": speakers[turn.label],
                "start": turn.span.start,
                "end": turn.span.end,
                "start_ms": turn.start_ms,
                "end_ms": turn.end_ms,
                "question": turn.question,
            }
            for turn in turns
        ],
    )


def known_sources(connection: Connection) -> dict[str, str]:
    """Return the digest of the original file of each document, by name."""
    rows = connection.execute(select(s.document.c.name, s.document.c.source_sha256))
    return {name: sha256 for name, sha256 in rows}  # noqa: C416 (rows are no pairs for dict)


def load_documents(connection: Connection) -> list[StoredDocument]:
    """Load every document in its current version, in the order of import."""
    speakers = _load_speakers(connection)
    turns = _load_turns(connection)
    attributes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in connection.execute(select(s.document_attribute).order_by(s.document_attribute.c.position)):
        attributes[row.document_id].append((row.name, row.value))
    query = (
        select(s.document, s.text_version.c.text)
        .join(s.text_version, s.document.c.text_version_id == s.text_version.c.id)
        .order_by(s.document.c.number)
    )
    return [
        StoredDocument(
            id=row.id,
            name=row.name,
            kind=DocumentKind(row.kind),
            version_id=row.text_version_id,
            text=row.text,
            turns=tuple(turns[row.text_version_id]),
            speakers=_heard(speakers[row.id], turns[row.text_version_id]),
            attributes=tuple(attributes[row.id]),
        )
        for row in connection.execute(query)
    ]


def _heard(speakers: Sequence[Speaker], turns: Sequence[SpeakerTurn]) -> tuple[Speaker, ...]:
    """Return the speakers who have turns in a text version."""
    labels = {turn.label for turn in turns}
    return tuple(speaker for speaker in speakers if speaker.label in labels)


def _load_speakers(connection: Connection) -> dict[str, list[Speaker]]:
    speakers: dict[str, list[Speaker]] = defaultdict(list)
    for row in connection.execute(select(s.speaker).order_by(s.speaker.c.position)):
        pairs = tuple((name, value) for name, value in row.attributes)
        speakers[row.document_id].append(Speaker(row.label, Role(row.role), pairs))
    return speakers


def load_turns(connection: Connection, version_id: str) -> list[SpeakerTurn]:
    """Load the turns of one text version."""
    return _load_turns(connection, version_id)[version_id]


def _load_turns(connection: Connection, version_id: str | None = None) -> dict[str, list[SpeakerTurn]]:
    turns: dict[str, list[SpeakerTurn]] = defaultdict(list)
    query = (
        select(s.turn, s.speaker.c.label)
        .join(s.speaker, s.turn.c.speaker_id == s.speaker.c.id)
        .order_by(s.turn.c.text_version_id, s.turn.c.number)
    )
    if version_id is not None:
        query = query.where(s.turn.c.text_version_id == version_id)
    for row in connection.execute(query):
        span = Span(row.start, row.end)
        turns[row.text_version_id].append(
            SpeakerTurn(row.number, row.label, span, row.start_ms, row.end_ms, row.question)
        )
    return turns


def document_figures(connection: Connection) -> list[DocumentFigures]:
    """Count speakers, turns, current segments and words of each document, in the order of import."""
    document, current = s.document, s.document.c.text_version_id
    n_turns = select(func.count()).where(s.turn.c.text_version_id == current).scalar_subquery()
    n_speakers = (
        select(func.count(s.turn.c.speaker_id.distinct()))
        .where(s.turn.c.text_version_id == current)
        .scalar_subquery()
    )
    n_segments = (
        select(func.count(s.segment.c.id))
        .join(s.segmentation, s.segment.c.segmentation_id == s.segmentation.c.id)
        .where(s.segmentation.c.text_version_id == current, s.segmentation.c.is_current == 1)
        .scalar_subquery()
    )
    query = (
        select(document.c.name, document.c.kind, n_speakers, n_turns, n_segments, s.text_version.c.text)
        .join(s.text_version, current == s.text_version.c.id)
        .order_by(document.c.number)
    )
    return [
        DocumentFigures(name, DocumentKind(kind), speakers, turns, segments, count_words(text))
        for name, kind, speakers, turns, segments, text in connection.execute(query)
    ]


def load_digests(connection: Connection) -> dict[str, str]:
    """Return the digest kept at import of each text version, by its identifier."""
    rows = connection.execute(select(s.text_version.c.id, s.text_version.c.sha256))
    return {identifier: sha256 for identifier, sha256 in rows}  # noqa: C416 (rows are no pairs for dict)
