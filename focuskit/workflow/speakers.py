"""Speakers: who is in which document, how much they say, and what is doubtful about their labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from focuskit.model.documents import (
    COUNTED_ROLES,
    DocumentKind,
    Role,
    SpeakerTurn,
    StoredDocument,
    Transcript,
    count_words,
)
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.speakers import (
    SpeakerEntry,
    last_no_speaker,
    list_speakers,
    mark_undone,
    merge_speakers,
    rename_speaker,
    set_role,
    undo_speaker_change,
)
from focuskit.transcripts.labels import is_plausible, looks_like_code, looks_like_name
from focuskit.transcripts.normalise import fold
from focuskit.transcripts.speakers import names_a_role
from focuskit.workflow.update import bring_back

_NEAR = 2
"""Edits between two labels that may be one person mistyped."""
_OF_TALKS = frozenset({"cli.doubt_once", "cli.doubt_no_moderator"})
"""Doubts that mean nothing where everybody answers in writing, once and alone."""
_LONG = 5
"""A label must have more characters than this for a near one to be a doubt."""


@dataclass(frozen=True, slots=True)
class SpeakerFigures:
    """A speaker in figures.

    ``share`` is that of the document's words, 0 to 1; ``first_turn`` the number of the first turn, ``None``
    where there is none; ``doubts`` the message keys of what is doubtful, with the labels it concerns.
    """

    document: str
    label: str | None
    shown: str
    role: Role
    n_turns: int
    n_words: int
    share: float
    first_turn: int | None
    doubts: tuple[tuple[str, str], ...]


def speakers_in_figures(folder: ProjectFolder) -> tuple[SpeakerFigures, ...]:
    """Return every speaker of every document with figures and doubts."""
    with folder.reading() as connection:
        documents = {document.name: document for document in load_documents(connection)}
        entries = list_speakers(connection)
    by_document: dict[str, list[SpeakerEntry]] = defaultdict(list)
    for entry in entries:
        by_document[entry.document].append(entry)
    return tuple(
        figures
        for name, speakers in by_document.items()
        for figures in _of_document(documents[name], speakers)
    )


def speakers_to_be(transcripts: Iterable[Transcript]) -> tuple[SpeakerFigures, ...]:
    """Return the speakers of files that are read and not kept; no number stands for them yet."""
    return tuple(
        figures
        for one in transcripts
        for figures in _of_document(
            one, [SpeakerEntry(one.name, speaker.label, "–", speaker.role) for speaker in one.speakers]
        )
    )


def _of_document(document: StoredDocument | Transcript, speakers: list[SpeakerEntry]) -> list[SpeakerFigures]:
    turns: dict[str | None, list[SpeakerTurn]] = defaultdict(list)
    for turn in document.turns:
        turns[turn.label].append(turn)
    words = {
        label: sum(count_words(turn.span.slice(document.text)) for turn in own)
        for label, own in turns.items()
    }
    total = sum(words.values())
    return [
        SpeakerFigures(
            document=document.name,
            label=one.label,
            shown=one.shown,
            role=one.role,
            n_turns=len(turns[one.label]),
            n_words=words.get(one.label, 0),
            share=words.get(one.label, 0) / total if total else 0.0,
            first_turn=turns[one.label][0].number if turns[one.label] else None,
            doubts=tuple(
                (key, about)
                for key, about in _doubts(one, speakers, len(turns[one.label]))
                if document.kind is not DocumentKind.ANSWERS or key not in _OF_TALKS
            ),
        )
        for one in speakers
    ]


def _doubts(one: SpeakerEntry, speakers: list[SpeakerEntry], n_turns: int) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if one.label is None:
        found.append(("cli.doubt_no_label", ""))
    elif n_turns == 1:
        found.append(("cli.doubt_once", ""))
    if one.label is not None and _is_phrase(one.label):
        found.append(("cli.doubt_phrase", ""))
    others = [other.label for other in speakers if other.label and other.label != one.label]
    found += [("cli.doubt_near", other) for other in others if one.label and _are_near(one.label, other)]
    counted = one.role in COUNTED_ROLES
    if counted and one is speakers[0] and not any(other.role is Role.MODERATOR for other in speakers):
        found.append(("cli.doubt_no_moderator", ""))
    return tuple(found)


def _is_phrase(label: str) -> bool:
    """Tell whether a label is words rather than a name, a code or a role."""
    is_name = " " not in label or looks_like_name(label) or looks_like_code(label) or names_a_role(label)
    return not is_plausible(label) or not is_name


def _are_near(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    if first == second:
        return True
    if any(character.isdigit() for character in first + second):
        return False
    return min(len(first), len(second)) > _LONG and OSA.distance(first, second) <= _NEAR


def set_speaker_role(folder: ProjectFolder, document: str, label: str, role: str) -> None:
    """Set a role; see `focuskit.store.speakers.set_role`."""
    with folder.writing() as connection:
        set_role(connection, document, label, Role(role))


def rename(folder: ProjectFolder, document: str, label: str, new: str) -> None:
    """Rename a speaker; see `focuskit.store.speakers.rename_speaker`."""
    with folder.writing() as connection:
        rename_speaker(connection, document, label, new)


def merge(folder: ProjectFolder, document: str, label: str, into: str) -> None:
    """Merge two speakers; see `focuskit.store.speakers.merge_speakers`."""
    with folder.writing() as connection:
        merge_speakers(connection, document, label, into)


def undo(folder: ProjectFolder) -> bool:
    """Take back the last change; see `focuskit.store.speakers.undo_speaker_change`."""
    with folder.reading() as connection:
        nobody = last_no_speaker(connection)
    if nobody is not None:
        history_id, document, version = nobody
        bring_back(folder, document, version)
        with folder.writing() as connection:
            mark_undone(connection, history_id)
        return True
    with folder.writing() as connection:
        return undo_speaker_change(connection)
