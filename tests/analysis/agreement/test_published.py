"""Agreement coefficients against the values published for them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.analysis.agreement import (
    Reason,
    cohen_kappa,
    encode,
    fleiss_kappa,
    measure,
    nominal_alpha,
    raw_agreement,
    unanimity,
)


def of_table(table):
    """Return the ratings of two coders from their table: rows the first, columns the second."""
    return encode(
        [(one, other) for one, row in enumerate(table) for other, n in enumerate(row) for _ in range(n)]
    )


def value(coefficient, ratings):
    return measure(coefficient(ratings)).value


def of_spans(length, *spans):
    return [int(any(start <= place < end for start, end in spans)) for place in range(length)]


COHEN_1 = [[25, 12, 3], [13, 2, 15], [12, 16, 2]]
COHEN_2 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
AGRESTI = [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]]
KRIPPENDORFF_1995 = {  # Sociological Methodology 25, p. 57, 24 places, coded or not
    "A": (of_spans(24, (2, 10), (14, 20)), of_spans(24, (4, 8), (15, 17))),
    "B": (of_spans(24, (0, 18)), of_spans(24, (0, 10))),
    "C": (
        of_spans(24, (2, 8), (10, 12), (14, 18), (20, 22)),
        of_spans(24, (0, 2), (4, 8), (10, 14), (16, 18), (20, 22)),
    ),
}


@pytest.mark.parametrize(
    ("table", "agreement", "kappa"),
    [
        (COHEN_1, 0.29, -0.092308),  # Cohen 1960, p. 37 (kappa follows from his Po .29, Pe .35)
        (COHEN_2, 0.70, 0.492),  # Cohen 1960, p. 45
        ([[20, 10], [20, 50]], 0.70, 0.348),  # Artstein & Poesio 2008, example 1
        ([[46, 0, 0], [6, 32, 6], [0, 0, 10]], 0.88, 0.801),  # Artstein & Poesio 2008, example 2
        (AGRESTI, 0.635593, 0.493),  # Agresti 1992
        ([[50, 0, 0], [10, 10, 10], [20, 0, 0]], 0.60, 0.27),  # Brennan & Prediger 1981, example 1
        ([[50, 0, 10], [0, 10, 10], [10, 10, 0]], 0.60, 0.29),  # Brennan & Prediger 1981, example 2
        ([[12, 9, 9], [9, 14, 9], [9, 9, 20]], 0.46, 0.186),  # Krippendorff 2004, p. 246, a
        ([[12, 18, 18], [0, 14, 18], [0, 0, 20]], 0.46, 0.258),  # the same, b
        ([[80, 7], [8, 5]], 0.85, 0.31444),  # margins .87, .88: Pe .7812, by hand
    ],
)
def test_cohens_kappa_has_its_published_values(table, agreement, kappa):
    ratings = of_table(table)
    digits = max(len(str(abs(kappa)).partition(".")[2]), 2)
    assert value(raw_agreement, ratings) == pytest.approx(agreement, abs=5e-7)
    assert value(cohen_kappa, ratings) == pytest.approx(kappa, abs=0.5001 * 10**-digits)


def test_agreement_on_one_category_against_the_rest():
    # Agresti 1992: 0.781, 0.247, 0.402, 0.435 per category of the table above, margins pooled
    ratings = of_table(AGRESTI)
    found = [value(fleiss_kappa, (ratings == category).astype(np.intp)) for category in range(4)]
    assert found == pytest.approx([0.781, 0.247, 0.402, 0.435], abs=5e-4)


@pytest.mark.parametrize(
    ("pair", "kappa", "pi"), [("A", 0.385, 0.314), ("B", 0.385, 0.314), ("C", 0.314, 0.314)]
)
def test_continua_cut_into_places_have_their_published_values(pair, kappa, pi):
    ratings = encode(list(zip(*KRIPPENDORFF_1995[pair], strict=True)))
    assert value(cohen_kappa, ratings) == pytest.approx(kappa, abs=1e-3)
    assert value(fleiss_kappa, ratings) == pytest.approx(pi, abs=1e-3)
    if pair == "A":
        assert value(nominal_alpha, ratings) == pytest.approx(0.329, abs=5e-4)


def test_scotts_pi_is_fleiss_kappa_of_two_coders():
    # Artstein & Poesio 2008, examples 1 and 2; Krippendorff 2004, p. 246, a and b
    for table, pi in (
        ([[20, 10], [20, 50]], 0.341),
        ([[46, 0, 0], [6, 32, 6], [0, 0, 10]], 0.7995),
        ([[12, 9, 9], [9, 14, 9], [9, 9, 20]], 0.186),
        ([[12, 18, 18], [0, 14, 18], [0, 0, 20]], 0.186),
    ):
        assert value(fleiss_kappa, of_table(table)) == pytest.approx(pi, abs=5e-4)


# Psychological Bulletin 76, p. 379: 30 patients, 6 raters, 5 diagnoses
FLEISS_1971 = [
    *("444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555"),
    *("144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555"),
    *("555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555"),
]


def test_fleiss_kappa_has_its_published_values():
    ratings = encode([tuple(row) for row in FLEISS_1971])
    assert value(raw_agreement, ratings) == pytest.approx(0.5556, abs=5e-5)
    assert value(fleiss_kappa, ratings) == pytest.approx(0.430, abs=5e-4)
    per_category = [
        value(fleiss_kappa, encode([tuple(mark == category for mark in row) for row in FLEISS_1971]))
        for category in "12345"
    ]
    # the article divides shares that it rounded to three places first
    assert per_category == pytest.approx([0.248, 0.248, 0.517, 0.470, 0.565], abs=4e-3)


def test_fleiss_kappa_has_the_values_of_randolph():
    # Randolph 2005, examples 1 and 2
    assert value(fleiss_kappa, encode(["YYY", "YYN", "NNY", "NNN"])) == pytest.approx(1 / 3)
    assert value(fleiss_kappa, encode(["YYY", "YYN", "YYN", "YYY"])) == pytest.approx(-0.2)


KRIPPENDORFF_2011 = (  # Computing Krippendorff's alpha-reliability, section C; "." is no value
    "123321412...",
    "1233224125.3",
    ".3332342251.",
    "12332441251.",
)


def test_alpha_with_missing_values_has_its_published_value():
    rows = [
        tuple(None if mark == "." else mark for mark in unit) for unit in zip(*KRIPPENDORFF_2011, strict=True)
    ]
    found = measure(nominal_alpha(encode(rows)))
    assert found.value == pytest.approx(0.743421, abs=5e-7)
    assert found.n_units == 11  # the twelfth has one value and is no pair


@pytest.mark.parametrize(
    ("one", "other", "agreement", "alpha"),
    [
        ("1100000000", "0110010100", 0.60, 0.095238),  # Krippendorff 2004, p. 224
        ("aabbbbbccccc", "abbbbbcccccc", 10 / 12, 0.734104),  # Krippendorff 2004, p. 227
    ],
)
def test_alpha_of_two_coders_has_its_published_values(one, other, agreement, alpha):
    ratings = encode(list(zip(one, other, strict=True)))
    assert value(raw_agreement, ratings) == pytest.approx(agreement)
    assert value(nominal_alpha, ratings) == pytest.approx(alpha, abs=5e-7)


def test_alpha_of_two_tables_has_its_published_values():
    # Artstein & Poesio 2008, example 2
    assert value(nominal_alpha, of_table([[46, 0, 0], [6, 32, 6], [0, 0, 10]])) == pytest.approx(
        0.8, abs=6e-4
    )
    # two dresses, three and two judgments: below 0 where coders avoid each other
    assert value(nominal_alpha, encode([("y", "n", "n"), ("y", "n", None)])) == pytest.approx(-1 / 3)


def test_where_chance_would_agree_as_well_there_is_a_reason_and_no_value():
    same = encode([("x", "x")] * 5)
    for coefficient in (cohen_kappa, fleiss_kappa, nominal_alpha):
        assert measure(coefficient(same)).reason is Reason.ONE_VALUE
    assert value(raw_agreement, same) == 1
    empty = encode([], 2)
    alone = encode([("x", None), (None, "y")])
    for coefficient in (cohen_kappa, fleiss_kappa, nominal_alpha, raw_agreement, unanimity):
        assert measure(coefficient(empty)).reason is Reason.NO_UNIT
        assert measure(coefficient(alone)).reason is Reason.NO_UNIT


marks = st.sampled_from([None, "a", "b", "c"])
tables = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(marks, min_size=n, max_size=n), min_size=1, max_size=12)
)


@settings(max_examples=80, deadline=None)
@given(units=tables)
def test_coefficients_do_not_depend_on_the_order_of_coders_units_or_names(units):
    turned = [[None if one is None else f"x{one}" for one in reversed(row)] for row in reversed(units)]
    for coefficient in (fleiss_kappa, nominal_alpha, raw_agreement, unanimity):
        one, other = value(coefficient, encode(units)), value(coefficient, encode(turned))
        assert one is None if other is None else one == pytest.approx(other)
        assert one is None or one <= 1 + 1e-12


@settings(max_examples=60, deadline=None)
@given(units=st.lists(st.sampled_from("abc"), min_size=1, max_size=12), n=st.integers(2, 4))
def test_coders_who_say_the_same_agree_wholly_or_not_measurably(units, n):
    ratings = encode([[one] * n for one in units])
    for coefficient in (fleiss_kappa, nominal_alpha):
        found = value(coefficient, ratings)
        assert found is None if len(set(units)) == 1 else found == pytest.approx(1)


def test_no_value_is_not_a_number():
    for units in ([], [("x", "x")], [("x", "y")], [("x", None)]):
        for coefficient in (cohen_kappa, fleiss_kappa, nominal_alpha):
            found = measure(coefficient(encode(units, 2))).value
            assert found is None or not math.isnan(found)
