"""Coders compared code by code and facet by facet."""

import pytest

from focuskit.analysis.agreement import (
    Comparison,
    Continuum,
    DistanceName,
    DoubleCoded,
    DrawnBy,
    JudgedUnit,
    LabelledSpan,
    Reason,
    alpha_of_sets,
    measure,
)
from focuskit.model.codebook import Code, Codebook, Facet
from focuskit.model.spans import Span

CODEBOOK = Codebook(
    "t",
    "1",
    "fr",
    "t",
    (Facet("sujet", "Sujet"), Facet("frein", "Frein")),
    tuple(
        Code(name, facet, name)
        for name, facet in (
            ("jardin", "sujet"),
            ("velo", "sujet"),
            ("frein", "frein"),
            ("frein/argent", "frein"),
            ("frein/temps", "frein"),
        )
    ),
)


def unit(number, *codes):
    """Return a unit of one turn; each coder's codes as words, ``None`` where it was not given."""
    sets = tuple(None if one is None else frozenset(one.split()) for one in codes)
    return JudgedUnit("groupe", number, sets)


def line(*units):
    return tuple(LabelledSpan(Span(start, end), code) for code, start, end in units)


def rows(units, lines=((), ()), length=100, coders=("Ana", "Zoé"), **choices):
    coded = DoubleCoded(coders, tuple(units), Continuum(length, tuple(lines)))
    found = Comparison(coded, CODEBOOK, **choices)
    return {(row.facet, row.code): row for row in found.rows()}


UNITS = [
    unit(1, "jardin", "jardin"),
    unit(2, "jardin", ""),
    unit(3, "", "velo"),
    unit(4, "", ""),
    unit(5, "frein/argent", "frein/temps"),
    unit(6, "velo", None),
]


def test_counts_are_of_the_units_both_were_given():
    pair = rows(UNITS)["sujet", "jardin"].pairs[0]
    assert (pair.both, pair.only_one, pair.only_other, pair.neither) == (1, 1, 0, 3)
    assert pair.n_units == 5
    assert pair.raw.value == pytest.approx(4 / 5)
    # Po .8, margins .4 and .2: Pe .56
    assert pair.kappa.value == pytest.approx((0.8 - 0.56) / 0.44)


def test_a_sub_code_counts_for_its_parents():
    found = rows(UNITS)
    assert found["frein", "frein"].pairs[0].both == 1
    assert found["frein", "frein/argent"].pairs[0].only_one == 1
    assert found["frein", "frein/temps"].pairs[0].only_other == 1
    assert ("frein", "frein/argent") not in rows(UNITS, level="top")
    assert rows(UNITS, level="top")["frein", "frein"].pairs[0].both == 1


def test_a_facet_is_compared_as_sets_with_the_distance_named():
    sets = [
        (frozenset({"jardin"}), frozenset({"jardin"})),
        (frozenset({"jardin"}), frozenset()),
        (frozenset(), frozenset({"velo"})),
        (frozenset(), frozenset()),
        (frozenset(), frozenset()),
    ]
    for distance in DistanceName:
        found = rows(UNITS, distance=distance)["sujet", ""]
        assert found.set_alpha.value == pytest.approx(measure(alpha_of_sets(sets, distance)).value)
    assert found.pairs[0].both == 1
    assert rows(UNITS)["sujet", "jardin"].set_alpha is None


def test_what_nobody_put_has_no_row():
    assert set(rows([unit(1, "jardin", "")])) == {("sujet", ""), ("sujet", "jardin")}
    assert rows([]) == {}


def test_spans_of_one_code_are_compared_with_all_other_words():
    found = rows(
        UNITS,
        [
            line(("jardin", 0, 10), ("velo", 20, 40), ("jardin", 45, 55)),
            line(("jardin", 0, 12), ("velo", 18, 40), ("velo", 46, 55)),
        ],
        60,
    )
    whole = found["sujet", ""]
    assert (whole.u.value, whole.bar_u.value, whole.cu.value) == pytest.approx((0.676, 0.823, 0.6), abs=5e-4)
    assert whole.coverage == pytest.approx(0.65)
    assert found["sujet", "jardin"].code_u.value == pytest.approx(0.567, abs=5e-4)
    assert found["sujet", "velo"].code_u.value == pytest.approx(0.620, abs=5e-4)
    jardin = found["sujet", "jardin"]
    assert jardin.u.value == pytest.approx(jardin.bar_u.value)


def test_codes_of_a_facet_on_the_same_words_are_told_not_computed():
    found = rows(UNITS, [line(("jardin", 0, 10), ("velo", 5, 12)), line(("jardin", 0, 10))])
    assert found["sujet", ""].u.reason is Reason.OVERLAP
    assert found["sujet", ""].cu.reason is Reason.OVERLAP
    assert found["sujet", ""].bar_u.value is not None
    assert found["sujet", "jardin"].code_u.reason is Reason.OVERLAP
    assert found["sujet", "jardin"].u.value == pytest.approx(1)


def test_the_same_code_twice_on_the_same_words_is_one_unit():
    twice = [line(("jardin", 0, 10), ("jardin", 5, 20)), line(("jardin", 0, 20))]
    assert rows(UNITS, twice)["sujet", "jardin"].u.value == pytest.approx(1)


def test_three_coders_have_pairs_and_figures_of_all():
    units = [unit(1, "velo", "velo", ""), unit(2, "", "", ""), unit(3, "velo", None, "velo")]
    row = rows(units, ((), (), ()), coders=("Ana", "Léa", "Zoé"))["sujet", "velo"]
    assert [(one.one, one.other, one.n_units) for one in row.pairs] == [
        ("Ana", "Léa", 2),
        ("Ana", "Zoé", 3),
        ("Léa", "Zoé", 2),
    ]
    assert row.fleiss.n_units == 2  # all three judged two units
    assert row.alpha.n_units == 3


def test_intervals_are_drawn_by_block_where_documents_are_few():
    units = [unit(n, "velo" if n % 3 else "", "velo" if n % 4 else "") for n in range(1, 81)]
    coded = DoubleCoded(("Ana", "Zoé"), tuple(units), Continuum(0, ((), ())))
    comparison = Comparison(coded, CODEBOOK)
    assert (comparison.drawn_by, comparison.n_clusters) == (DrawnBy.BLOCK, 16)
    row = next(row for row in comparison.rows() if row.code == "velo")
    assert row.alpha.low < row.alpha.value < row.alpha.high
    few = rows(units[:10])["sujet", "velo"]
    assert few.alpha.interval_reason is Reason.FEW_BLOCKS
