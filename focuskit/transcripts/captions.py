"""Captions (.vtt, .srt): cues with times → turns; cues of one speaker in a row are one turn.

The parser is our own and tolerant: what it cannot read stays as words, with a warning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem, warning
from focuskit.transcripts.cues import Cue, parse_cues
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.labels import choose_labels, is_event
from focuskit.transcripts.lines import Line
from focuskit.transcripts.normalise import fold
from focuskit.transcripts.openings import find_opening
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import read_normalised
from focuskit.transcripts.turns import Found, compose_transcript

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from focuskit.transcripts.reading import InputFile, Reading

LONGEST_PAUSE_MS = 2000
"""A longer pause begins a new turn where nobody is named."""

_SHORTEST_PAUSE_MS = 200
_SENTENCE_END = re.compile(r"[.!?…][\s»”\")\]]*$|[.!?…]\s*[\[(][^\[\]()]{1,40}[\])]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one speaker in one cue; ``label`` is ``None`` where nobody is named."""

    label: str | None
    words: str
    line: int
    start_ms: int | None = None
    end_ms: int | None = None


def read_captions(file: InputFile, reading: Reading) -> ReadResult:
    """Read a WebVTT or SubRip file."""
    text, problems = read_normalised(file)
    if text is None:
        return ReadResult(None, problems)
    cues, asides = parse_cues(text)
    pieces = [
        Piece(voice.label, voice.words, cue.line, cue.start_ms, cue.end_ms)
        for cue in cues
        for voice in cue.voices
    ]
    if all(piece.label is None for piece in pieces):
        pieces, labels = _label_by_text(pieces, reading.not_speakers)
        asides = (*asides, *labels)
    pieces, events = _without_events(pieces)
    return compose_transcript(
        Found(
            file.name,
            join_pieces(pieces),
            asides=(*asides, *events),
            problems=(*problems, *_time_problems(file.name, cues)),
            moderators=reading.moderators,
        )
    )


def join_pieces(pieces: Iterable[Piece]) -> list[Draft]:
    """Join pieces of one speaker in a row.

    Where nobody is named, a pause begins a new turn: any after a finished sentence, a long one elsewhere.
    """
    drafts: list[Draft] = []
    words: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _goes_on(last, piece):
            words.append(piece.words)
            drafts[-1] = replace(drafts[-1], end_ms=piece.end_ms)
        else:
            _close(drafts, words)
            drafts.append(Draft(piece.label, piece.line, (), piece.start_ms, piece.end_ms))
            words = [piece.words]
        last = piece
    _close(drafts, words)
    return drafts


def _close(drafts: list[Draft], words: Sequence[str]) -> None:
    if drafts:
        text = " ".join(stripped for word in words if (stripped := word.strip()))
        drafts[-1] = replace(drafts[-1], paragraphs=(text,))


def _goes_on(last: Piece, piece: Piece) -> bool:
    if last.label != piece.label:
        return False
    if piece.label is not None or last.end_ms is None or piece.start_ms is None:
        return True
    pause_ms = piece.start_ms - last.end_ms
    if _SENTENCE_END.search(last.words.rstrip()):
        return 0 <= pause_ms < _SHORTEST_PAUSE_MS
    return pause_ms <= LONGEST_PAUSE_MS


def _label_by_text(pieces: Sequence[Piece], not_speakers: Sequence[str]) -> tuple[list[Piece], list[Aside]]:
    """Take ``Nom : texte`` at the beginning of cues; a cue without a name goes on for the speaker before."""
    refused = {fold(label) for label in not_speakers}
    found = (find_opening(Line(piece.line, piece.words)) for piece in pieces)
    openings = [None if opening is None or fold(opening.label) in refused else opening for opening in found]
    candidates = [opening for opening in openings if opening is not None]
    choice = choose_labels(candidates, "\n".join(piece.words for piece in pieces), len(pieces))
    labelled: list[Piece] = []
    asides: list[Aside] = []
    label: str | None = None
    for piece, opening in zip(pieces, openings, strict=True):
        if opening is not None and choice.takes(opening) and not is_event(opening):
            label = opening.label
            asides += opening.asides()
            labelled.append(replace(piece, label=label, words=opening.rest))
        else:
            labelled.append(replace(piece, label=label))
    return labelled, asides


def _without_events(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Aside]]:
    """Set aside cues such as ``(12 seconds pause)`` that nobody says, where speakers are named."""
    if all(piece.label is None for piece in pieces):
        return list(pieces), []
    events = [piece for piece in pieces if piece.label is None and _is_event(piece.words)]
    kept = [piece for piece in pieces if not (piece.label is None and _is_event(piece.words))]
    return kept, [Aside(AsideKind.MARKUP, piece.words) for piece in events]


def _is_event(words: str) -> bool:
    bare = words.strip()
    inner = bare[1:-1]
    return bare[:1] + bare[-1:] in {"()", "[]"} and not any(mark in inner for mark in "()[]")


def _time_problems(name: str, cues: Sequence[Cue]) -> tuple[Problem, ...]:
    bad = [cue.line for cue in cues if cue.malformed]
    return (warning(name, "problem.malformed_times", line=bad[0], n=len(bad)),) if bad else ()
