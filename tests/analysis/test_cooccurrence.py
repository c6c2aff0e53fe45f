"""Co-occurrence: against a slow recount, and the values of the literature."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import CODES, corpora, corpus, mark, segment
from focuskit.analysis.cooccurrence import COLUMNS, Speakers, Unit, count_cooccurrences

UNIT_OF = {
    Unit.SEGMENT: lambda one: (one.document, one.number),
    Unit.TURN: lambda one: (one.document, one.turn),
    Unit.PERSON: lambda one: one.participant,
    Unit.DOCUMENT: lambda one: one.document,
    Unit.EXCHANGE: lambda one: (one.document, one.question),
}


def has(one, code):
    return any(m.code == code or m.code.startswith(f"{code}/") for m in one.marks)


def pairs(frame):
    return {(row["code_1"], row["code_2"]): row for row in frame.to_dict("records")}


def linked_codes():
    names = [code.name for code in CODES]
    return [(a, b) for a, b in combinations(names, 2) if not b.startswith(f"{a}/")]


@given(corpora(), st.sampled_from(sorted(UNIT_OF)))
@settings(max_examples=40)
def test_every_pair_is_what_a_slow_recount_finds(study, unit):
    found = pairs(count_cooccurrences(study, unit))
    for a, b in linked_codes():
        first, second = ({UNIT_OF[unit](one) for one in study.segments if has(one, code)} for code in (a, b))
        if not first & second:
            assert (a, b) not in found
            continue
        row = found[a, b]
        assert (row["n1"], row["n2"], row["n12"], row["n21"]) == (
            len(first), len(second), len(first & second), len(first & second),
        )  # fmt: skip
        assert row["c"] == pytest.approx(len(first & second) / len(first | second), abs=6e-4)
        assert row["of_smaller"] == pytest.approx(
            len(first & second) / min(len(first), len(second)), abs=6e-4
        )


@given(corpora(), st.integers(0, 3), st.sampled_from(sorted(Speakers)))
@settings(max_examples=40)
def test_near_is_what_a_slow_recount_finds(study, within, speakers):
    found = pairs(count_cooccurrences(study, Unit.NEAR, within=within, speakers=speakers))
    turns = {}
    for one in study.segments:
        turns.setdefault((one.document, one.turn), one.participant)

    def near(one, others):
        return any(
            one[0] == other[0]
            and abs(one[1] - other[1]) <= within
            and (speakers == "any" or (turns[one] == turns[other]) == (speakers == "same"))
            for other in others
        )

    for a, b in linked_codes():
        first, second = (
            {(one.document, one.turn) for one in study.segments if has(one, code)} for code in (a, b)
        )
        there = {one for one in first if near(one, second)}
        back = {one for one in second if near(one, first)}
        if not there:
            assert (a, b) not in found
            continue
        row = found[a, b]
        assert (row["n12"], row["n21"]) == (len(there), len(back))
        assert row["c"] == pytest.approx(len(there | back) / len(first | second), abs=6e-4)
        assert 0 <= row["c"] <= 1
        assert 0 <= row["of_smaller"] <= 1


def test_unequal_codes_have_a_small_c_though_half_of_the_rarer_is_shared():
    # The manual of ATLAS.ti: n1 = 100, n2 = 10, n12 = 5 gives .048
    study = corpus(
        *(segment("FG2.docx", n, "Un.", mark("action"), *[mark("frein")] * (n <= 5)) for n in range(1, 101)),
        *(segment("FG2.docx", n, "Un.", mark("frein")) for n in range(101, 106)),
    )
    row = pairs(count_cooccurrences(study))["frein", "action"]
    assert (row["n1"], row["n2"], row["n12"], row["c"]) == (10, 100, 5, 0.048)
    assert (row["of_smaller"], bool(row["unequal"])) == (0.5, True)


def test_two_codings_of_one_segment_count_once():
    both = [mark("frein"), mark("frein"), mark("action")]
    row = pairs(count_cooccurrences(corpus(segment("FG2.docx", 1, "Un.", *both))))["frein", "action"]
    assert (row["n12"], row["c"]) == (1, 1.0)


def test_an_empty_study_has_no_pairs():
    for unit in Unit:
        frame = count_cooccurrences(corpus(), unit)
        assert tuple(frame.columns) == COLUMNS
        assert frame.empty
