"""Gini and entropy: golden values and properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.analysis.inequality import measure_entropy, measure_gini
from focuskit.model.undefined import Undefined

amounts = st.lists(st.integers(0, 500), min_size=2, max_size=9).filter(any)


def test_words_of_a_public_group_give_the_recomputed_values():
    # METHODS section 5: arts.gla.ac.uk, group 4: 457, 484, 201 and 27 words
    words = [457, 484, 201, 27]
    assert measure_gini(words, corrected=False) == pytest.approx(0.348, abs=5e-4)
    assert measure_gini(words) == pytest.approx(0.464, abs=5e-4)
    assert measure_entropy(words) == pytest.approx(0.809, abs=5e-4)


def test_equal_people_and_one_who_says_everything():
    assert (measure_gini([5, 5, 5]), measure_entropy([5, 5, 5])) == (0.0, pytest.approx(1.0))
    assert (measure_gini([0, 0, 9]), measure_entropy([0, 0, 9])) == (pytest.approx(1.0), 0.0)


@pytest.mark.parametrize(
    ("given_words", "reason"),
    [([], "one_person"), ([7], "one_person"), ([0, 0], "silence")],
)
def test_what_cannot_be_measured_has_a_reason(given_words, reason):
    expected = Undefined(f"finding.undefined_{reason}")
    assert measure_gini(given_words) == expected
    assert measure_entropy(given_words) == expected


@given(amounts)
@settings(max_examples=50)
def test_gini_is_the_mean_difference_over_twice_the_mean(words):
    n, mean = len(words), sum(words) / len(words)
    slow = sum(abs(one - other) for one in words for other in words) / (2 * n * n * mean)
    assert measure_gini(words, corrected=False) == pytest.approx(slow)
    assert 0 <= measure_gini(words) <= 1 + 1e-9
    assert 0 <= measure_entropy(words) <= 1 + 1e-9


@given(amounts, st.integers(2, 5))
@settings(max_examples=30)
def test_neither_depends_on_order_nor_scale(words, times):
    scaled = [times * one for one in reversed(words)]
    assert measure_gini(scaled) == pytest.approx(measure_gini(words))
    assert measure_entropy(scaled) == pytest.approx(measure_entropy(words))
