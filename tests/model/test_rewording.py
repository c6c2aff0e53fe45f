"""A reworded text knows where every place of it went."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.model.rewording import Replacement, Rewording
from focuskit.model.spans import Span

TEXT = "Léa parle.\nMarc répond vite.\nLéa rit."


@st.composite
def texts_with_replacements(draw):
    text = draw(st.text("ab é\n", max_size=60))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places), max_size=6))
    words = st.text("xyz", max_size=5)
    return text, [Replacement(Span(min(pair), max(pair)), draw(words), draw(st.booleans())) for pair in spans]


def test_words_after_a_replacement_are_where_the_rewording_says():
    made = Rewording(TEXT, [Replacement(Span(11, 28), "[…]", erases=True)])
    assert made.text == "Léa parle.\n[…]\nLéa rit."
    assert made.span(Span(29, 32)).slice(made.text) == "Léa"
    assert made.span(Span(0, 3)).slice(made.text) == "Léa"
    assert made.span(Span(16, 22)).slice(made.text) == "[…]"


def test_a_span_that_begins_in_replaced_words_takes_in_what_replaces_them():
    made = Rewording(TEXT, [Replacement(Span(11, 15), "Personne")])
    assert made.span(Span(13, 22)).slice(made.text) == "Personne répond"


def test_only_spans_wholly_in_erased_words_are_erased():
    made = Rewording(TEXT, [Replacement(Span(11, 28), "[…]", erases=True)])
    assert made.is_erased(Span(11, 28))
    assert made.is_erased(Span(20, 22))
    assert not made.is_erased(Span(5, 20))
    assert not Rewording(TEXT, [Replacement(Span(11, 28), "x")]).is_erased(Span(12, 13))


@settings(max_examples=150)
@given(texts_with_replacements(), st.data())
def test_what_no_replacement_touches_keeps_its_words(case, data):
    text, replacements = case
    made = Rewording(text, replacements)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    if not any(one.span.overlaps(span) for one in made.made):
        assert made.span(span).slice(made.text) == span.slice(text)


@settings(max_examples=150)
@given(texts_with_replacements(), st.data())
def test_a_partition_stays_one(case, data):
    text, replacements = case
    made = Rewording(text, replacements)
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=5))})
    parts = [made.cut(Span(a, b)) for a, b in pairwise(cuts)]
    assert "".join(part.slice(made.text) for part in parts) == made.text
