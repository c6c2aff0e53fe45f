"""Quoted words against the texts: exact, but for typography, with cuts, or not found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.reports.verification.matching import Matched, QuotationMatcher, QuotationState, fold_typography

TEXT = "Ben, c'est trop cher : « vingt-huit euros » le kilo.\nMoi, j'achète plus rien… enfin presque. Le cœur n'y est pas."
MATCHER = QuotationMatcher(
    {"FG1.docx": TEXT, "E1.txt": "C'est trop cher, oui, et puis c'est loin."}, ("Coût pour les personnes",)
)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("c'est trop cher", QuotationState.EXACT),
        ("c’est trop cher\u00a0: “vingt-huit euros” le kilo", QuotationState.NOT_FOUND),
        ("c’est trop cher\u00a0: “ vingt-huit euros ” le kilo", QuotationState.NORMALISED),
        ("le kilo. Moi, j’achète plus rien... enfin", QuotationState.NORMALISED),
        ("Le coeur n'y est pas", QuotationState.NORMALISED),
        ("c'est trop cher […] Moi, j'achète plus rien", QuotationState.ELIDED),
        ("c'est trop cher (...) Moi, j'achète plus rien", QuotationState.ELIDED),
        ("Moi, j'achète plus [de bio] rien", QuotationState.ELIDED),
        ("Moi, j'achète plus rien […] c'est trop cher", QuotationState.NOT_FOUND),
        ("c'est trop chère", QuotationState.NOT_FOUND),
        ("C'EST TROP CHER", QuotationState.NOT_FOUND),
        ("[…]", QuotationState.NOT_FOUND),
    ],
)
def test_words_are_found_as_they_stand(words, state):
    assert MATCHER.match(words).state is state


def test_pieces_of_two_people_stitched_together_are_not_found():
    assert MATCHER.match("vingt-huit euros […] c'est loin").state is QuotationState.NOT_FOUND


def test_the_document_named_by_the_source_comes_first():
    assert MATCHER.match("est trop cher", "P1, E1.txt, tour 2") == Matched(QuotationState.EXACT, "E1.txt")
    assert MATCHER.match("est trop cher").document == "FG1.docx"


def test_words_of_the_codebook_are_known_as_such():
    assert MATCHER.is_of_the_study("Coût\u00a0pour les personnes")
    assert not MATCHER.is_of_the_study("c'est trop cher")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20))
def test_any_slice_of_a_text_is_exact_and_its_folded_form_is_found(words, before, after):
    matcher = QuotationMatcher({"d": before + words + after})
    assert matcher.match(words).state is QuotationState.EXACT
    assert matcher.match(fold_typography(words)).state in {QuotationState.EXACT, QuotationState.NORMALISED}


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold_typography(fold_typography(text)) == fold_typography(text)
