"""Speakers of a project: listing them, and changes that can each be undone. No text is touched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from focuskit.errors import UsageError
from focuskit.model.documents import Role
from focuskit.store import schema as s
from focuskit.store.document_changes import find_document
from focuskit.store.documents import next_pseudonym, taken_pseudonyms
from focuskit.store.participants import fold_label, infer_kinds

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_EVENT = "speaker"


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A speaker as kept: document name, label as transcribed, what outputs show, role."""

    document: str
    label: str | None
    shown: str
    role: Role


def list_speakers(connection: Connection) -> list[SpeakerEntry]:
    """List the speakers of all documents in order of import and first turn."""
    heard = select(s.turn.c.speaker_id).where(s.turn.c.text_version_id == s.document.c.text_version_id)
    query = (
        select(s.speaker, s.document.c.name, s.participant.c.pseudonym.label("person"))
        .join(s.document, s.speaker.c.document_id == s.document.c.id)
        .where(s.speaker.c.id.in_(heard))
        .join(s.participant, s.speaker.c.participant_id == s.participant.c.id, isouter=True)
        .order_by(s.document.c.number, s.speaker.c.position)
    )
    return [
        SpeakerEntry(row.name, row.label, row.person or row.pseudonym, Role(row.role))
        for row in connection.execute(query)
    ]


def set_role(connection: Connection, document: str, label: str, role: Role) -> None:
    """Set the role of a speaker in one document.

    Raises
    ------
    UsageError
        If there is no such document or speaker (so with the other changes).
    """
    speaker = _find(connection, document, label)
    before = {"role": speaker.role, "pseudonym": speaker.pseudonym}
    values = {"role": role, "pseudonym": next_pseudonym(role, taken_pseudonyms(connection))}
    if speaker.role != role:
        _change(connection, speaker.id, values)
        _remember(connection, "set", {"id": speaker.id, "before": before})


def rename_speaker(connection: Connection, document: str, label: str, new: str) -> None:
    """Give a speaker another label in one document; that of another speaker is refused (merge them)."""
    speaker = _find(connection, document, label)
    others = select(s.speaker.c.label).where(
        s.speaker.c.document_id == speaker.document_id, s.speaker.c.id != speaker.id
    )
    if fold_label(new) in {fold_label(other) for other in connection.scalars(others) if other}:
        raise UsageError("error.speaker_exists", label=new, document=document)
    _change(connection, speaker.id, {"label": new})
    _remember(connection, "set", {"id": speaker.id, "before": {"label": speaker.label}})


def merge_speakers(connection: Connection, document: str, label: str, into: str) -> None:
    """Give all turns of one speaker to another of the same document."""
    source, target = _find(connection, document, label), _find(connection, document, into)
    if source.id == target.id:
        raise UsageError("error.speaker_itself", label=label)
    query = select(s.turn.c.text_version_id, s.turn.c.number).where(s.turn.c.speaker_id == source.id)
    turns = [[version, number] for version, number in connection.execute(query)]
    row = {column.name: getattr(source, column.name) for column in s.speaker.columns}
    connection.execute(update(s.turn).where(s.turn.c.speaker_id == source.id).values(speaker_id=target.id))
    connection.execute(delete(s.speaker).where(s.speaker.c.id == source.id))
    infer_kinds(connection)
    _remember(connection, "merge", {"row": row, "turns": turns, "into": target.id})


def remember_no_speaker(connection: Connection, document_id: str, label: str, before: int) -> None:
    """Keep that a label of a document is no speaker; ``before`` is the version of the text till then."""
    _remember(connection, "none", {"document_id": document_id, "label": label, "before": before})


def labels_of_nobody(connection: Connection, document_id: str) -> tuple[str, ...]:
    """Return the labels of a document that were said to be no speakers."""
    query = select(s.history.c.facts).where(s.history.c.event == f"{_EVENT}.none")
    facts = connection.scalars(query.order_by(s.history.c.id))
    return tuple(one["label"] for one in facts if one["document_id"] == document_id)


def last_no_speaker(connection: Connection) -> tuple[int, str, int] | None:
    """Return history row, document and version before, if the last change said that a label is nobody."""
    changes = s.history.c.event.in_((f"{_EVENT}.set", f"{_EVENT}.merge", f"{_EVENT}.none"))
    last = connection.execute(
        select(s.history).where(changes).order_by(s.history.c.id.desc()).limit(1)
    ).first()
    if last is None or last.event != f"{_EVENT}.none":
        return None
    name = connection.scalar(select(s.document.c.name).where(s.document.c.id == last.facts["document_id"]))
    return (last.id, str(name), int(last.facts["before"])) if name else None


def mark_undone(connection: Connection, history_id: int) -> None:
    """Mark a change as taken back."""
    event = connection.scalar(select(s.history.c.event).where(s.history.c.id == history_id))
    connection.execute(update(s.history).where(s.history.c.id == history_id).values(event=f"{event}.undone"))


def speakers_by_label(connection: Connection, document_id: str) -> dict[str, int]:
    """Return the speakers of a document by folded label, those they had before a change included."""
    speakers = connection.execute(select(s.speaker).where(s.speaker.c.document_id == document_id)).all()
    own = {speaker.id for speaker in speakers}
    known: dict[str, int] = {}
    changes = s.history.c.event.in_((f"{_EVENT}.set", f"{_EVENT}.merge"))
    for event, facts in connection.execute(
        select(s.history.c.event, s.history.c.facts).where(changes).order_by(s.history.c.id)
    ):
        is_merge = event == f"{_EVENT}.merge"
        label = (facts["row"] if is_merge else facts["before"]).get("label")
        identifier = facts.get("into") if is_merge else facts["id"]
        if label and identifier in own:
            known[fold_label(label)] = identifier
    return known | {fold_label(speaker.label or ""): speaker.id for speaker in speakers}


def undo_speaker_change(connection: Connection) -> bool:
    """Take back the last change of speakers; ``False`` if there is none left."""
    query = (
        select(s.history)
        .where(s.history.c.event.in_((f"{_EVENT}.set", f"{_EVENT}.merge")))
        .order_by(s.history.c.id.desc())
        .limit(1)
    )
    last = connection.execute(query).first()
    if last is None:
        return False
    facts = last.facts
    if last.event == f"{_EVENT}.set":
        _change(connection, facts["id"], facts["before"])
    else:
        connection.execute(insert(s.speaker).values(**facts["row"]))
        for version, number in facts["turns"]:
            of_turn = (s.turn.c.text_version_id == version) & (s.turn.c.number == number)
            connection.execute(update(s.turn).where(of_turn).values(speaker_id=facts["row"]["id"]))
        infer_kinds(connection)
    connection.execute(
        update(s.history).where(s.history.c.id == last.id).values(event=f"{last.event}.undone")
    )
    return True


def _find(connection: Connection, document: str, label: str) -> Any:  # noqa: ANN401 (a row of the table)
    owner = find_document(connection, document).id
    speakers = connection.execute(select(s.speaker).where(s.speaker.c.document_id == owner)).all()
    for speaker in speakers:
        if fold_label(speaker.label or "") == fold_label(label):
            return speaker
    raise UsageError("error.speaker_unknown", label=label, document=document)


def _change(connection: Connection, identifier: int, values: dict[str, Any]) -> None:
    connection.execute(update(s.speaker).where(s.speaker.c.id == identifier).values(**values))
    infer_kinds(connection)


def _remember(connection: Connection, what: str, facts: dict[str, Any]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    plain = json.loads(json.dumps(facts))
    connection.execute(insert(s.history).values(at=now, event=f"{_EVENT}.{what}", facts=plain))
