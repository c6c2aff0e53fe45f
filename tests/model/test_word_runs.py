"""Words that only one person said are found again."""

from focuskit.model.word_runs import SpokenWords

SAID = "Moi je répare des vélos depuis dix ans, et c'est trop cher neuf."


def test_six_words_in_a_row_are_found_whatever_signs_stand_between():
    words = SpokenWords([SAID])
    assert words.is_in("elle dit : « je RÉPARE des vélos / depuis dix … »")
    assert not words.is_in("je répare des vélos depuis longtemps, dix ans")


def test_what_others_say_in_the_same_words_stays():
    words = SpokenWords([SAID], ["Il a dit : et c'est trop cher neuf."])
    assert not words.is_in("et c'est trop cher neuf")
    assert words.is_in("des vélos depuis dix ans et c'est")


def test_a_short_quotation_is_cleaned_from_a_memo_and_the_rest_stays():
    words = SpokenWords([SAID])
    memo = "Marc dit « c'est trop cher neuf », à rapprocher du reste."
    assert words.cleaned(memo, "[…]") == "Marc dit «[…]», à rapprocher du reste."
    assert words.cleaned("rien de tout cela", "[…]") == "rien de tout cela"


def test_nobody_who_said_nothing_is_found():
    words = SpokenWords([], [SAID])
    assert not words
    assert not words.is_in(SAID)
