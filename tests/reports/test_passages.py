"""Turns as a notebook shows them."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.model.spans import Span
from focuskit.reports.passages import Passages, ShownCode, ShownPiece, ShownTurn, Standing, readable_on

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def passages(words, *codes):
    turn = ShownTurn("fg.txt", 3, "Léa <b>", 0, 61_000, "", (ShownPiece(words, codes),))
    return Passages("fg.txt", (turn,))


@settings(max_examples=60)
@given(st.text(alphabet="ab <>&\"'é", min_size=1, max_size=30), st.data())
def test_marking_words_changes_none_of_them_and_lets_no_markup_through(words, data):
    cuts = st.integers(0, len(words))
    spans = [Span(*sorted((data.draw(cuts), data.draw(cuts)))) for _ in range(3)]
    codes = [ShownCode("Coût <i>", "#336699", Standing.SUGGESTED, (span,)) for span in spans]
    page = passages(words, *codes)._repr_html_()
    told = re.search(r'<div class="fk-words">(.*?)</div>', page, re.DOTALL)[1]
    bare = re.sub(r"</?mark[^>]*>", "", told)
    for sign, written in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        bare = bare.replace(sign, written)
    assert bare == words
    assert "<b>" not in page
    assert "<i>" not in page


def test_decided_and_suggested_are_told_apart_in_page_and_text():
    shown = passages(
        "c'est cher",
        ShownCode("Coût", "#ffffff", Standing.DECIDED),
        ShownCode("Argent", "", Standing.SUGGESTED, (Span(6, 10),)),
    )
    page = shown._repr_html_()
    assert 'fk-decided" style="border-color: #ffffff; background: #ffffff; color: #000000">Coût<' in page
    assert 'fk-suggested" style="border-color: #6b7280">Argent (suggéré)<' in page
    assert ">cher</mark>" in page
    assert "→ Coût (décidé) ; Argent (suggéré)" in repr(shown)
    assert "Léa <b> – tour 3, 0:01:01" in repr(shown)


def test_nothing_is_fetched_by_what_is_shown():
    assert "http" not in passages("des mots")._repr_html_()


@settings(max_examples=100)
@given(COLOURS)
def test_ink_on_a_colour_has_the_contrast_that_small_text_needs(colour):
    def luminance(written):
        parts = [int(written[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(colour), luminance(readable_on(colour))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) > 4.5
