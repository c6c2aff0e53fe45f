"""Participants: the people of a study, where they were present, and whether they spoke."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.model.consent import Consent, answer_told_by, use_told_by
from focuskit.model.documents import COUNTED_ROLES, DocumentKind
from focuskit.model.participants import Participant
from focuskit.model.problems import Problem
from focuskit.store import ProjectFolder, load_documents, load_participants, save_participants
from focuskit.store.consents import keep_refusals, set_consent
from focuskit.store.participants import fold_label, is_meant, load_pseudonyms, set_participant_attribute
from focuskit.transcripts import read_participants

_TALK = (DocumentKind.FOCUS_GROUP, DocumentKind.INTERVIEW, DocumentKind.RESTITUTION)


@dataclass(frozen=True, slots=True)
class ParticipantEntry:
    """A listed person: documents in which they spoke, and those where they were only present."""

    participant: Participant
    spoke_in: tuple[str, ...]
    silent_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParticipantsSummary:
    """How many people a table holds, and what is wrong or doubtful in it.

    Parameters
    ----------
    n_participants
        Number of people.
    problems
        Faults of the table.
    silent
        Pseudonyms and labels of people who spoke in no document: present without a word, or mistyped.
    nobody
        Documents and labels of participants who speak there and are not in the table.
    """

    n_participants: int
    problems: tuple[Problem, ...]
    silent: tuple[tuple[str, str], ...] = ()
    nobody: tuple[tuple[str, str], ...] = ()


def import_participants(folder: ProjectFolder, path: Path) -> ParticipantsSummary:
    """Replace the participants table of a project and join it to the speakers."""
    table = read_participants(path)
    problems = list(table.problems)
    if table.participants:
        with folder.writing() as connection:
            people, kept = keep_refusals(connection, table.participants, path.name)
            problems += (*kept, *save_participants(connection, people, path.name))
    silent, nobody = _unmatched(folder) if table.participants else ((), ())
    return ParticipantsSummary(len(table.participants), tuple(problems), silent, nobody)


def _unmatched(folder: ProjectFolder) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return the people who spoke nowhere, and the labels of participants behind whom nobody is listed."""
    silent = tuple(
        (
            one.participant.pseudonym,
            ", ".join(dict.fromkeys(seen.label for seen in one.participant.presences)),
        )
        for one in list_participants(folder)
        if not one.spoke_in
    )
    with folder.reading() as connection:
        shown = load_pseudonyms(connection)
        documents = load_documents(connection)
    nobody = tuple(
        (document.name, speaker.label)
        for document in documents
        if document.kind in _TALK
        for speaker in document.speakers
        if speaker.label
        and speaker.role in COUNTED_ROLES
        and shown[document.id, speaker.label].participant is None
    )
    return silent, nobody


def set_attributes(folder: ProjectFolder, pseudonym: str, attributes: tuple[tuple[str, str], ...]) -> None:
    """Set attributes of one person; an empty value removes one.

    A consent goes where that of the same use stands already, whatever its name, and the history keeps who
    was asked, and what was answered when.

    Raises
    ------
    UsageError
        If nobody of that pseudonym is listed, or a consent is neither yes nor no. Nothing is changed then.
    """
    for name, value in attributes:
        if use_told_by(name) and answer_told_by(name, value) is Consent.UNCLEAR:
            raise UsageError("consent.set_unclear", name=name)
    with folder.writing() as connection:
        for name, value in attributes:
            use = use_told_by(name)
            if use is None:
                set_participant_attribute(connection, pseudonym, name, value)
            else:
                set_consent(connection, pseudonym, use, answer_told_by(name, value), value)


def list_participants(folder: ProjectFolder) -> tuple[ParticipantEntry, ...]:
    """Return the listed people with where they spoke and where they were silent."""
    with folder.reading() as connection:
        participants = load_participants(connection)
        documents = load_documents(connection)
    labels = {
        document.name: {fold_label(one.label) for one in document.speakers if one.label}
        for document in documents
    }
    return tuple(_entry(participant, labels) for participant in participants)


def _entry(participant: Participant, labels: dict[str, set[str]]) -> ParticipantEntry:
    spoke, silent = [], []
    for presence in participant.presences:
        for name, spoken in labels.items():
            if is_meant(presence.document, name):
                if fold_label(presence.label) in spoken:
                    spoke.append(name)
                elif presence.document:
                    silent.append(name)
    return ParticipantEntry(participant, tuple(spoke), tuple(silent))
