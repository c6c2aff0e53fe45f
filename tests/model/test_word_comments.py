import pytest

from focuskit.model.word_comments import WordComment, WordTranscript, WordTurn, parse_codes

TURN = WordTurn(1, "P1", False, None, None, "Mm.")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("frein/cout", ("frein/cout",)),
        ("frein/cout\nlevier", ("frein/cout", "levier")),
        ("frein/cout ; levier,imaginaire", ("frein/cout", "levier", "imaginaire")),
        ("\u2022\u00a0frein/cout\n- levier\n \u2013 x\n*\ty", ("frein/cout", "levier", "x", "y")),
        ("1. frein/cout\n2) levier", ("frein/cout", "levier")),
        ("  \n;;\n", ()),
        ("levier\nlevier", ("levier",)),
        ("2e_vie ; levier-2", ("2e_vie", "levier-2")),
    ],
)
def test_codes_are_read_as_people_write_them(text, codes):
    assert parse_codes(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Réparer, entretenir", ("Réparer, entretenir",)),
        ("- Réparer, entretenir", ("Réparer, entretenir",)),
        ("velo, Réparer, entretenir; levier", ("velo", "Réparer, entretenir", "levier")),
        ("Réparer, velo", ("Réparer", "velo")),
        ("a; b, c", ("a; b, c",)),
        ("a, b", ("a", "b")),
        (",".join("xy" * 50), ("x", "y")),
    ],
)
def test_a_label_that_holds_a_comma_is_read_as_a_whole(text, codes):
    assert parse_codes(text, {"Réparer, entretenir", "a; b, c"}.__contains__) == codes


@pytest.mark.parametrize("codes", [("a;b",), ("a\nb",), (" a",), ("a", "a"), ("",), ("- a",)])
def test_codes_that_could_not_be_read_back_are_refused(codes):
    with pytest.raises(ValueError, match="read back"):
        WordComment("k", 1, 0, 1, 1, codes, "C", None)


def test_a_comment_does_not_run_backwards_and_has_a_key():
    with pytest.raises(ValueError, match="ends before"):
        WordComment("k", 2, 0, 1, 3, (), "C", None)
    with pytest.raises(ValueError, match="key"):
        WordComment("", 1, 0, 1, 1, (), "C", None)


def test_comments_lie_within_their_turns_and_have_keys_of_their_own():
    with pytest.raises(ValueError, match="outside"):
        WordTranscript("d", "t", "v", (TURN,), (WordComment("k", 1, 0, 1, 4, (), "C", None),))
    with pytest.raises(ValueError, match="same key"):
        WordTranscript("d", "t", "v", (TURN,), (WordComment("k", 1, 0, 1, 1, (), "C", None),) * 2)
    with pytest.raises(ValueError, match="rise"):
        WordTranscript("d", "t", "v", (TURN, TURN))
