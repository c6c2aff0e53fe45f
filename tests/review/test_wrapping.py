"""Lines by offsets."""

from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.review.wrapping import cell_width, wrap_text


def lines(text, width):
    return [text[start:end] for start, end in wrap_text(text, 0, len(text), width)]


def test_a_text_is_broken_at_spaces():
    assert lines("On a un potager et des poules", 12) == ["On a un", "potager et", "des poules"]


def test_a_word_longer_than_a_line_is_broken():
    assert lines("anticonstitutionnellement oui", 10) == ["anticonsti", "tutionnell", "ement oui"]


def test_an_empty_text_is_one_empty_line():
    assert wrap_text("", 0, 0, 10) == [(0, 0)]


def test_wide_characters_take_two_cells_and_accents_apart_none():
    assert [cell_width(one) for one in "e\u0301日"] == [1, 0, 2]
    assert lines("日本語日本語", 6) == ["日本語", "日本語"]


@settings(max_examples=80)
@given(
    text=st.text(st.sampled_from("aé b  ’日\u0301"), max_size=60),
    width=st.integers(2, 15),
)
def test_lines_hold_every_word_in_order_and_none_is_too_long(text, width):
    made = wrap_text(text, 0, len(text), width)
    assert "".join(text[start:end] for start, end in made).replace(" ", "") == text.replace(" ", "")
    assert all(sum(cell_width(one) for one in text[start:end]) <= width for start, end in made)
    assert made == sorted(made)
