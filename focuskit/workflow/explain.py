"""Why the machine suggests what it does for one segment."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.errors import UsageError
from focuskit.language import AnalysisCache, TextAnalysis
from focuskit.model.documents import Segment, StoredDocument
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin, SuggestionState
from focuskit.store import ProjectFolder, load_documents, load_segments, load_suggestions, segmented_versions
from focuskit.store.document_changes import find_document
from focuskit.workflow.analysed import turn_pieces
from focuskit.workflow.questions import questions_by_turn


@dataclass(frozen=True, slots=True)
class TokenReading:
    """A word as the machine read it: form, lemma, part of speech and morphology (Universal Dependencies)."""

    form: str
    lemma: str
    part_of_speech: str
    morphology: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Words behind a suggestion: the rule that found them, and how each word was read."""

    words: str
    rule: str
    tokens: tuple[TokenReading, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One suggestion with its reasons; ``score`` is a probability, ``None`` for rules."""

    code: str
    origin: Origin
    state: SuggestionState
    score: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SegmentReading:
    """A segment, the question it answers (``None`` if there is none), and its suggestions."""

    document: str
    segment: int
    words: str
    question: str | None
    suggestions: tuple[Explanation, ...]


def explain_segment(folder: ProjectFolder, place: str) -> SegmentReading:
    """Explain the suggestions for a segment given as ``DOCUMENT:NUMBER``.

    The document may be named without folder and ending where no other has that name.

    Raises
    ------
    UsageError
        If there is no such segment, or the name fits several documents.
    """
    document, segment = find_segment(folder, place)
    cache = AnalysisCache(folder.cache_path)
    analysis = cache.get(document.version_id, turn_pieces(document))
    with folder.reading() as connection:
        made = segmented_versions(connection)[document.version_id]
        kept = [one for one in load_suggestions(connection, made.id) if one.segment == segment.number]
    asked = questions_by_turn(document).get(segment.turn)
    return SegmentReading(
        document.name,
        segment.number,
        segment.span.slice(document.text).strip(),
        asked.words if asked else None,
        tuple(
            Explanation(
                one.code,
                one.origin,
                one.state,
                one.score,
                tuple(
                    Reason(each.span.slice(document.text), each.rule, _tokens(analysis, each.span, segment))
                    for each in one.evidence
                ),
            )
            for one in kept
        ),
    )


def find_segment(folder: ProjectFolder, place: str) -> tuple[StoredDocument, Segment]:
    """Find a segment given as ``DOCUMENT:NUMBER``; see `explain_segment`."""
    name, _, number = place.rpartition(":")
    if not name or not number.strip().isdecimal():
        raise UsageError("error.segment_form", place=place)
    with folder.reading() as connection:
        meant = find_document(connection, name.strip())
        (document,) = [one for one in load_documents(connection) if one.id == meant.id]
        made = segmented_versions(connection).get(document.version_id)
        segments = load_segments(connection, made.id) if made else []
    for segment in segments:
        if segment.number == int(number):
            return document, segment
    raise UsageError("error.no_segment", document=document.name, n=len(segments), place=number)


def _tokens(analysis: TextAnalysis, span: Span, segment: Segment) -> tuple[TokenReading, ...]:
    if span == segment.span:
        return ()
    return tuple(
        TokenReading(kind.form, kind.lemma, kind.pos, kind.morph)
        for kind, start, end in (
            (analysis.types[number], start, end)
            for number, start, end in zip(analysis.kinds, analysis.starts, analysis.ends, strict=True)
        )
        if span.start <= start and end <= span.end
    )
