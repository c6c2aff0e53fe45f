"""Comments of a Word file placed on the words of a document, where these words are proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from focuskit.model.documents import SpeakerTurn, Transcript
from focuskit.model.problems import Problem
from focuskit.model.spans import Span
from focuskit.model.word_comments import ReadComment, ReadWordTranscript, WordAnchor, WordComment
from focuskit.transcripts.placing import place_spans
from focuskit.workflow.coding_ground import CodingGround

CHANGED, NOWHERE, LOST = "word.fault_changed", "word.fault_nowhere", "word.fault_lost"
"""Why a comment cannot be taken: its turn was changed in the file, it stands on no turn, or its words are
no longer in the project's text."""


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment on the words of a document.

    Parameters
    ----------
    span
        Its words in the document's current text, ``None`` where they are not proven (``fault`` says why).
    was
        Those it was written on; ``None`` for a comment added since.
    is_widened
        Whether it stood between two letters and was given its whole segment.
    """

    comment: ReadComment
    span: Span | None
    was: Span | None
    fault: str | None = None
    is_widened: bool = False


@dataclass(frozen=True, slots=True)
class RemovedComment:
    """A comment that was deleted: as written (``None``: only its key is known), and its words now."""

    key: str
    written: WordComment | None
    was: Span | None


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A Word file beside its document: comments placed, comments deleted.

    ``changed_turns`` are those whose words were changed in Word and that are refused; ``correction`` is the
    document with its ``corrected_turns`` as the file has them, ``None`` where nothing is to be corrected.
    """

    ground: CodingGround
    comments: tuple[PlacedComment, ...]
    removed: tuple[RemovedComment, ...]
    changed_turns: tuple[int, ...] = ()
    corrected_turns: tuple[int, ...] = ()
    correction: Transcript | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnText:
    """A text that a file was made from: the spans of its turns by number, and which of them are proven."""

    text: str
    turns: dict[int, Span]
    proven: frozenset[int]

    def span(self, anchor: WordAnchor) -> Span | None:
        """Return a place as a span, ``None`` where any of its turns is not proven."""
        between = [number for number in self.turns if anchor.first <= number <= anchor.last]
        if not between or not self.proven.issuperset({anchor.first, anchor.last, *between}):
            return None
        return self._span(anchor)

    def written_span(self, anchor: WordAnchor) -> Span | None:
        """Return the place that something was written on, whatever became of its turns in the file."""
        return self._span(anchor) if {anchor.first, anchor.last} <= self.turns.keys() else None

    def _span(self, anchor: WordAnchor) -> Span | None:
        start = self.turns[anchor.first].start + anchor.start
        end = self.turns[anchor.last].start + anchor.end
        return Span(start, end) if start <= end <= len(self.text) else None


def turn_text(text: str, turns: Sequence[SpeakerTurn], read: ReadWordTranscript) -> TurnText:
    """Return the text a file was written from, its unchanged turns proven by their digests."""
    proven = frozenset(turn.number for turn in read.turns if turn.is_unchanged)
    return TurnText(text, {turn.number: turn.span for turn in turns}, proven)


def place_file(
    read: ReadWordTranscript,
    base: TurnText,
    ground: CodingGround,
    corrected: TurnText | None = None,
) -> PlacedFile:
    """Place the comments of a file that focuskit wrote.

    Parameters
    ----------
    base
        The text it was written from.
    ground
        The document with its current text, to which spans of ``base`` are carried over.
    corrected
        The current text as the file has it, where its changed turns were taken as a correction: comments
        stand on it as they do in the file.
    """
    text = ground.document.text
    everything = (*read.comments, *read.outside)
    was = _carried(
        base, [base.written_span(one.written.anchor) if one.written else None for one in everything], text
    )
    source = corrected or base
    proven = [source.span(one.anchor) if one.anchor else None for one in everything]
    now = proven if corrected else _carried(base, proven, text)
    placed = [
        _placed(one, before, span, ground, is_proven=sure is not None)
        for one, before, span, sure in zip(everything, was, now, proven, strict=True)
    ]
    gone = [one for one in read.removed if base.span(one.anchor) is not None]
    spans = _carried(base, [base.written_span(one.anchor) for one in gone], text)
    removed = [RemovedComment(one.key, one, span) for one, span in zip(gone, spans, strict=True)]
    if not read.is_whole:
        removed += [RemovedComment(key, None, None) for key in read.removed_keys]
    changed = () if corrected else read.changed_turns
    return PlacedFile(ground, tuple(placed), tuple(removed), changed)


def _placed(
    one: ReadComment, was: Span | None, span: Span | None, ground: CodingGround, *, is_proven: bool
) -> PlacedComment:
    if one.written is not None and was is not None:
        is_where_it_was = one.anchor == one.written.anchor and one.has_same_words is not False
        if is_where_it_was or (one.has_same_words and not is_proven):
            return PlacedComment(one, was, was)
    if one.anchor is None:
        return PlacedComment(one, None, was, NOWHERE)
    if span is None:
        return PlacedComment(one, None, was, LOST if is_proven else CHANGED)
    return PlacedComment(one, words_or_segment(span, ground), was, is_widened=span.start == span.end)


def words_or_segment(span: Span, ground: CodingGround) -> Span:
    """Return a span without outer white space; the whole segment, else the turn, where it holds no words."""
    text = ground.document.text
    bare = span.stripped(text)
    if bare.start < bare.end:
        return bare
    pieces = [one.span for one in ground.segments] + [one.span for one in ground.document.turns]
    around = next((one for one in pieces if one.start <= span.start <= one.end), span)
    return around.stripped(text)


def _carried(base: TurnText, spans: Sequence[Span | None], text: str) -> list[Span | None]:
    """Return spans of the base text in another version of it, ``None`` for those without a place there."""
    placed = iter(place_spans(base.text, text, [span for span in spans if span is not None]))
    return [None if span is None else next(placed).span for span in spans]
