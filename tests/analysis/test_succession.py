"""Who speaks after whom, against every order in which nobody follows themselves."""

from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import corpus, segment
from analysis.talks import ANNE, talk, turn, with_talks
from focuskit.analysis.succession import COLUMNS, count_successions, draw_orders, succession_counts


def of(names):
    turns = [turn(n, name) for n, name in enumerate(names, 1)]
    return with_talks(corpus(segment("FG2.docx", 1, "Un.")), talk("FG2.docx", *turns))


def allowed(names):
    """Return every different order of the same turns in which nobody follows themselves."""
    return sorted({one for one in permutations(names) if all(a != b for a, b in pairwise(one))})


@given(st.lists(st.sampled_from([ANNE, "P1", "P2", "P3"]), max_size=25))
@settings(max_examples=40)
def test_pairs_are_what_a_slow_recount_finds(names):
    frame = count_successions(of(names), draws=0)
    merged = [name for place, name in enumerate(names) if place == 0 or names[place - 1] != name]
    slow = list(pairwise(merged))
    assert frame["n"].sum() == len(slow)
    for row in frame.to_dict("records"):
        assert row["n"] == slow.count((row["before"], row["after"]))
        assert row["before"] != row["after"]


@pytest.mark.parametrize("names", ["ABCABC", "ABABCD", "ABACAD"])
def test_every_order_that_is_allowed_is_as_likely_as_any_other(names):
    orders = allowed(names)
    letters = sorted(set(names))
    order = np.array([letters.index(one) for one in names], dtype=np.int16)
    drawn = draw_orders(order, 6000, np.random.default_rng(7))
    told = ["".join(letters[one] for one in row) for row in drawn]
    counts = [told.count("".join(one)) for one in orders]
    assert sum(counts) == 6000  # nobody ever follows themselves
    expected = 6000 / len(orders)
    chi_square = sum((n - expected) ** 2 / expected for n in counts)
    assert chi_square < len(orders) - 1 + 5 * (2 * (len(orders) - 1)) ** 0.5


def test_expectation_is_that_of_all_allowed_orders():
    names = "ABACBC"
    slow = np.mean([[one[n : n + 2] == ("A", "B") for n in range(5)] for one in allowed(names)]) * 5
    row = count_successions(of(list(names)), draws=4000).set_index(["before", "after"]).loc[("A", "B")]
    assert row["expected"] == pytest.approx(slow, abs=0.06)


def test_a_pair_far_from_chance_is_told():
    frame = count_successions(of([*("AB" * 12), *("CD" * 12)])).set_index(["before", "after"])
    assert frame.loc[("A", "B"), "beyond"] == "more"
    assert frame.loc[("A", "C"), "beyond"] == "less"


def test_two_speakers_can_only_alternate():
    frame = count_successions(of(["A", "B", "A"]))
    assert tuple(frame.columns) == COLUMNS
    assert frame["expected"].isna().all()
    assert pd.unique(frame["beyond"]).tolist() == [""]


def test_draws_are_the_same_each_time():
    assert count_successions(of("ABCBA")).equals(count_successions(of("ABCBA")))


def test_counts_of_several_orders_stand_apart():
    counts = succession_counts(np.array([[0, 1, 0], [1, 0, 1]], dtype=np.int16), 2)
    assert counts.tolist() == [[[0, 1], [1, 0]], [[0, 1], [1, 0]]]
