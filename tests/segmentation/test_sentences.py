from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from focuskit.model.documents import SpeakerTurn, count_words
from focuskit.model.spans import Span
from focuskit.segmentation import segment_turns

PIECES = st.sampled_from(
    ["un ", "deux, ", "trois. ", " ", "\n", "M. Roux ", "… ", "ouf ! ", " .", "« oui » ", "mot ", "etc. "]
)


def halves(stretch: str) -> list[int]:
    return [len(stretch) // 2]


def cut(text: str, max_words: int, find_sentences=halves, **options):
    turns = [SpeakerTurn(1, "A", Span(0, len(text)))]
    segments = segment_turns(text, turns, max_words, find_sentences=find_sentences, **options)
    return [segment.span.slice(text) for segment in segments]


@given(st.lists(PIECES, max_size=150).map("".join), st.integers(1, 12))
def test_segments_partition_a_turn_and_never_cut_a_word(text, max_words):
    pieces = cut(text, max_words)
    assert "".join(pieces) == text
    for before, after in pairwise(pieces):
        assert before[-1].isspace()
        assert not after[0].isspace()


@given(st.lists(PIECES, max_size=150).map("".join), st.integers(3, 12))
def test_segments_stay_near_the_limit(text, max_words):
    assert all(count_words(piece) <= max_words * 1.2 for piece in cut(text, max_words))


def test_a_short_turn_is_one_segment():
    assert cut("Ben, c'est trop cher. Voilà.", 80) == ["Ben, c'est trop cher. Voilà."]


def test_a_long_turn_is_cut_at_sentence_punctuation_only():
    text = "On a fait six mois. Ça a tenu ! Et M. Roux est parti… Voilà."
    assert cut(text, 6) == ["On a fait six mois. ", "Ça a tenu ! ", "Et M. Roux est parti… Voilà."]


def test_a_stretch_without_punctuation_is_cut_at_the_sentences_of_the_model():
    text = "on a planté des tomates et puis après on a fait la soupe"
    assert cut(text, 8, lambda _: [24]) == [
        "on a planté des tomates ",
        "et puis après on a fait la soupe",
    ]


def test_the_real_model_cuts_long_speech_without_punctuation():
    text = "donc je suis venue hier on a fait les légumes ensemble " * 12
    turns = [SpeakerTurn(1, None, Span(0, len(text)))]
    segments = segment_turns(text, turns, 40)
    assert len(segments) >= 3
    assert "".join(segment.span.slice(text) for segment in segments) == text


def test_written_answers_are_never_cut():
    assert len(cut("Une phrase. " * 60, 10, whole=True)) == 1


def test_white_space_before_the_first_word_is_no_trap():
    text = "  \n  un deux trois quatre cinq six sept huit"
    assert "".join(cut(text, 3)) == text


def test_nothing_to_cut_gives_no_segment():
    assert segment_turns("", [], 80) == ()
