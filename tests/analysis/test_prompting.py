"""Spontaneous or brought up by the moderator."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import corpus, mark, segment
from analysis.talks import ANNE, talk, turn, with_talks
from focuskit.analysis import count_themes, cross_facets


def theme(study, code):
    return count_themes(study).set_index("code").loc[code]


def group(*codes_of_moderator):
    """Make two blocks of three turns: M1, P1 (cost), P2 (cost); ``codes_of_moderator`` by turn."""
    brought = dict(codes_of_moderator)
    turns = [
        turn(number, ANNE if number % 3 == 1 else f"P{number % 3 or 3}", block=(number + 2) // 3)
        for number in range(1, 7)
    ]
    turns = [
        turn(one.number, one.participant, block=one.block, codes=brought.get(one.number, ())) for one in turns
    ]
    said = [
        segment("FG2.docx", number, "Cher.", mark("frein/cout"), mark("alimentaire"), who=f"P{number % 3}")
        for number in (2, 3, 5, 6)
    ]
    return with_talks(corpus(*said), talk("FG2.docx", *turns))


def test_a_theme_that_no_moderator_brings_up_is_spontaneous():
    row = theme(group(), "frein")
    assert (row["spontaneous"], row["prompted"], row["after_moderator"]) == (4, 0, 0)


def test_all_turns_of_the_moderator_in_the_block_are_read_and_only_those():
    row = theme(group((1, ("frein/cout",))), "frein")
    assert (row["spontaneous"], row["prompted"], row["after_moderator"]) == (2, 2, 2)


def test_a_moderator_who_takes_the_word_up_afterwards_is_told_apart():
    study = group()
    late = talk(
        "FG2.docx",
        turn(1, ANNE, block=1),
        turn(2, "P2", block=1),
        turn(3, ANNE, block=1, codes=("frein",)),
        turn(5, "P2", block=1),
        turn(6, "P1", block=1),
    )
    row = theme(with_talks(study, late), "frein")
    assert (row["spontaneous"], row["prompted"]) == (0, 4)
    assert row["after_moderator"] == 2


def test_a_sub_code_of_the_moderator_brings_up_the_code_above_and_not_the_other_way():
    assert theme(group((1, ("frein",))), "frein/cout")["prompted"] == 0
    assert theme(group((1, ("frein/cout",))), "frein")["prompted"] == 2


def test_without_talks_nobody_can_tell():
    bare = corpus(segment("FG2.docx", 1, "Cher.", mark("frein")))
    assert count_themes(bare)["spontaneous"].isna().all()


def test_a_document_that_was_not_read_is_in_neither_count():
    unread = with_talks(group(), talk("FG2.docx", turn(2, "P2"), is_read=False))
    assert count_themes(unread)["prompted"].isna().all()


def test_a_crossing_is_brought_up_when_both_codes_are_in_the_block():
    frame = cross_facets(group((1, ("alimentaire",)), (4, ("alimentaire", "frein")))).set_index(
        ["row_code", "column_code"]
    )
    cell = frame.loc[("alimentaire", "frein")]
    assert (cell["spontaneous"], cell["prompted"]) == (2, 2)


@st.composite
def prompted(draw):
    """Draw a talk of blocks, with what moderators bring up and what two people say."""
    codes = ("frein", "frein/cout", "levier")
    turns, said = [], []
    for number in range(1, draw(st.integers(1, 14)) + 1):
        block = (number + 3) // 4
        who = draw(st.sampled_from([ANNE, "P1", "P2"]))
        code = draw(st.sampled_from(codes))
        turns.append(turn(number, who, block=block, codes=(code,) if who == ANNE else ()))
        if who != ANNE:
            said.append(segment("FG2.docx", number, "Un.", mark(code), who=who))
    return with_talks(corpus(*said), talk("FG2.docx", *turns))


@given(prompted())
@settings(max_examples=40)
def test_each_segment_is_spontaneous_or_prompted_as_a_slow_recount_finds(study):
    (one,) = study.talks
    blocks = {turn.number: turn.block for turn in one.turns}
    for code in ("frein", "frein/cout", "levier"):
        own = [s for s in study.segments if s.marks[0].code == code or s.marks[0].code.startswith(f"{code}/")]
        brought = [
            (turn.block, turn.number)
            for turn in one.turns
            if any(name == code or name.startswith(f"{code}/") for name in turn.codes)
        ]
        row = theme(study, code)
        by_moderator = [s for s in own if blocks[s.turn] in {block for block, _ in brought}]
        after = [s for s in own if any(b == blocks[s.turn] and n < s.turn for b, n in brought)]
        assert (row["prompted"], row["spontaneous"]) == (len(by_moderator), len(own) - len(by_moderator))
        assert row["after_moderator"] == len(after)
