"""Spans edited by word and sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.model.spans import Span
from focuskit.review.spans import Edge, Step, cut_places, move_edge, word_at, words_between

TEXT = "On a un potager. C'est l'idée de Léa, vraiment !\nMoi je répare des vélos."
WHOLE = Span(0, len(TEXT))


def words(span):
    return span.slice(TEXT)


def at(part):
    start = TEXT.index(part)
    return Span(start, start + len(part))


def test_the_end_moves_by_words_and_leaves_punctuation_out():
    span = at("un potager")
    further = move_edge(TEXT, span, Edge.END, Step.WORD, 1, WHOLE)
    assert words(further) == "un potager. C'"
    assert words(move_edge(TEXT, span, Edge.END, Step.WORD, -1, WHOLE)) == "un"


def test_the_start_moves_by_words():
    assert words(move_edge(TEXT, at("potager"), Edge.START, Step.WORD, -1, WHOLE)) == "un potager"
    assert words(move_edge(TEXT, at("un potager"), Edge.START, Step.WORD, 1, WHOLE)) == "potager"


def test_the_end_moves_by_sentences_with_their_punctuation():
    span = at("C'est")
    assert (
        words(move_edge(TEXT, span, Edge.END, Step.SENTENCE, 1, WHOLE)) == "C'est l'idée de Léa, vraiment !"
    )
    back = move_edge(TEXT, at("On a un potager. C'est"), Edge.END, Step.SENTENCE, -1, WHOLE)
    assert words(back) == "On a un potager."


def test_the_start_moves_by_sentences_to_their_first_word():
    span = at("vraiment")
    assert words(move_edge(TEXT, span, Edge.START, Step.SENTENCE, -1, WHOLE)).startswith("C'est l'idée")


def test_a_single_word_shrinks_no_further():
    span = at("potager")
    assert move_edge(TEXT, span, Edge.END, Step.WORD, -1, WHOLE) == span
    assert move_edge(TEXT, span, Edge.START, Step.WORD, 1, WHOLE) == span


def test_words_are_picked_whole_in_either_direction():
    one, other = TEXT.index("otager"), TEXT.index("Léa") + 1
    assert words(words_between(TEXT, one, other, WHOLE)) == "potager. C'est l'idée de Léa"
    assert words_between(TEXT, other, one, WHOLE) == words_between(TEXT, one, other, WHOLE)


def test_a_place_between_words_belongs_to_the_word_before():
    assert words(word_at(TEXT, TEXT.index(".") + 1, WHOLE)) == "potager"


def test_a_text_without_words_is_picked_as_it_is():
    assert word_at("… !", 1, Span(0, 3)) == Span(0, 3)


def test_a_segment_is_cut_before_any_word_but_its_first():
    places = cut_places(TEXT, at("On a un"))
    assert [TEXT[place:].split(maxsplit=1)[0] for place in places] == ["a", "un"]
    assert cut_places(TEXT, at("On")) == []


@settings(max_examples=60)
@given(
    text=st.text(st.sampled_from("ab é'’.!?\n -,«»"), min_size=1, max_size=40),
    moves=st.lists(
        st.tuples(st.sampled_from(Edge), st.sampled_from(Step), st.sampled_from((1, -1))), max_size=12
    ),
)
def test_whatever_the_moves_a_span_stays_in_bounds_and_keeps_a_word(text, moves):
    whole = Span(0, len(text))
    span = word_at(text, 0, whole)
    had_word = any(one.isalnum() for one in span.slice(text))
    for edge, step, by in moves:
        before = span
        span = move_edge(text, span, edge, step, by, whole)
        assert whole.holds(span)
        if had_word:
            assert any(one.isalnum() for one in span.slice(text))
        moved = span.end - before.end if edge is Edge.END else span.start - before.start
        assert moved * by >= 0
