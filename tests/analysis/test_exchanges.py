"""Stretches of several people on one theme, and words that may mark agreement."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from analysis.invented import corpora, corpus, mark, segment
from analysis.talks import ANNE, talk, turn, with_talks
from focuskit.analysis.exchanges import COLUMNS, find_exchanges
from focuskit.analysis.markers import MarkerKind, find_markers, list_markers

FG = "FG2.docx"


def study():
    words = {
        1: ("P1", "C'est cher.", "frein/cout"),
        2: (ANNE, "Ah bon ?", None),
        3: ("P2", "Oui mais le réseau aide.", "levier/reseau"),
        4: ("P1", "Tout à fait, cher.", "frein/cout"),
        6: ("P3", "Cher.", "frein/cout"),
        12: ("P3", "Cher.", "frein/cout"),
    }
    segments = [
        segment(FG, n, said, *([mark(code)] if code else []), who=who)
        for n, (who, said, code) in words.items()
        if who != ANNE
    ]
    turns = [turn(n, *words[n][:2]) if n in words else turn(n, "P2", "Bon.") for n in range(1, 13)]
    return with_talks(corpus(*segments), talk(FG, *turns))


def test_an_exchange_goes_as_far_as_turns_with_the_theme_are_near():
    row = find_exchanges(study()).set_index("code").loc["frein"]
    assert (row["first_turn"], row["last_turn"], row["turns_with_code"]) == (1, 6, 3)
    assert row["persons"] == "P1, P3"
    assert (row["agreement"], row["disagreement"]) == (2, 1)
    assert row["lever_and_obstacle"]
    assert row["exchange"].splitlines()[1] == "M1 [2] : Ah bon ?"


def test_one_person_alone_builds_no_exchange():
    alone = [segment(FG, n, "Cher.", mark("frein"), who="P1") for n in range(1, 5)]
    one = with_talks(corpus(*alone), talk(FG, *(turn(n, "P1") for n in range(1, 5))))
    frame = find_exchanges(one)
    assert frame.empty
    assert tuple(frame.columns) == COLUMNS


@given(corpora())
@settings(max_examples=30)
def test_exchanges_hold_several_people_and_are_as_long_as_they_can_be(drawn):
    by_turn = {}
    for one in drawn.segments:
        by_turn.setdefault(one.document, {}).setdefault(one.turn, one)
    talks = [
        talk(name, *(turn(n, one.participant) for n, one in sorted(found.items())))
        for name, found in by_turn.items()
        if name != "réponses.csv"
    ]
    for row in find_exchanges(with_talks(drawn, *talks)).to_dict("records"):
        numbers = {
            one.turn
            for one in drawn.segments
            if one.document == row["document"]
            and any(m.code == row["code"] or m.code.startswith(f"{row['code']}/") for m in one.marks)
        }
        inside = sorted(n for n in numbers if row["first_turn"] <= n <= row["last_turn"])
        assert len(inside) == row["turns_with_code"] >= 3
        assert all(b - a <= 3 for a, b in pairwise(inside))
        assert not numbers & set(range(row["first_turn"] - 3, row["first_turn"]))
        assert not numbers & set(range(row["last_turn"] + 1, row["last_turn"] + 4))
        assert row["n_persons"] >= 2


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Tout à fait.", ["agreement"]),
        ("Je suis pas d'accord.", ["disagreement"]),
        ("Je ne suis pas du tout d’accord !", ["disagreement"]),
        ("Oui mais bon.", ["both"]),
        ("Oui, mais bon.", ["both"]),
        ("Je suis d'accord avec Léa.", ["agreement"]),
        ("Moi aussi, exactement.", ["agreement", "agreement"]),
        ("On accorde les vélos.", []),
        ("C'est pas vrai.", ["disagreement"]),
    ],
)
def test_words_of_agreement_and_disagreement_are_pointed_out(words, kinds):
    assert [one.kind.value for one in find_markers(words)] == kinds


def test_markers_are_listed_with_exact_words_and_moderators_left_out():
    frame = list_markers(study())
    assert list(frame["words"]) == ["Oui mais", "Tout à fait"]
    assert set(frame["participant"]) == {"P1", "P2"}
    assert MarkerKind(frame["marker"][0]) is MarkerKind.BOTH
