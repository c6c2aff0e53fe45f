"""Words that may not be shown are taken out of what researchers write."""

from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.reports.withholding import FEWEST_WORDS, Withholding

SAID = "Moi, la cantine, j'ai voté contre et je le referai demain."


def test_a_passage_said_by_somebody_who_refused_is_replaced():
    masked, n = Withholding([SAID]).masked("Elle dit : « j’ai voté contre et je le REFERAI », puis se tait.")
    assert masked == "Elle dit : « […] », puis se tait."
    assert n == 1


def test_accents_case_and_punctuation_do_not_hide_a_passage():
    assert Withholding(["à l’été, ça brûlera tout le pré"]).masked("A l'ete ca brulera tout")[1] == 1


def test_what_others_say_too_and_what_is_short_stays():
    words = "j'ai voté contre et je le referai"
    assert Withholding([SAID], ["Moi aussi " + words]).masked(words) == (words, 0)
    assert Withholding([SAID]).masked("la cantine, j'ai") == ("la cantine, j'ai", 0)
    assert Withholding([]).masked(words) == (words, 0)


WORDS = st.lists(st.sampled_from(["un", "deux", "trois", "quatre", "cinq", "six", "sept"]), max_size=30)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_no_run_of_withheld_words_is_left_and_nothing_else_is_lost(said, written):
    masked, n = Withholding([" ".join(said)]).masked(" ".join(written))
    runs = {tuple(said[at : at + FEWEST_WORDS]) for at in range(len(said) - FEWEST_WORDS + 1)}
    for piece in masked.split("[…]"):
        left = piece.split()
        assert not [
            1 for at in range(len(left) - FEWEST_WORDS + 1) if tuple(left[at : at + FEWEST_WORDS]) in runs
        ]
    assert masked.count("[…]") == n
    if not n:
        assert masked == " ".join(written)
