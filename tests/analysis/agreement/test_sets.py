"""Several codes on one unit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.analysis.agreement import DistanceName, alpha_of_sets, measure
from focuskit.analysis.agreement.sets import jaccard_distance, masi_distance, passonneau_distance

NINE = [
    tuple(frozenset(letters) for letters in pair.split("-"))
    for pair in ("-", "A-", "A-A", "A-B", "AB-A", "AB-AC", "ABC-ABC", "C-AC", "C-AC")
]


def jaccard_times_subset(one, other):
    """Return what DKPro calls MASI: Jaccard's distance times 1/3, 2/3 or 1, the empty set in all."""
    return jaccard_distance(one, other) * passonneau_distance(one, other)


def one_label(one, other):
    return float(one != other)


@pytest.mark.parametrize(
    ("distance", "alpha", "digits"),
    [
        (DistanceName.PASSONNEAU_2004, 0.186, 3),  # DKPro Agreement's test on set annotations
        (jaccard_times_subset, 0.252, 3),  # the same
        (DistanceName.MASI_2006, 0.273081, 6),
        (DistanceName.JACCARD, 0.315620, 6),
        (one_label, 0.238806, 6),
    ],
)
def test_alpha_of_sets_has_its_known_values(distance, alpha, digits):
    assert measure(alpha_of_sets(NINE, distance)).value == pytest.approx(alpha, abs=10**-digits)


sets_of_codes = st.frozensets(st.sampled_from("ABCD"))


@settings(max_examples=60, deadline=None)
@given(one=sets_of_codes, other=sets_of_codes)
def test_distances_are_symmetric_and_lie_between_0_and_1(one, other):
    for distance in (masi_distance, jaccard_distance, passonneau_distance):
        assert 0 <= distance(one, other) == distance(other, one) <= 1
        assert (distance(one, other) == 0) is (one == other)


def test_no_code_is_as_far_from_any_as_strangers_are():
    assert masi_distance(frozenset(), frozenset("A")) == 1
    assert masi_distance(frozenset("A"), frozenset("AB")) == pytest.approx(1 - 2 / 3 / 2)
    assert masi_distance(frozenset("AB"), frozenset("AC")) == pytest.approx(1 - 1 / 3 / 3)
