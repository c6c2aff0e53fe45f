"""Passes, filters, orders, pace."""

import pytest

from focuskit.model.documents import Role
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin, Suggestion
from focuskit.review.filters import Filter, Only
from focuskit.review.layout import Page
from focuskit.review.pace import measure_pace
from focuskit.review.passages import (
    Level,
    Pass,
    Passage,
    PlacedCode,
    codes_in_pass,
    count_in_first_pass,
    count_in_pass,
    passages_touched,
)
from focuskit.review.queue import Order, in_order, novelty_of

TEXT = "un potager un vélo un potager cher"
SPANS = (Span(0, 10), Span(11, 18), Span(19, 34))


def proposed(number, code, origin=Origin.RULE, score=None):
    one = Suggestion(number, code, origin, (), score=score)
    return PlacedCode(number, SPANS[number - 1], code, proposed=(one,))


def put(number, code, coder="Zoé"):
    return PlacedCode(number, SPANS[number - 1], code, coder, f"{number}-{code}-{coder}")


def passage(number, *codes, speaker="Léa", **more):
    return Passage(
        number, number, SPANS[number - 1], speaker, Role.PARTICIPANT, opens_turn=True, codes=codes, **more
    )


def test_a_first_pass_makes_one_proposal_of_all_below_a_top_code():
    one = passage(1, proposed(1, "frein/argent"), proposed(1, "frein/temps"), proposed(1, "levier"))
    shown = codes_in_pass(one, Pass(Level.TOP), "Zoé")
    assert [(each.code, len(each.proposed)) for each in shown] == [("frein", 2), ("levier", 1)]


def test_a_first_pass_is_answered_by_the_coders_own_code_only():
    codes = (put(1, "frein", coder="Ana"), proposed(1, "frein/argent"))
    assert len(codes_in_pass(passage(1, *codes), Pass(Level.TOP), "Zoé")) == 2
    assert len(codes_in_pass(passage(1, *codes), Pass(Level.TOP), "Ana")) == 1


def test_a_second_pass_stays_within_one_code():
    one = passage(1, proposed(1, "frein/argent"), proposed(1, "freinage"), put(1, "frein"))
    assert [each.code for each in codes_in_pass(one, Pass(Level.WITHIN, "frein"), "Zoé")] == [
        "frein/argent",
        "frein",
    ]


@pytest.mark.parametrize("way", [Pass(), Pass(Level.TOP), Pass(Level.WITHIN, "frein")])
def test_counting_agrees_with_listing(way):
    codes = (proposed(1, "frein/argent"), proposed(1, "frein"), put(1, "levier"), proposed(1, "levier/x"))
    one = passage(1, *codes, n_first=count_in_first_pass(codes, "Zoé"))
    assert count_in_pass(one, way) == len(codes_in_pass(one, way, "Zoé"))


def test_a_span_touches_the_passages_it_overlaps():
    made = [passage(1), passage(2), passage(3)]
    assert list(passages_touched(made, Span(5, 12))) == [0, 1]
    assert list(passages_touched(made, Span(10, 11))) == []
    assert list(passages_touched([], Span(0, 4))) == []


def test_filters_of_one_kind_add_up_and_kinds_narrow():
    one = passage(1, proposed(1, "frein/argent"), is_starred=True)
    assert Filter().lets_through(one)
    assert Filter(codes=frozenset({"frein"})).lets_through(one)
    assert not Filter(codes=frozenset({"fre"})).lets_through(one)
    assert Filter(people=frozenset({"Léa", "Marc"})).lets_through(one)
    assert not Filter(people=frozenset({"Marc"}), codes=frozenset({"frein"})).lets_through(one)
    assert not Filter(origins=frozenset({Origin.MODEL})).lets_through(one)
    assert Filter(only=frozenset({Only.STARRED, Only.UNREVIEWED})).lets_through(one)
    assert not Filter(only=frozenset({Only.LATER})).lets_through(one)
    assert Filter(only=frozenset({Only.DISAGREEMENT})).lets_through(one, {1})


def test_orders_begin_with_what_is_least_sure_or_newest():
    items = [proposed(1, "b"), proposed(2, "a", Origin.MODEL, 0.9), proposed(3, "b", Origin.MODEL, 0.55)]
    assert [one.passage for one in in_order(items, Order.UNSURE, ("a", "b"), lambda _: 0)] == [3, 2, 1]
    assert [one.passage for one in in_order(items, Order.CODE, ("a", "b"), lambda _: 0)] == [2, 1, 3]
    assert [one.passage for one in in_order(items, Order.NEW, (), lambda number: number)] == [3, 2, 1]
    assert in_order(items, Order.TEXT, (), lambda _: 0) == items


def test_novelty_is_the_share_of_words_no_coded_passage_holds():
    made = [passage(1, put(1, "a")), passage(2), passage(3)]
    assert novelty_of(made, TEXT) == {1: 0.0, 2: 1.0, 3: 0.5}


def test_pace_leaves_pauses_out_and_needs_a_few_decisions():
    assert measure_pace(3, 10, [0, 10, 20]).seconds_left is None
    pace = measure_pace(5, 10, [0, 10, 20, 5000, 5010])
    assert (pace.n_all, pace.seconds_left) == (15, 100)


def test_a_page_has_a_line_for_every_code_and_tells_where_lines_are():
    counts = [3, 0, 1]
    page = Page(TEXT, [passage(1), passage(2), passage(3)], 20, lambda place: counts[place])
    assert page.n_lines == (1 + 3) + (2 + 1) + (2 + 1)
    assert page.line(0).row == -1
    assert [(page.line(number).passage, page.line(number).row) for number in (1, 3, 4, 6)] == [
        (0, 0), (0, 2), (1, -2), (1, 0),
    ]  # fmt: skip
    assert page.line(page.n_lines) is None
    assert page.reach(1) == (4, 7)
    assert page.offset_at(page.line(6), 3) == 14
    counts[1] = 4
    assert page.refresh(1)
    assert page.reach(2)[0] == 10
