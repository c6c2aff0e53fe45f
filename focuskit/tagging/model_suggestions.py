"""Suggestions of a learned model beside those of rules, segment by segment."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from focuskit.language import TextAnalysis
from focuskit.model.codebook import code_and_parents
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion
from focuskit.tagging.gold import Passage
from focuskit.tagging.learned import LearnedModel, suggest_learned, weightiest_words
from focuskit.tagging.passages import ReadPassage


def read_segments(
    source: str,
    analysis: TextAnalysis,
    segments: Sequence[Segment],
    suggestions: Sequence[Suggestion],
    questions: Sequence[TextAnalysis | None],
) -> list[ReadPassage]:
    """Make passages of segments: their words, their question, and the codes that rules suggest.

    Parameters
    ----------
    source
        The document, for cross-validation.
    questions
        The analysis of the question of each segment, shape ``(n_segments,)``.
    """
    codes: dict[int, set[str]] = defaultdict(set)
    for one in suggestions:
        if one.origin is Origin.RULE:
            codes[one.segment].update(code_and_parents(one.code))
    return [
        ReadPassage(
            Passage(f"{source}:{segment.number}", source, ""),
            cut_analysis(analysis, segment.span),
            question,
            frozenset(codes[segment.number]),
        )
        for segment, question in zip(segments, questions, strict=True)
    ]


def cut_analysis(analysis: TextAnalysis, span: Span) -> TextAnalysis:
    """Return the analysis of a stretch of a text; offsets stay those of the whole text."""
    first, last = bisect_left(analysis.starts, span.start), bisect_left(analysis.starts, span.end)
    kinds = analysis.kinds[first:last]
    used = {kind: place for place, kind in enumerate(dict.fromkeys(kinds))}
    return TextAnalysis(
        tuple(analysis.types[kind] for kind in used),
        array("I", (used[kind] for kind in kinds)),
        analysis.starts[first:last],
        analysis.ends[first:last],
    )


def add_model(
    model: LearnedModel,
    passages: Sequence[ReadPassage],
    segments: Sequence[Segment],
    suggestions: Sequence[Suggestion],
) -> list[Suggestion]:
    """Let the model decide the codes it is used for; suggestions of other codes stay as they are.

    Where model and rule agree, the suggestion keeps the rule's words and gets the probability. A sub-code's
    own model speaks for it; else it goes with the code above.
    """
    probabilities = suggest_learned(model, passages)
    learned = {one.code: one for one in model.codes if one.is_used}
    places = {segment.number: place for place, segment in enumerate(segments)}
    made: list[Suggestion] = []
    present: set[tuple[int, str]] = set()
    for one in suggestions:
        speaks = next((name for name in code_and_parents(one.code) if name in learned), None)
        if speaks is None or one.origin is Origin.CONTEXT:
            made.append(one)
            continue
        score = float(probabilities[speaks][places[one.segment]])
        if score >= learned[speaks].threshold:
            made.append(_scored(one, score))
            present.update((one.segment, name) for name in code_and_parents(one.code))
    for code, entry in learned.items():
        for place, segment in enumerate(segments):
            score = float(probabilities[code][place])
            if score >= entry.threshold and (segment.number, code) not in present:
                made.append(_from_model(model, code, passages[place], segment, score))
    return sorted(made, key=lambda one: (one.segment, one.code))


def _scored(one: Suggestion, score: float) -> Suggestion:
    return Suggestion(
        one.segment, one.code, one.origin, one.evidence, one.codebook_version, round(score, 4), one.state
    )


def _from_model(
    model: LearnedModel, code: str, passage: ReadPassage, segment: Segment, score: float
) -> Suggestion:
    analysis = passage.analysis
    evidence = []
    for lemma in weightiest_words(model, code, passage):
        for kind, start, end in zip(analysis.kinds, analysis.starts, analysis.ends, strict=True):
            if analysis.types[kind].lemma == lemma:
                evidence.append(Evidence(Span(start, end), f"~ {model.version} {lemma}"))
                break
    shown = tuple(evidence) or (Evidence(segment.span, f"~ {model.version}"),)
    return Suggestion(segment.number, code, Origin.MODEL, shown, score=round(score, 4))
