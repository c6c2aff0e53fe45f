"""Precision, recall and F1."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from focuskit.tagging.measures import mean_f1, measure

marks = st.lists(st.booleans(), min_size=1, max_size=40)


def test_a_hand_made_table_gives_its_figures():
    found = measure(np.array([1, 1, 1, 0, 0], dtype=bool), np.array([1, 1, 0, 1, 0], dtype=bool))
    assert (found.n_suggested, found.n_read) == (3, 3)
    assert (found.precision, found.recall, found.f1) == (2 / 3, 2 / 3, 2 / 3)
    assert found.low is not None
    assert found.low <= 2 / 3 <= found.high


def test_nothing_suggested_and_nothing_read_is_undefined():
    found = measure(np.zeros(4, dtype=bool), np.zeros(4, dtype=bool))
    assert (found.precision, found.recall, found.f1, found.low) == (None, None, None, None)
    assert mean_f1([found]) is None


@given(pairs=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_f1_does_not_depend_on_which_side_reads(pairs):
    one, other = (np.array(side, dtype=bool) for side in zip(*pairs, strict=True))
    there, back = measure(one, other), measure(other, one)
    assert there.f1 == back.f1
    assert there.precision == back.recall
    if there.f1 is not None:
        assert there.low <= there.high
