"""Transcripts of any words with comments anywhere."""

from hypothesis import strategies as st

from focuskit.model.word_comments import WordComment, WordReply, WordTranscript, WordTurn

ODD = "\t\n \u00a0\u202f\u2003\u200b\u00ad\u2011\u2028\ufeff<>&\"']’«»éœ😀e\u0301\u0645"
texts = st.text(
    st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8", exclude_categories=("Cc", "Cn"))),
    max_size=30,
)
lines = texts.map(lambda text: " ".join(text.split()))
authors = st.sampled_from(["Claire Morvan", "Hugo & « Léa »", "", "A\"'<b>"])
moments = st.sampled_from(
    [None, "2026-03-05T14:03:00", "2026-03-05T14:03:00.123456+01:00", "2026-03-05", "hier"]
)
codes = st.lists(
    st.sampled_from(["frein/cout", "levier", "imaginaire/sobriété", "a & b", "x"]), max_size=3, unique=True
).map(tuple)
replies = st.lists(
    st.builds(WordReply, texts, authors, moments, st.sampled_from(["", "CM"])), max_size=2
).map(tuple)


@st.composite
def transcripts(draw, words=texts, answers=replies):
    """Draw a transcript with overlapping, nested, crossing and empty comments."""
    turns = tuple(
        WordTurn(
            number * 3,
            draw(st.sampled_from(["", "P1", "Étienne  B.", "a & <b>"])),
            draw(st.booleans()),
            draw(st.sampled_from([None, "00:01:02"])),
            draw(st.sampled_from([None, "Ici ?", "Et  là ?\nVraiment ?"])),
            draw(words),
        )
        for number in range(1, draw(st.integers(1, 5)) + 1)
    )
    places = st.sampled_from(turns).flatmap(
        lambda turn: st.tuples(st.just(turn.number), st.integers(0, len(turn.text)))
    )
    comments = []
    for number in range(draw(st.integers(0, 6))):
        first, last = sorted([draw(places), draw(places)])
        key = draw(
            st.sampled_from([f"k{number}", f"clé {number}", f"0b1e8a52-7a3c-5d4e-9f60-71829300000{number}"])
        )
        comments.append(
            WordComment(
                key,
                *first,
                *last,
                draw(codes),
                draw(authors),
                draw(moments),
                draw(st.sampled_from(["", "CM"])),
                draw(answers),
                draw(st.booleans()),
            )
        )
    return WordTranscript(draw(lines), draw(lines), draw(lines), turns, tuple(comments))
