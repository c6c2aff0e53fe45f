"""Names found by their form."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.language.name_forms import find_by_form
from focuskit.language.name_matching import NameMatcher, common_words
from focuskit.language.name_rules import find_people, find_people_in_small
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
    found = find_people(text, ["Zélie", "Animatrice", "P1"])
    assert {one.words for one in found if not one.is_doubtful} == words


@pytest.mark.parametrize(
    ("text", "words", "doubtful"),
    [
        ("on a vu sandrine et jean marc au marché", {"sandrine", "jean marc"}, set()),
        ("avec pierre et la rose du jardin", {"pierre"}, {"rose"}),
        ("madame kerbrat a dit oui", {"kerbrat"}, set()),
        ("madame bouvier a dit oui", {"madame bouvier"}, set()),
        ("monsieur roche est venu voir la roche", {"monsieur roche"}, set()),
        ("monsieur le maire est là", set(), set()),
        ("léonie roumégoux écoute", {"léonie", "roumégoux"}, set()),
        ("on se dispute moins", set(), set()),
    ],
)
def test_people_are_found_without_capitals(text, words, doubtful):
    found = list(find_people_in_small(text))
    assert {one.words for one in found if not one.is_doubtful} == words
    assert {one.words for one in found if one.is_doubtful} == doubtful


def test_a_compound_first_name_is_one_with_and_without_its_hyphen():
    matcher = NameMatcher([entry("Jean-Pierre"), entry("Jean", replacement="Paul")])
    found = [
        (hit.entry.key, hit.span.slice(text))
        for text in ("Jean Pierre, Jean-Pierre, Jean",)
        for hit in matcher.hits(text)
    ]
    assert found == [("jean pierre", "Jean Pierre"), ("jean pierre", "Jean-Pierre"), ("jean", "Jean")]


def test_a_first_name_inside_a_compound_is_not_it():
    assert NameMatcher([entry("Marie")]).hits("Marie-Ange et Anne-Marie") == []


def test_a_word_that_is_a_name_too_is_looked_for_in_small_letters_only_where_asked_for():
    rose = entry("Rose")
    assert [hit.span.slice("Rose, rose") for hit in NameMatcher([rose]).hits("Rose, rose")] == ["Rose"]
    hits = NameMatcher([rose], everywhere=True).hits("Rose, rose")
    assert [hit.is_doubtful for hit in hits] == [False, True]


def test_what_is_said_alike_is_near():
    (hit,) = NameMatcher([entry("Joséphine")]).hits("Joséfine")
    assert hit.is_near


def test_a_name_is_found_in_other_cases_accents_and_but_for_a_letter():
    matcher = NameMatcher(
        [entry("Amélie"), entry("Kerbrat", replacement="Morel")], common_words(["un kerbrac"])
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
