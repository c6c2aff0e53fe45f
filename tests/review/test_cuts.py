"""Segments cut and joined, with their suggestions."""

import pytest

from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion, SuggestionState
from focuskit.review.cuts import cut_segment, join_segments

ONE = Segment(4, 2, Span(10, 50))


def suggestion(code, *spans, segment=4, state=SuggestionState.OPEN, score=None):
    evidence = tuple(Evidence(Span(*span), "mot") for span in spans)
    return Suggestion(segment, code, Origin.RULE, evidence, 1, score, state)


def test_a_suggestion_goes_with_the_words_behind_it():
    made = cut_segment(ONE, [suggestion("a", (12, 15)), suggestion("b", (40, 45)), suggestion("c")], 30)
    assert [one.span for one in made.segments] == [Span(10, 30), Span(30, 50)]
    assert [(one.segment, one.code) for one in made.suggestions] == [(4, "a"), (5, "b"), (4, "c"), (5, "c")]


def test_words_on_both_sides_keep_the_suggestion_on_both():
    made = cut_segment(ONE, [suggestion("a", (12, 15), (40, 45))], 30)
    assert [(one.segment, one.evidence[0].span) for one in made.suggestions] == [
        (4, Span(12, 15)),
        (5, Span(40, 45)),
    ]


@pytest.mark.parametrize("offset", [10, 50, 3])
def test_a_cut_lies_inside(offset):
    with pytest.raises(ValueError, match="no cut"):
        cut_segment(ONE, [], offset)


def test_joining_keeps_one_suggestion_of_a_code_with_all_its_words():
    first, second = cut_segment(ONE, [], 30).segments
    made = join_segments(
        first,
        second,
        [suggestion("a", (12, 15), score=0.4), suggestion("a", (40, 45), segment=5, score=0.7)],
    )
    assert made.segments == (ONE,)
    (kept,) = made.suggestions
    assert [one.span for one in kept.evidence] == [Span(12, 15), Span(40, 45)]
    assert (kept.segment, kept.score) == (4, 0.7)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (SuggestionState.ACCEPTED, SuggestionState.REJECTED, SuggestionState.ACCEPTED),
        (SuggestionState.REJECTED, SuggestionState.OPEN, SuggestionState.OPEN),
        (SuggestionState.REJECTED, SuggestionState.REJECTED, SuggestionState.REJECTED),
    ],
)
def test_a_joined_suggestion_is_rejected_only_if_both_were(one, other, kept):
    first, second = cut_segment(ONE, [], 30).segments
    made = join_segments(first, second, [suggestion("a", state=one), suggestion("a", segment=5, state=other)])
    assert made.suggestions[0].state is kept


def test_only_neighbours_in_one_turn_are_joined():
    with pytest.raises(ValueError, match="neighbours"):
        join_segments(ONE, Segment(5, 3, Span(51, 60)), [])
