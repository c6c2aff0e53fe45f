"""From an analysed text and a set of rules to suggestions."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from focuskit.language import TextAnalysis
from focuskit.model.codebook import code_and_parents
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion
from focuskit.tagging.context import QuestionReading, suggest_from_context
from focuskit.tagging.matching import keep_tokens
from focuskit.tagging.negation import Said
from focuskit.tagging.rules import CompiledRule, RuleSet

_MAX_WINDOWS = 256
"""Combinations of a window rule looked at in one segment: bounds the time on degenerate text."""

_UNKNOWN = QuestionReading(0)


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression found in a segment: first and last kept token, and its place in the text."""

    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Content:
    """What was found in one segment: by expression, and what is said of words that begin at a token."""

    found: dict[int, list[_Found]] = field(default_factory=lambda: defaultdict(list))
    said: dict[int, Said] = field(default_factory=dict)


def suggest_codes(
    analysis: TextAnalysis,
    segments: Sequence[Segment],
    rules: RuleSet,
    codebook_version: int = 0,
    questions: Sequence[QuestionReading] | None = None,
) -> list[Suggestion]:
    """Propose codes for the segments of one text.

    One suggestion per segment and code with all its evidence, in the order of segments and codes; a code
    is not proposed where one below it is (parents are implied). Segments must be in the order of the text.

    Parameters
    ----------
    questions
        The question of each segment, shape ``(n_segments,)``; ``None`` where none is known, and nothing can
        be taken over from it.
    """
    known = questions if questions is not None else [_UNKNOWN] * len(segments)
    found = list(_by_rules(analysis, segments, rules, known))
    if questions is not None:
        found += suggest_from_context(analysis, segments, found, questions, rules)
        found.sort(key=lambda one: (one.segment, one.code))
    return [
        replace(one, codebook_version=codebook_version)
        for one in found
        if rules.wanted is None or one.code.partition("/")[0] in rules.wanted
    ]


def read_question(
    analysis: TextAnalysis, rules: RuleSet, number: int, *, is_written: bool
) -> QuestionReading:
    """Read a question by rules."""
    whole = Segment(1, 1, Span(0, analysis.ends[-1] if len(analysis) else 0))
    codes = frozenset(one.code for one in _by_rules(analysis, [whole], rules, [_UNKNOWN]))
    return QuestionReading(number, rules.asked_in(analysis), codes, is_written)


def _by_rules(
    analysis: TextAnalysis, segments: Sequence[Segment], rules: RuleSet, questions: Sequence[QuestionReading]
) -> Iterator[Suggestion]:
    contents = _contents(analysis, segments, rules)
    for place, segment in enumerate(segments):
        question = questions[place]
        content = contents.get(place)
        if content is None and not (question.asked and question.is_written):
            continue
        evidence = _evidence(segment, content or _Content(), question, rules)
        implied = {above for code in evidence for above in list(code_and_parents(code))[1:]}
        for code, places in sorted(evidence.items()):
            if code not in implied:
                yield Suggestion(segment.number, code, Origin.RULE, tuple(sorted(places, key=_place)))


def _place(evidence: Evidence) -> tuple[Span, str]:
    return evidence.span, evidence.rule


def _contents(analysis: TextAnalysis, segments: Sequence[Segment], rules: RuleSet) -> dict[int, _Content]:
    """Return what was found, by the place of the segment; segments without anything are left out."""
    kept = keep_tokens(analysis)
    starts = [segment.span.start for segment in segments]
    contents: dict[int, _Content] = defaultdict(_Content)
    marks: list[tuple[int, int, int]] = []
    for hit in rules.matcher.find(analysis, kept):
        if hit.expression in rules.negation.numbers:
            marks.append((hit.expression, hit.first, hit.last))
            continue
        span = Span(analysis.starts[kept.places[hit.first]], analysis.ends[kept.places[hit.last]])
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and segments[at].span.holds(span):
            contents[at].found[hit.expression].append(_Found(hit.first, hit.last, span))
    said = rules.negation.places(analysis, kept.kinds, marks)
    for content in contents.values():
        firsts = {place.first for places in content.found.values() for place in places}
        content.said.update({first: said[first] for first in firsts if first in said})
    return contents


def _evidence(
    segment: Segment, content: _Content, question: QuestionReading, rules: RuleSet
) -> dict[str, set[Evidence]]:
    """Return the evidence by code; rules that hold only near a code come after the others."""
    evidence: dict[str, set[Evidence]] = defaultdict(set)
    waiting: list[tuple[int | None, CompiledRule]] = []
    candidates: list[tuple[int | None, CompiledRule]] = [
        (number, rule) for number in content.found for rule in rules.by_expression.get(number, ())
    ]
    if question.is_written:
        candidates += [(None, rule) for rule in rules.of_answers]
    for number, rule in candidates:
        if rule.question and rule.question.isdisjoint(question.asked):
            continue
        if rule.near:
            waiting.append((number, rule))
        else:
            _apply(segment, content, number, rule, rules, evidence)
    present = {above for code in evidence for above in code_and_parents(code)}
    for number, rule in waiting:
        if not present.isdisjoint(rule.near):
            _apply(segment, content, number, rule, rules, evidence)
    return evidence


def _apply(
    segment: Segment,
    content: _Content,
    number: int | None,
    rule: CompiledRule,
    rules: RuleSet,
    evidence: dict[str, set[Evidence]],
) -> None:
    if number is None:
        if not any(content.found.get(other) for other in rule.unless):
            evidence[rule.code].add(Evidence(segment.span, rule.name))
        return
    for place, name in _rule_places(rule, number, content.found, rules.expressions):
        code = _code_said(rule, content.said.get(place.first))
        if code:
            evidence[code].add(Evidence(place.span, name))


def _code_said(rule: CompiledRule, said: Said | None) -> str:
    """Return the code to propose for what is said of the words; nothing for none."""
    if said is Said.MISSING and rule.lacking is not None:
        return rule.lacking
    if said is Said.WITHOUT and rule.lacking is not None:
        return ""
    if said is Said.DENIED and rule.denied is not None:
        return rule.denied
    return rule.code


def _rule_places(
    rule: CompiledRule, number: int, found: dict[int, list[_Found]], expressions: Sequence[str]
) -> Iterator[tuple[_Found, str]]:
    """Yield the places where a rule holds because of one expression, with the name to show for it."""
    forbidden = [place for other in rule.unless for place in found.get(other, ())]
    if number in rule.any_of:
        for place in _allowed(found[number], forbidden):
            yield place, expressions[number]
    elif all(other in found for other in rule.all_of):
        places = [list(_allowed(found[other], forbidden)) for other in rule.all_of]
        for window in _windows(places, rule.within):
            yield from ((place, rule.name) for place in window)


def _allowed(places: Iterable[_Found], forbidden: Sequence[_Found]) -> Iterator[_Found]:
    for place in places:
        if not any(place.span.overlaps(other.span) for other in forbidden):
            yield place


def _windows(places: list[list[_Found]], within: int) -> Iterator[tuple[_Found, ...]]:
    for count, window in enumerate(product(*places)):
        if count >= _MAX_WINDOWS:
            return
        if max(place.last for place in window) - min(place.first for place in window) < within:
            yield window
