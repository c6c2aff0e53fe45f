from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focuskit.transcripts.normalise import fold, normalise_text, squeeze

any_text = st.text(st.characters(codec=None))


@given(any_text)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise_text(text).text
    again = normalise_text(once)
    assert again.text == once
    assert again.n_controls == 0


@given(any_text)
def test_a_normalised_text_is_nfc_without_control_characters(text):
    normal = normalise_text(text).text
    assert unicodedata.is_normalized("NFC", normal)
    assert not [char for char in normal if unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t"]


def test_typography_stays_as_typed():
    text = "« Ah\u00a0! »\u202f: l’atelier, l'heure – [rires] “oui”… 50\u2009%"
    assert normalise_text(text).text == text


@pytest.mark.parametrize("separator", ["\r\n", "\r", "\v", "\f", "\u2028", "\u2029", "\x1c"])
def test_every_separator_of_lines_keeps_words_apart(separator):
    assert normalise_text(f"le bio{separator}c'est cher").text == "le bio\nc'est cher"


def test_control_characters_are_counted_and_taken_out():
    normal = normalise_text("\ufeffla\x07 canti\x00ne")
    assert normal.text == "la cantine"
    assert normal.n_controls == 2


def test_signs_of_windows_read_as_control_characters_become_signs_again():
    normal = normalise_text("aujourd\x92hui\x85")
    assert normal.text == "aujourd’hui…"
    assert normal.n_controls == 2


def test_accents_in_two_pieces_become_one_letter():
    assert normalise_text("e\u0301nergie").text == "énergie"


def test_folding_forgets_case_accents_and_kinds_of_space():
    assert fold("  Enquêtée\u00a0 N°1 ") == fold("enquetee n°1")


def test_squeezing_leaves_one_normal_space():
    assert squeeze(" Mme\u00a0 Le\tGoff ") == "Mme Le Goff"
