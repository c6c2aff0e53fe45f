"""Codes and words found by typing."""

from focuskit.model.codebook import Code
from focuskit.model.spans import Span
from focuskit.review.finding import find_codes, folded, is_meant
from focuskit.review.searching import find_words, on_stretch

CODES = (
    Code("levier", "levier", "Levier"),
    Code("levier/financement", "levier", "Financement", definition="Argent reçu."),
    Code("frein/financement", "frein", "Manque d'argent"),
    Code("energetique", "transition", "Transition énergétique"),
    Code("vieux", "frein", "Vieux code", retired=True),
)


def names(typed, **options):
    return [code.name for code in find_codes(typed, CODES, **options)]


def test_accents_and_capitals_are_optional():
    assert names("ENERGE") == ["energetique"]
    assert names("énergé") == ["energetique"]


def test_words_may_begin_anywhere_in_the_name():
    assert names("fin lev") == ["levier/financement"]
    assert names("financement") == ["levier/financement", "frein/financement"]


def test_failing_the_name_the_definition_is_searched():
    assert names("recu") == ["levier/financement"]


def test_a_mistyped_name_gives_the_most_similar():
    assert names("finansement")[0] in {"levier/financement", "frein/financement"}


def test_only_a_name_or_label_that_holds_the_words_is_meant():
    by_name = {code.name: code for code in CODES}
    assert is_meant("ENERGÉ", by_name["energetique"])
    assert is_meant("nanc", by_name["levier/financement"])
    assert not is_meant("recu", by_name["levier/financement"])
    assert not is_meant("finansement", by_name["frein/financement"])


def test_nothing_typed_gives_all_in_use_the_last_used_first():
    assert names("", recent=["energetique", "levier"]) == [
        "levier",
        "energetique",
        "levier/financement",
        "frein/financement",
    ]


def test_a_retired_code_is_given_no_more():
    assert "vieux" not in names("vieux")


def test_ligatures_are_taken_apart():
    assert folded("Œuf d’Éric") == "oeuf d eric"


def test_words_are_found_whatever_accents_and_apostrophes():
    text = "L’idée, c'est l'IDEE."
    assert [one.slice(text) for one in find_words(text, "l'idee")] == ["L’idée", "l'IDEE"]


def test_a_text_with_letters_that_grow_in_lower_case_keeps_its_offsets():
    text = "İİ potager"
    assert [one.slice(text) for one in find_words(text, "potager")] == ["potager"]


def test_of_many_places_those_on_a_stretch_are_given():
    found = find_words("ab ab ab ab", "ab")
    assert list(on_stretch(found, 1, 7)) == [Span(0, 2), Span(3, 5), Span(6, 8)]
    assert list(on_stretch(found, 2, 3)) == []
    assert list(on_stretch((), 0, 9)) == []


def test_nothing_is_found_for_nothing():
    assert find_words("abc", "  ") == ()
