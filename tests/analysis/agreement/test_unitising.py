"""The unitising family: free spans."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.analysis.agreement import (
    LabelledSpan,
    Reason,
    bar_u_alpha,
    code_u_alpha,
    cu_alpha,
    encode,
    interval,
    measure,
    nominal_alpha,
    u_alpha,
    unitise,
)
from focuskit.model.spans import Span


def line(*units):
    return [LabelledSpan(Span(start, end), code) for code, start, end in units]


def figures(lines):
    return tuple(measure(one(lines)).value for one in (u_alpha, bar_u_alpha, cu_alpha))


TWO = unitise(
    [
        line(("x", 0, 10), ("y", 20, 40), ("x", 45, 55)),
        line(("x", 0, 12), ("y", 18, 40), ("y", 46, 55)),
    ],
    60,
)
THREE = unitise(
    [
        line(("1", 2, 5), ("1", 9, 11), ("2", 12, 20)),
        line(("1", 2, 5), ("2", 7, 15)),
        line(("1", 2, 5), ("2", 10, 15)),
    ],
    20,
)


def test_two_coders_have_their_known_values():
    assert figures(TWO) == pytest.approx((0.676, 0.823, 0.600), abs=5e-4)
    assert TWO.coverage == pytest.approx(0.65, abs=5e-4)
    assert measure(code_u_alpha(TWO, "x")).value == pytest.approx(0.567, abs=5e-4)
    assert measure(code_u_alpha(TWO, "y")).value == pytest.approx(0.620, abs=5e-4)


def test_three_coders_have_their_known_values():
    assert figures(THREE) == pytest.approx((0.473913, 0.432812, 0.778882), abs=6e-7)
    assert THREE.coverage == pytest.approx(0.3833, abs=5e-5)
    assert measure(code_u_alpha(THREE, "1")).value == pytest.approx(0.769252, abs=5e-7)
    assert measure(code_u_alpha(THREE, "2")).value == pytest.approx(0.786971, abs=5e-7)
    assert THREE.coverage_of("1") == pytest.approx(0.9545, abs=5e-5)
    assert THREE.coverage_of("2") == pytest.approx(0.5952, abs=5e-5)


def test_units_of_length_one_without_gaps_give_nominal_alpha():
    # Krippendorff 2004, p. 227: 0.734
    pairs = ["aabbbbbccccc", "abbbbbcccccc"]
    lines = unitise([line(*((code, n, n + 1) for n, code in enumerate(one))) for one in pairs], 12)
    nominal = measure(nominal_alpha(encode(list(zip(*pairs, strict=True))))).value
    assert figures(lines)[0] == pytest.approx(nominal)
    assert figures(lines)[2] == pytest.approx(nominal)
    assert nominal == pytest.approx(0.734104, abs=5e-7)
    by_code = [measure(code_u_alpha(lines, code)).value for code in "abc"]
    assert by_code == pytest.approx([0.634921, 0.671429, 0.839161], abs=5e-7)
    assert measure(bar_u_alpha(lines)).reason is Reason.ONE_VALUE


def test_three_coders_with_seven_codes_have_their_known_values():
    # units of an example of the γ measure (Mathet, Widlöcher & Métivier 2015), figures computed twice
    lines = unitise(
        [
            line(("1", 2, 9), ("2", 11, 17), ("5", 24, 30), ("6", 32, 36), ("6", 36, 44), ("7", 44, 60)),
            line(("1", 2, 9), ("3", 11, 17), ("5", 19, 25), ("6", 32, 44)),
            line(("1", 2, 9), ("4", 11, 17), ("5", 21, 27), ("6", 32, 36), ("6", 36, 40), ("6", 40, 44)),
        ],
        60,
    )
    assert figures(lines) == pytest.approx((0.509670, 0.413226, 0.724082), abs=5e-7)
    assert lines.coverage == pytest.approx(0.4611, abs=5e-5)
    by_code = [measure(code_u_alpha(lines, code)).value for code in "123456"]
    assert by_code == pytest.approx([1, 0, 0, 0, 1, 1], abs=1e-9)
    assert lines.coverage_of("5") == pytest.approx(0.4444, abs=5e-5)
    assert measure(code_u_alpha(lines, "7")).reason is Reason.NEVER_MET


def test_half_open_spans_give_another_value_than_inclusive_ends():
    # a program that loses a position of each gap prints 0.567 for these spans
    lines = unitise(
        [line(("k", 3, 14), ("k", 22, 52)), line(("k", 3, 9), ("k", 22, 52)), line(("k", 22, 45))], 55
    )
    assert measure(u_alpha(lines)).value == pytest.approx(0.586, abs=5e-4)
    assert lines.expected().sum() == pytest.approx(3 * 55)


def test_ends_are_not_part_of_a_unit():
    # with inclusive ends the gaps would lose a position each
    touching = unitise([line(("x", 0, 5), ("y", 5, 10)), line(("x", 0, 5), ("y", 5, 10))], 10)
    assert figures(touching)[0] == 1
    assert touching.lengths.tolist() == [[0, 10, 10]]


def test_a_code_that_meets_nothing_has_a_reason():
    lines = unitise([line(("x", 0, 5)), line(("y", 5, 9))], 10)
    assert measure(cu_alpha(lines)).reason is Reason.NEVER_MET
    assert measure(code_u_alpha(lines, "x")).reason is Reason.NEVER_MET
    assert measure(u_alpha(lines)).value < 0


def test_where_nobody_coded_or_there_is_no_text_there_is_a_reason():
    assert measure(u_alpha(unitise([[], []], 10))).reason is Reason.ONE_VALUE
    assert measure(bar_u_alpha(unitise([[], []], 10))).reason is Reason.ONE_VALUE
    assert measure(cu_alpha(unitise([[], []], 10))).reason is Reason.NEVER_MET
    assert measure(u_alpha(unitise([[], []], 0))).reason is Reason.NO_UNIT


def test_one_unit_of_one_coder_is_no_agreement():
    assert figures(unitise([line(("x", 2, 6)), [], []], 10))[0] < 0.01


@pytest.mark.parametrize("units", [(("x", 0, 5), ("y", 4, 8)), (("x", 8, 12),)])
def test_overlapping_units_and_units_beyond_the_end_are_refused(units):
    with pytest.raises(ValueError, match="unit"):
        unitise([line(*units), []], 10)


def test_one_line_alone_is_not_compared():
    with pytest.raises(ValueError, match="two coders"):
        unitise([[]], 10)


@st.composite
def coders(draw):
    lines = []
    for _ in range(draw(st.integers(2, 4))):
        cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=8)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        lines.append(line(*((draw(st.sampled_from("xyz")), *pair) for pair in pairs)))
    return lines


@settings(max_examples=80, deadline=None)
@given(lines=coders())
def test_expected_coincidences_add_up_to_the_length_of_all_lines(lines):
    laid = unitise(lines, 40)
    assert laid.expected().sum() == pytest.approx(40 * len(lines))
    assert laid.lengths.sum() == 40 * len(lines)


@settings(max_examples=60, deadline=None)
@given(lines=coders())
def test_the_order_of_coders_and_units_does_not_matter(lines):
    turned = [one[::-1] for one in reversed(lines)]
    for one, other in zip(figures(unitise(lines, 40)), figures(unitise(turned, 40)), strict=True):
        assert one == pytest.approx(other)


@settings(max_examples=60, deadline=None)
@given(lines=coders())
def test_identical_coders_agree_wholly_or_not_at_all_measurably(lines):
    laid = unitise([lines[0]] * 3, 40)
    for found in (*figures(laid), *(measure(code_u_alpha(laid, code)).value for code in laid.codes)):
        assert found is None or found == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(lines=coders(), borders=st.sets(st.integers(1, 39), max_size=5))
def test_with_one_code_what_is_coded_and_which_code_are_one_question(lines, borders):
    single = [[LabelledSpan(unit.span, "x") for unit in one] for one in lines]
    u, bar, _ = figures(unitise(single, 40))
    assert u == pytest.approx(bar)
    cut = unitise(single, 40, borders=sorted(borders))
    assert cut.parts.shape[0] == len(borders) + 1
    assert cut.lengths.sum(axis=0) == pytest.approx(unitise(single, 40).lengths.sum(axis=0))


def random_line(source, length=200):
    """Return units of 1 to 20 places after gaps of 1 to 20, begun long before the continuum does."""
    units, place = [], -source.randint(0, 400)
    while place < length:
        start = place + source.randint(1, 20)
        place = start + source.randint(1, 20)
        if place > 0 and start < length:
            units.append((source.choice("xyz"), max(start, 0), min(place, length)))
    return line(*units)


def test_random_coders_agree_on_nothing_in_the_mean():
    source = random.Random(0)  # noqa: S311 (no secret)
    pairs = [unitise([random_line(source), random_line(source)], 200) for _ in range(300)]
    means = [sum(values) / len(values) for values in zip(*(figures(one) for one in pairs), strict=True)]
    assert means == pytest.approx([0.002, 0.010, -0.008], abs=0.02)


def test_an_interval_by_stretches_holds_the_value():
    first = random_line(random.Random(3), 2000)  # noqa: S311 (no secret)
    lines = [first, [unit for place, unit in enumerate(first) if place % 4]]
    whole = measure(u_alpha(unitise(lines, 2000))).value
    cut = unitise(lines, 2000, borders=range(100, 2000, 100))
    low, high = interval(u_alpha(cut), encode([(n,) for n in range(20)])[:, 0])
    assert low < whole < high
