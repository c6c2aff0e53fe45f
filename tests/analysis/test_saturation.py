"""New information, orders, power."""

from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import CODES, DECIDED, SUGGESTED, corpora, corpus, mark, segment
from focuskit.analysis.saturation import (
    COLUMNS,
    count_over_orders,
    measure_new_information,
    measure_power,
    measure_saturation,
)
from focuskit.model.undefined import Undefined


def series(*n_new):
    """Make units each of which adds so many codes to those before it."""
    made, last = [], 0
    for n in n_new:
        made.append(frozenset(f"c{number}" for number in range(last, last + n)))
        last += n
    return made


PUBLISHED = series(20, 9, 5, 3, 4, 3, 1, 0)
"""Constructed to have the published counts: base of 4 -> 37 codes (METHODS section 6)."""


def test_the_published_ratios_are_found():
    # Guest, Namey & Chen 2020: 7/37 = 19 %, next 11 %, next 1/37 = 3 %: 6+2 at the threshold of 5 %
    runs = measure_new_information(PUBLISHED, base=4, run=2)
    told = [(f"{one.after}+{one.run}", one.n_new, round(one.ratio, 3)) for one in runs]
    assert told == [("4+2", 7, 0.189), ("5+2", 4, 0.108), ("6+2", 1, 0.027)]
    assert next(one.after for one in runs if one.ratio <= 0.05) == 6


def test_a_run_of_three_slides_by_one_too():
    assert [one.n_new for one in measure_new_information(PUBLISHED, base=4, run=3)] == [8, 4]


def test_too_few_documents_and_a_base_without_codes_have_a_reason():
    assert measure_new_information(PUBLISHED[:5]) == Undefined("finding.undefined_too_few_units")
    empty = [frozenset()] * 6
    assert measure_new_information(empty) == Undefined("finding.undefined_base_without_codes")


units = st.lists(st.frozensets(st.sampled_from("abcdef")), min_size=1, max_size=6)


@given(units)
@settings(max_examples=40)
def test_all_orders_are_all_orders(drawn):
    found = count_over_orders(drawn)
    slow = [
        [len(frozenset().union(*order[: size + 1])) for order in permutations(drawn)]
        for size in range(len(drawn))
    ]
    for (median, low, high), counts in zip(found, slow, strict=True):
        assert low <= median <= high
        assert min(counts) <= low <= high <= max(counts)
        assert median == pytest.approx(np.median(counts))


def test_random_orders_come_near_to_all_of_them():
    nine = [*PUBLISHED, frozenset()]
    drawn = count_over_orders(nine, draws=1000)
    assert drawn[-1] == (45, 45, 45)
    assert drawn == count_over_orders(nine, draws=1000)
    assert all(one[0] <= other[0] for one, other in pairwise(drawn))


def test_only_decided_codes_count_and_kinds_stand_apart():
    study = corpus(
        segment("FG1 équipe.docx", 1, "Un.", mark("frein/cout", DECIDED), mark("action", SUGGESTED)),
        segment("FG2.docx", 1, "Un.", mark("frein/cout", DECIDED), mark("levier", DECIDED)),
        segment("E1.txt", 1, "Un.", mark("action", DECIDED)),
    )
    frame = measure_saturation(study, base=1, run=1)
    assert tuple(frame.columns) == COLUMNS
    told = frame[["kind", "document", "codes_used", "new_codes", "seen", "run"]]
    assert list(told.itertuples(index=False, name=None)) == [
        ("focus_group", "FG1 équipe.docx", 1, 1, 1, ""),
        ("focus_group", "FG2.docx", 2, 1, 2, "1+1"),
        ("interview", "E1.txt", 1, 1, 1, ""),
    ]
    assert frame["new_information"].tolist()[1] == 1.0
    assert pd.isna(frame["below"].tolist()[2])


@given(corpora())
@settings(max_examples=30)
def test_codes_seen_are_recounted_slowly(study):
    frame = measure_saturation(study)
    for kind, rows in frame.groupby("kind"):
        seen = {
            m.code for one in study.segments if one.kind == kind for m in one.marks if m.status is DECIDED
        }
        assert rows["seen"].iloc[-1] == len(seen) <= len(CODES)
        assert rows["new_codes"].sum() == len(seen)


@pytest.mark.parametrize(
    ("n", "prevalence", "at_least", "power"),
    [(29, 0.10, 2, 0.801), (28, 0.10, 2, 0.785), (4, 0.25, 1, 1 - 0.316)],
)
def test_power_has_its_published_values(n, prevalence, at_least, power):
    # Fugard & Potts 2015; a theme of 25 % of groups is missed by 4 groups with probability .316
    assert measure_power(n, prevalence, at_least) == pytest.approx(power, abs=5e-4)
