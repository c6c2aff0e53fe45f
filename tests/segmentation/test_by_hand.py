"""What is cut and joined by hand is found, and made again where its words are."""

from hypothesis import given
from hypothesis import strategies as st

from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.segmentation import apply_hand_cuts, find_hand_cuts, follow_text

LENGTH = 12
STARTS = st.sets(st.integers(1, 2 * LENGTH - 1))


def segments(starts):
    """Return segments of two turns of `LENGTH` characters that begin at these offsets."""
    bounds = sorted({0, LENGTH, *starts})
    ends = [*bounds[1:], 2 * LENGTH]
    return tuple(
        Segment(number, 1 + (start >= LENGTH), Span(start, end))
        for number, (start, end) in enumerate(zip(bounds, ends, strict=True), 1)
    )


@given(STARTS, STARTS)
def test_hand_cuts_make_of_the_methods_segments_those_of_the_coder(method, coder):
    cuts = find_hand_cuts(segments(method), segments(coder))
    assert apply_hand_cuts(segments(method), cuts) == (segments(coder), len(cuts))


@given(STARTS, STARTS, STARTS)
def test_segments_always_partition_their_turns(method, coder, other):
    cuts = find_hand_cuts(segments(method), segments(coder))
    made, n_held = apply_hand_cuts(segments(other), cuts)
    assert [one.number for one in made] == list(range(1, len(made) + 1))
    assert "".join("x" * (one.span.end - one.span.start) for one in made) == "x" * 2 * LENGTH
    assert [one.turn for one in made] == [1 + (one.span.start >= LENGTH) for one in made]
    assert n_held == len(cuts)


def test_cuts_follow_their_words_and_go_with_them():
    cuts = find_hand_cuts(segments({3}), segments({5, 15}))
    assert (cuts.added, cuts.removed) == ((5, 15), (3,))
    moved = follow_text(
        cuts, lambda spans: [None if one.start == 15 else Span(one.start + 2, one.end + 2) for one in spans]
    )
    assert (moved.added, moved.removed) == ((7,), (5,))
    assert len(moved) == 2


def test_a_cut_at_the_beginning_of_a_turn_has_no_place():
    cuts = find_hand_cuts(segments(()), segments({5}))
    moved = follow_text(cuts, lambda _: [Span(LENGTH, LENGTH + 3)])
    assert apply_hand_cuts(segments(()), moved) == (segments(()), 0)
