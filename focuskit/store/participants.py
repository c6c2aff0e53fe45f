"""People: the participants table, who is behind which speaker, and what outputs call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from focuskit.errors import UsageError
from focuskit.model.documents import COUNTED_ROLES, DocumentKind, Role
from focuskit.model.participants import Participant, Presence
from focuskit.model.problems import Problem, note, warning
from focuskit.store import schema as s
from focuskit.store.documents import next_pseudonym, taken_pseudonyms

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class ShownSpeaker:
    """What outputs show of a speaker: pseudonym, role in the document, attributes, the person if known."""

    pseudonym: str
    role: Role
    attributes: tuple[tuple[str, str], ...]
    participant: str | None


def save_participants(
    connection: Connection, participants: Sequence[Participant], path: str
) -> tuple[Problem, ...]:
    """Replace the participants table and join it to the speakers anew.

    Returns the doubts: a document that the project does not have, somebody listed who never spoke.
    """
    connection.execute(delete(s.participant))
    if participants:
        connection.execute(insert(s.participant), [_row(participant) for participant in participants])
    return join_participants(connection, path)


def join_participants(connection: Connection, path: str) -> tuple[Problem, ...]:
    """Join the participants table to all speakers of the project; see `save_participants`."""
    documents = [(row.id, row.name) for row in connection.execute(select(s.document.c.id, s.document.c.name))]
    speakers = {
        (row.document_id, fold_label(row.label)): row.id
        for row in connection.execute(select(s.speaker))
        if row.label
    }
    problems: list[Problem] = []
    for row in connection.execute(select(s.participant).order_by(s.participant.c.id)).all():
        for presence in _presences(row):
            problems += _join(connection, row.id, presence, documents, speakers, path)
    _free_pseudonyms(connection)
    infer_kinds(connection)
    return tuple(problems)


def _join(
    connection: Connection,
    participant_id: int,
    presence: Presence,
    documents: Sequence[tuple[str, str]],
    speakers: dict[tuple[str, str], int],
    path: str,
) -> Iterable[Problem]:
    meant = [identifier for identifier, name in documents if is_meant(presence.document, name)]
    if not meant and presence.document and documents:
        yield warning(path, "study.participants_no_document", document=presence.document)
    found = [
        speaker for document in meant if (speaker := speakers.get((document, fold_label(presence.label))))
    ]
    if meant and not found and presence.document and presence.role in {None, *COUNTED_ROLES}:
        yield note(path, "study.participants_silent", document=presence.document)
    values: dict[str, Any] = {"participant_id": participant_id}
    if presence.role:
        values["role"] = presence.role
    if found:
        connection.execute(update(s.speaker).where(s.speaker.c.id.in_(found)).values(values))


def is_meant(written: str | None, name: str) -> bool:
    """Tell whether a table means the document of that name; folder and ending may be left out."""
    if written is None:
        return True
    path = PurePosixPath(name)
    wanted = written.replace("\\", "/").casefold()
    return wanted in {name.casefold(), path.name.casefold(), path.stem.casefold()}


def fold_label(label: str) -> str:
    """Fold case and white space of a label (``Marie`` and ``marie `` are the same)."""
    return " ".join(label.split()).casefold()


def _free_pseudonyms(connection: Connection) -> None:
    """Give another number to speakers whose own pseudonym is that of a listed person."""
    listed = set(connection.scalars(select(s.participant.c.pseudonym)))
    taken = taken_pseudonyms(connection)
    clashing = select(s.speaker.c.id, s.speaker.c.role).where(
        s.speaker.c.pseudonym.in_(listed), s.speaker.c.participant_id.is_(None)
    )
    for identifier, role in connection.execute(clashing).all():
        pseudonym = next_pseudonym(Role(role), taken)
        connection.execute(update(s.speaker).where(s.speaker.c.id == identifier).values(pseudonym=pseudonym))


def infer_kinds(connection: Connection) -> None:
    """Infer focus group or interview again, since roles may have changed."""
    counted: dict[str, int] = defaultdict(int)
    for row in connection.execute(select(s.speaker.c.document_id, s.speaker.c.role)):
        counted[row.document_id] += Role(row.role) in COUNTED_ROLES
    talk = (DocumentKind.FOCUS_GROUP, DocumentKind.INTERVIEW)
    inferred = s.document.c.kind.in_(talk) & (s.document.c.kind_is_set == 0)
    for row in connection.execute(select(s.document).where(inferred)).all():
        kind = DocumentKind.FOCUS_GROUP if counted[row.id] > 1 else DocumentKind.INTERVIEW
        if kind != row.kind:
            connection.execute(update(s.document).where(s.document.c.id == row.id).values(kind=kind))


def load_participants(connection: Connection) -> list[Participant]:
    """Load the participants table in its order."""
    rows = connection.execute(select(s.participant).order_by(s.participant.c.id))
    return [
        Participant(
            row.pseudonym, tuple(_presences(row)), tuple((name, value) for name, value in row.attributes)
        )
        for row in rows
    ]


def load_pseudonyms(connection: Connection) -> dict[tuple[str, str | None], ShownSpeaker]:
    """Load what outputs show of each speaker, by document identifier and label."""
    query = select(
        s.speaker,
        s.participant.c.pseudonym.label("person"),
        s.participant.c.attributes.label("person_attributes"),
    ).join(s.participant, s.speaker.c.participant_id == s.participant.c.id, isouter=True)
    shown = {}
    for row in connection.execute(query):
        attributes = [*(row.person_attributes or ()), *row.attributes]
        shown[row.document_id, row.label] = ShownSpeaker(
            row.person or row.pseudonym,
            Role(row.role),
            tuple((name, value) for name, value in attributes),
            row.person,
        )
    return shown


def _row(participant: Participant) -> dict[str, object]:
    return {
        "pseudonym": participant.pseudonym,
        "attributes": [list(pair) for pair in participant.attributes],
        "presences": [[one.document, one.label, one.role] for one in participant.presences],
    }


def _presences(row: Any) -> Iterable[Presence]:  # noqa: ANN401 (a row of any query with the column)
    for document, label, role in row.presences:
        yield Presence(document, label, Role(role) if role else None)


def mark_moderators(connection: Connection, labels: Sequence[str]) -> None:
    """Give the role of moderator to every speaker with one of these labels, in any document."""
    wanted = {fold_label(label) for label in labels}
    rows = connection.execute(select(s.speaker.c.id, s.speaker.c.label)).all()
    found = [identifier for identifier, label in rows if label and fold_label(label) in wanted]
    if found:
        connection.execute(update(s.speaker).where(s.speaker.c.id.in_(found)).values(role=Role.MODERATOR))
        infer_kinds(connection)


def set_participant_attribute(connection: Connection, pseudonym: str, name: str, value: str) -> None:
    """Set an attribute of one person; an empty value removes it.

    Raises
    ------
    UsageError
        If nobody of that pseudonym is listed.
    """
    row = connection.execute(select(s.participant).where(s.participant.c.pseudonym == pseudonym)).first()
    if row is None:
        raise UsageError("error.participant_unknown", pseudonym=pseudonym)
    kept = [pair for pair in row.attributes if pair[0] != name]
    attributes = [*kept, [name, value]] if value else kept
    connection.execute(
        update(s.participant).where(s.participant.c.id == row.id).values(attributes=attributes)
    )
