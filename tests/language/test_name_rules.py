"""Names found by their form."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.language.name_matching import NameMatcher, small_words
from focuskit.language.name_rules import find_by_form, find_people
from focuskit.model.names import NameEntry, NameKind, name_key


def entry(words, kind=NameKind.PERSON, replacement="Pauline"):
    return NameEntry(kind, name_key(words), (words,), 1, replacement)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("écrivez à paul.duval@exemple.fr, merci", "email", "paul.duval@exemple.fr"),
        ("au 06 12 34 56 78 le soir", "phone", "06 12 34 56 78"),
        ("au +33 6.12.34.56.78", "phone", "+33 6.12.34.56.78"),
        ("au 12 bis rue des Lilas, 35000 Rennes, oui", "address", "12 bis rue des Lilas, 35000 Rennes"),
        ("3 impasse de l'Écluse", "address", "3 impasse de l'Écluse"),
        ("je suis née le 3 mai 1984 à", "birth_date", "3 mai 1984"),
        ("il est né en 1951.", "birth_date", "1951"),
        ("sur @lafabrik_ok aussi", "handle", "@lafabrik_ok"),
    ],
)
def test_what_its_form_tells_is_found(text, kind, words):
    assert [(one.kind.value, one.words) for one in find_by_form(text)] == [(kind, words)]


def test_amounts_and_years_are_no_telephones_or_dates():
    assert list(find_by_form("12 places, 2 routes, 1 500 000 euros en 2019, le 3 mai")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("c'est d'Amélie que je parle", {"Amélie"}),
        ("avec Madame Le Goff hier", {"Goff"}),
        ("M. Kerbrat et Jean-Pierre", {"Kerbrat", "Jean-Pierre"}),
        ("Solène de Kersaint arrive", {"Solène", "Kersaint"}),
        ("On a vu Zélie.", {"Zélie"}),
        ("Claire est l'eau.", set()),
    ],
)
def test_people_are_found_word_by_word(text, words):
    assert {one.words for one in find_people(text, ["Zélie", "Animatrice", "P1"])} == words


def test_a_name_is_found_in_other_cases_accents_and_but_for_a_letter():
    matcher = NameMatcher(
        [entry("Amélie"), entry("Kerbrat", replacement="Morel")], small_words(["un kerbrac"])
    )
    hits = matcher.hits("AMELIE, d’Amélie, Amélye, améliorer, Kerbrat, Kerbrac")
    assert [(hit.entry.key, hit.is_near) for hit in hits] == [
        ("amelie", False), ("amelie", False), ("amelie", True), ("kerbrat", False),
    ]  # fmt: skip


def test_another_first_name_is_not_taken_for_a_misspelling():
    assert NameMatcher([entry("Martine")]).hits("Martin et Marine") == []


def test_the_longest_place_wins_and_hyphens_do_not_matter():
    places = [entry("Saint-Malo", NameKind.PLACE), entry("Saint", NameKind.PERSON)]
    (hit,) = NameMatcher(places).hits("à Saint-Malo")
    assert hit.entry.kind is NameKind.PLACE


@settings(max_examples=100)
@given(st.text("AaéÉmliek' -.@1\n", max_size=80))
def test_hits_lie_in_the_text_and_apart(text):
    hits = NameMatcher([entry("Amélie"), entry("Mike")]).hits(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(hits))
    assert all(hit.span.end <= len(text) for hit in hits)
