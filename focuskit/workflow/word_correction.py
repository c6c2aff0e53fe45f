"""Turns changed in Word, taken as a correction of the transcript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from focuskit.model.documents import SpeakerTurn, StoredDocument, Transcript
from focuskit.model.memos import Memo
from focuskit.model.spans import Span
from focuskit.model.word_comments import ReadTurn, ReadWordTranscript
from focuskit.store import ProjectFolder, read_settings
from focuskit.store.codings import KeptCoding
from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.placing import place_spans
from focuskit.workflow.coding_ground import CodingGround, OwnedCoding
from focuskit.workflow.update import UpdateSummary, correct_document
from focuskit.workflow.word_places import TurnText


def corrected_text(document: StoredDocument, read: ReadWordTranscript) -> tuple[Transcript, TurnText] | None:
    """Return a document with its turns as a file has them, and where these are by their old numbers.

    A turn without words, or missing, is left out. ``None`` where nothing is left. A turn that had to be
    normalised proves no offset of the file.
    """
    known = {turn.number: turn for turn in document.turns}
    turns: list[SpeakerTurn] = []
    spans: dict[int, Span] = {}
    proven: set[int] = set()
    pieces: list[str] = []
    at = 0
    for one in read.turns:
        turn = known.get(one.number)
        words = _words(one, turn, document.text)
        if turn is None or not words:
            continue
        spans[one.number] = Span(at, at + len(words))
        turns.append(replace(turn, number=len(turns) + 1, span=spans[one.number]))
        if one.is_unchanged or words == one.text:
            proven.add(one.number)
        pieces.append(words)
        at += len(words) + 1
    if not turns:
        return None
    labels = {turn.label for turn in turns}
    speakers = tuple(one for one in document.speakers if one.label in labels)
    text = "\n".join(pieces)
    transcript = Transcript(document.name, document.kind, text, tuple(turns), speakers, document.attributes)
    return transcript, TurnText(text, spans, frozenset(proven))


def _words(one: ReadTurn, turn: SpeakerTurn | None, text: str) -> str:
    if one.is_unchanged and turn is not None:
        return turn.span.slice(text)
    return normalise_text(one.text or "").text.strip()


def ground_after(ground: CodingGround, transcript: Transcript) -> CodingGround:
    """Return what a document would be with a corrected text: codings on their words, no suggestions yet."""
    spots = place_spans(ground.document.text, transcript.text, [one.kept.span for one in ground.codings])
    codings = [
        OwnedCoding(_moved(one.kept, spot.span, transcript.text), one.coder, one.at)
        for one, spot in zip(ground.codings, spots, strict=True)
        if spot.span is not None
    ]
    lost = [one for one, spot in zip(ground.codings, spots, strict=True) if spot.span is None]
    document = replace(ground.document, text=transcript.text, turns=transcript.turns)
    memos = tuple(_memos_after(ground, transcript.text))
    return CodingGround(document, (), tuple(codings), (), memos, (), (*ground.lost, *lost))


def _memos_after(ground: CodingGround, text: str) -> Iterator[Memo]:
    """Yield the memos that keep a place, in it."""
    for one in ground.memos:
        if one.about.span is None:
            yield one
        elif (span := place_spans(ground.document.text, text, [one.about.span])[0].span) is not None:
            yield replace(one, about=replace(one.about, span=span))


def _moved(kept: KeptCoding, span: Span, text: str) -> KeptCoding:
    return replace(kept, span=span, words=span.slice(text))


def correct_from_word(
    folder: ProjectFolder, document: StoredDocument, transcript: Transcript
) -> UpdateSummary:
    """Put the corrected transcript in the place of the document's text; a plain text file of it is kept."""
    content = "\n\n".join(_line(turn, transcript.text) for turn in transcript.turns) + "\n"
    name = f"{Path(document.name).stem}.txt"
    moderators = read_settings(folder.path).moderators
    return correct_document(folder, document, transcript, content.encode(), name, moderators)


def _line(turn: SpeakerTurn, text: str) -> str:
    seconds = None if turn.start_ms is None else turn.start_ms // 1000
    time = "" if seconds is None else f"[{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}] "
    label = "" if turn.label is None else f"{turn.label} : "
    return f"{time}{label}{turn.span.slice(text)}"
