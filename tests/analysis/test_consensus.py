"""Stances, sides and rates."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.analysis.consensus import (
    COLUMNS,
    Proposition,
    Side,
    Stance,
    measure_rates,
    parse_stances,
    propose_silence,
    side_of,
    tabulate_consensus,
)
from focuskit.model.undefined import Undefined


def proposition(*written):
    stances = tuple((f"P{n}", parse_stances(one)) for n, one in enumerate(written, 1))
    return Proposition("FG1", 1, "On manque de temps.", stances)


@pytest.mark.parametrize(
    ("written", "stances"),
    [
        ("A", (Stance.A,)),
        (" a ", (Stance.A,)),
        ("SA", (Stance.SE,)),
        ("A, D", (Stance.A, Stance.D)),
        ("D/SE", (Stance.D, Stance.SE)),
        ("", ()),
        ("accord", None),
        ("NR A", None),
    ],
)
def test_a_cell_is_read_in_order_with_its_alias(written, stances):
    assert parse_stances(written) == stances


@pytest.mark.parametrize(
    ("written", "side"),
    [("A SE", "agree"), ("SD", "dissent"), ("A SD", "divided"), ("NR", "silent"), ("", "undecided")],
)
def test_stances_come_to_a_side(written, side):
    assert side_of(parse_stances(written)) is Side(side)


def test_both_rates_are_measured_and_silence_is_no_agreement():
    rates = measure_rates(proposition("A", "SE", "D", "NR", "NR"))
    assert (rates.of_members, rates.expressed) == (pytest.approx(2 / 5), pytest.approx(2 / 3))


def test_a_divided_member_is_in_neither_rate():
    one = proposition("A", "A D", "D")
    assert measure_rates(one).of_members == pytest.approx(1 / 3)
    assert (one.who(Side.DIVIDED), one.who(Side.AGREE), one.who(Side.DISSENT)) == (("P2",), ("P1",), ("P3",))


@pytest.mark.parametrize(
    ("cells", "reason"), [((), "no_member"), (("A", ""), "undecided"), (("NR", "NR"), "nobody_expressed")]
)
def test_a_rate_without_value_says_why(cells, reason):
    assert measure_rates(proposition(*cells)).expressed == Undefined(f"finding.undefined_{reason}")


def test_the_machine_proposes_at_most_no_response():
    stances = {"P1": (), "P2": (), "P3": (Stance.A,), "P4": ()}
    assert propose_silence(stances, {"P1": 0, "P2": 30, "P3": 0}) == ("P1", "P4")


cells = st.lists(st.sampled_from(["A", "D", "SE", "SD", "NR", "A D", "SE SD"]), min_size=1, max_size=8)


@given(cells)
@settings(max_examples=50)
def test_rates_are_recounted_slowly(written):
    frame = tabulate_consensus([proposition(*written)])
    assert tuple(frame.columns) == COLUMNS
    agree = sum(one in {"A", "SE"} for one in written)
    silent = written.count("NR")
    row = frame.iloc[0]
    assert row["agreeing"] + row["dissenting"] + row["divided"] + row["silent"] == len(written)
    assert row["agreement_of_members"] == pytest.approx(agree / len(written), abs=6e-4)
    if silent < len(written):
        assert row["agreement_expressed"] == pytest.approx(agree / (len(written) - silent), abs=6e-4)
    else:
        assert "personne ne s’est exprimé" in row["undefined"]


def test_no_propositions_make_an_empty_table():
    assert tabulate_consensus([]).empty
