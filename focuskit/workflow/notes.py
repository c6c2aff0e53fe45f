"""Field notes beside the transcript they are about: aligned by turn or by time, never counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from focuskit.model.documents import DocumentKind, SpeakerTurn, StoredDocument
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.participants import is_meant

ABOUT = ("document", "sur", "about", "entretien", "groupe")
"""Attributes of field notes that name the document they are about."""

_TURN = re.compile(r"\s*(?:tour|turn|t)\s*(?:n°|no|#)?\s*(\d{1,5})\b\s*[:.)–-]*\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AlignedNote:
    """A paragraph of field notes.

    ``document`` and ``turn`` are where it belongs, ``None`` where it tells no turn and no time.
    """

    notes: str
    words: str
    document: str | None
    turn: int | None


def align_notes(folder: ProjectFolder, about: str | None = None) -> tuple[AlignedNote, ...]:
    """Return the paragraphs of all field notes with the turn each belongs to, in the order of the talk.

    Notes are about the document that their attribute ``document`` names, else the one of the same name
    without ``notes``. ``about`` keeps those of one document.
    """
    with folder.reading() as connection:
        documents = load_documents(connection)
    talks = [one for one in documents if one.kind is not DocumentKind.NOTES]
    aligned: list[AlignedNote] = []
    for notes in (one for one in documents if one.kind is DocumentKind.NOTES):
        talk = _meant(notes, talks)
        if about is None or (talk is not None and is_meant(about, talk.name)):
            aligned += [_aligned(notes, turn, talk) for turn in notes.turns]
    return tuple(sorted(aligned, key=lambda one: (one.document or "", one.turn or 0)))


def _meant(notes: StoredDocument, talks: list[StoredDocument]) -> StoredDocument | None:
    attributes = {name.casefold(): value for name, value in notes.attributes}
    named = next((attributes[name] for name in ABOUT if name in attributes), None)
    if named is not None:
        return next((talk for talk in talks if is_meant(named, talk.name)), None)
    bare = _bare(notes.name)
    alike = [talk for talk in talks if _bare(talk.name) == bare]
    return alike[0] if len(alike) == 1 else (talks[0] if len(talks) == 1 else None)


def _bare(name: str) -> str:
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    return re.sub(r"[\W_]*notes?(?:[\W_]*(?:de[\W_]*)?terrain)?[\W_]*", "", stem.casefold())


def _aligned(notes: StoredDocument, turn: SpeakerTurn, talk: StoredDocument | None) -> AlignedNote:
    words = turn.span.slice(notes.text)
    if turn.label and turn.label.casefold() not in {"notes", "note"}:
        words = f"{turn.label} : {words}"
    numbered = _TURN.match(words)
    if talk is None:
        return AlignedNote(notes.name, words, None, None)
    if numbered is not None and 0 < int(numbered[1]) <= len(talk.turns):
        return AlignedNote(notes.name, words[numbered.end() :] or words, talk.name, int(numbered[1]))
    return AlignedNote(notes.name, words, talk.name, _turn_at(talk, turn.start_ms))


def _turn_at(talk: StoredDocument, time_ms: int | None) -> int | None:
    """Return the turn that is being said at a time, ``None`` where the talk has no times."""
    timed = [turn for turn in talk.turns if turn.start_ms is not None]
    if time_ms is None or not timed:
        return None
    place = bisect_right([turn.start_ms or 0 for turn in timed], time_ms) - 1
    return timed[max(place, 0)].number
