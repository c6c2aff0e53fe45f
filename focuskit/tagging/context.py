"""What a segment takes over from its question or exchange: suggestions that stand apart.

"Ben, c'est trop cher": the words name no transition, the question did. A segment without any code of a
facet marked ``from_context`` takes over those of the question it answers or, failing that, of what was
said just before in the same exchange. A written answer has no context but its own question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focuskit.language import TextAnalysis
from focuskit.model.codebook import code_and_parents
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion
from focuskit.tagging.rules import RuleSet

QUESTION, EXCHANGE = "? question", "? échange"
"""What stands for a rule in evidence taken over."""

_TURNS_BACK = 3
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A question as rules read it.

    Parameters
    ----------
    number
        The same for all segments that answer it; exchanges do not reach across numbers.
    asked
        Conditions on questions that it meets (`RuleSet.asked_in`).
    codes
        Codes that rules suggest for its words.
    is_written
        Whether it was put in writing to one person, so that the whole answer is about it.
    """

    number: int
    asked: frozenset[int] = frozenset()
    codes: frozenset[str] = frozenset()
    is_written: bool = False


def suggest_from_context(
    analysis: TextAnalysis,
    segments: Sequence[Segment],
    suggestions: Sequence[Suggestion],
    questions: Sequence[QuestionReading],
    rules: RuleSet,
) -> list[Suggestion]:
    """Propose top codes that segments take over from their question or exchange.

    A bare assent (fewer than four words and no other code) takes over nothing.

    Parameters
    ----------
    suggestions
        What rules propose for these segments, of all codes of the facets concerned.
    questions
        The question of each segment, shape ``(n_segments,)``.
    """
    found: list[Suggestion] = []
    for facet in rules.context_facets:
        found += _of_facet(analysis, segments, suggestions, questions, facet)
    return found


def _of_facet(
    analysis: TextAnalysis,
    segments: Sequence[Segment],
    suggestions: Sequence[Suggestion],
    questions: Sequence[QuestionReading],
    facet: frozenset[str],
) -> Iterator[Suggestion]:
    own: dict[int, list[Suggestion]] = {}
    coded: set[int] = set()
    for one in suggestions:
        coded.add(one.segment)
        if one.code.partition("/")[0] in facet:
            own.setdefault(one.segment, []).append(one)
    last: tuple[Segment, int] | None = None
    for segment, question in zip(segments, questions, strict=True):
        if segment.number in own:
            last = segment, question.number
            continue
        if segment.number not in coded and _n_words(analysis, segment.span) < _FEWEST_WORDS:
            continue
        of_question = {above for code in question.codes for above in code_and_parents(code)} & facet
        if of_question:
            yield from (_taken(segment, code, QUESTION, ()) for code in sorted(of_question))
        elif last and not question.is_written and _reaches(last, segment, question):
            yield from _from_exchange(segment, own[last[0].number])


def _reaches(last: tuple[Segment, int], segment: Segment, question: QuestionReading) -> bool:
    """Tell whether a segment is in the exchange of one before it: the same question, few turns later."""
    return last[1] == question.number and segment.turn - last[0].turn <= _TURNS_BACK


def _from_exchange(segment: Segment, before: Sequence[Suggestion]) -> Iterator[Suggestion]:
    by_top: dict[str, list[Evidence]] = {}
    for one in before:
        by_top.setdefault(one.code.partition("/")[0], []).extend(one.evidence)
    for code, evidence in sorted(by_top.items()):
        yield _taken(segment, code, EXCHANGE, tuple(evidence[:1]))


def _taken(segment: Segment, code: str, why: str, evidence: tuple[Evidence, ...]) -> Suggestion:
    shown = tuple(Evidence(one.span, why) for one in evidence) or (Evidence(segment.span, why),)
    return Suggestion(segment.number, code, Origin.CONTEXT, shown)


def _n_words(analysis: TextAnalysis, span: Span) -> int:
    first, last = bisect_left(analysis.starts, span.start), bisect_left(analysis.starts, span.end)
    return sum(any(map(str.isalnum, analysis.types[kind].form)) for kind in analysis.kinds[first:last])
