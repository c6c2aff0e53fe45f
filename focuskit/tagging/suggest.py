"""From an analysed text and a set of rules to suggestions."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from focuskit.language import TextAnalysis
from focuskit.model.codebook import code_and_parents
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion
from focuskit.tagging.matching import keep_tokens
from focuskit.tagging.rules import CompiledRule, RuleSet

_MAX_WINDOWS = 256
"""Combinations of a window rule looked at in one segment: bounds the time on degenerate text."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression found in a segment: first and last kept token, and its place in the text."""

    first: int
    last: int
    span: Span


def suggest_codes(
    analysis: TextAnalysis,
    segments: Sequence[Segment],
    rules: RuleSet,
    codebook_version: int = 0,
) -> list[Suggestion]:
    """Propose codes for the segments of one text.

    One suggestion per segment and code with all its evidence, in the order of segments and codes; a code
    is not proposed where one below it is (parents are implied). Segments must be in the order of the text.
    """
    suggestions = []
    for segment, found in _by_segment(analysis, segments, rules):
        evidence = _evidence(found, rules)
        implied = {above for code in evidence for above in list(code_and_parents(code))[1:]}
        suggestions += [
            Suggestion(segment.number, code, Origin.RULE, tuple(sorted(places, key=_place)), codebook_version)
            for code, places in sorted(evidence.items())
            if code not in implied
        ]
    return suggestions


def _place(evidence: Evidence) -> tuple[Span, str]:
    return evidence.span, evidence.rule


def _by_segment(
    analysis: TextAnalysis, segments: Sequence[Segment], rules: RuleSet
) -> Iterator[tuple[Segment, dict[int, list[_Found]]]]:
    """Yield each segment in which anything was found, with what was found by expression."""
    kept = keep_tokens(analysis)
    starts = [segment.span.start for segment in segments]
    gathered: dict[int, dict[int, list[_Found]]] = defaultdict(lambda: defaultdict(list))
    for hit in rules.matcher.find(analysis, kept):
        span = Span(analysis.starts[kept.places[hit.first]], analysis.ends[kept.places[hit.last]])
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and segments[at].span.holds(span):
            gathered[at][hit.expression].append(_Found(hit.first, hit.last, span))
    for at in sorted(gathered):
        yield segments[at], gathered[at]


def _evidence(found: dict[int, list[_Found]], rules: RuleSet) -> dict[str, set[Evidence]]:
    evidence: dict[str, set[Evidence]] = defaultdict(set)
    for number in found:
        for rule in rules.by_expression.get(number, ()):
            for place, name in _rule_places(rule, number, found, rules.expressions):
                evidence[rule.code].add(Evidence(place, name))
    return evidence


def _rule_places(
    rule: CompiledRule, number: int, found: dict[int, list[_Found]], expressions: Sequence[str]
) -> Iterator[tuple[Span, str]]:
    """Yield the places where a rule holds because of one expression, with the name to show for it."""
    forbidden = [place for other in rule.unless for place in found.get(other, ())]
    if number in rule.any_of:
        for place in _allowed(found[number], forbidden):
            yield place.span, expressions[number]
    elif all(other in found for other in rule.all_of):
        places = [list(_allowed(found[other], forbidden)) for other in rule.all_of]
        for window in _windows(places, rule.within):
            yield from ((place.span, rule.name) for place in window)


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
