"""Segments cut in two or joined: the suggestions of what was cut or joined go along with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Suggestion, SuggestionState

_STRONGEST = (
    SuggestionState.ACCEPTED,
    SuggestionState.REPLACED,
    SuggestionState.OPEN,
    SuggestionState.REJECTED,
)


@dataclass(frozen=True, slots=True)
class Recut:
    """What takes the place of one or two neighbouring segments.

    ``numbers`` are those that go; ``segments`` and ``suggestions`` are numbered from the first of them.
    """

    numbers: tuple[int, ...]
    segments: tuple[Segment, ...]
    suggestions: tuple[Suggestion, ...]


def cut_segment(segment: Segment, suggestions: Sequence[Suggestion], offset: int) -> Recut:
    """Cut a segment in two at an offset.

    A suggestion goes to each part that holds words behind it, to both where it stands on no words of theirs.

    Raises
    ------
    ValueError
        If the offset is not inside the segment.
    """
    if not segment.span.start < offset < segment.span.end:
        raise ValueError(f"no cut of {segment.span} at {offset}")
    parts = (
        replace(segment, span=Span(segment.span.start, offset)),
        Segment(segment.number + 1, segment.turn, Span(offset, segment.span.end)),
    )
    carried = []
    for one in suggestions:
        held = [part for part in parts if any(part.span.overlaps(each.span) for each in one.evidence)]
        for part in held or parts:
            evidence = tuple(each for each in one.evidence if not held or each.span.overlaps(part.span))
            carried.append(replace(one, segment=part.number, evidence=evidence))
    return Recut((segment.number,), parts, tuple(carried))


def join_segments(first: Segment, second: Segment, suggestions: Sequence[Suggestion]) -> Recut:
    """Join two neighbouring segments of one turn.

    Of two suggestions of one code one is kept, with the words behind both: accepted if either was, rejected
    only if both were.

    Raises
    ------
    ValueError
        If they are not neighbours in one turn.
    """
    if (first.number + 1, first.turn) != (second.number, second.turn):
        raise ValueError(f"segments {first.number} and {second.number} are no neighbours in one turn")
    whole = replace(first, span=Span(first.span.start, second.span.end))
    by_code: dict[str, Suggestion] = {}
    for one in suggestions:
        known = by_code.get(one.code)
        by_code[one.code] = _both(known, one) if known else replace(one, segment=first.number)
    return Recut((first.number, second.number), (whole,), tuple(by_code.values()))


def _both(one: Suggestion, other: Suggestion) -> Suggestion:
    evidence = (*one.evidence, *(each for each in other.evidence if each not in one.evidence))
    state = next(state for state in _STRONGEST if state in {one.state, other.state})
    scores = [each.score for each in (one, other) if each.score is not None]
    return replace(one, evidence=evidence, state=state, score=max(scores, default=None))
