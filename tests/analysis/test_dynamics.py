"""Who speaks how much, after whom, first; mediation, chains, marks."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import corpus, segment
from analysis.talks import ANNE, talk, turn, with_talks
from focuskit.analysis.dynamics import (
    longest_chain,
    measure_dynamics,
    measure_mediation,
    merge_turns,
    order_responses,
)
from focuskit.analysis.participation import measure_participation
from focuskit.model.documents import DocumentKind
from focuskit.model.marks import MarkKind
from focuskit.model.undefined import Undefined

speakers = st.lists(st.sampled_from([ANNE, "P1", "P2", "P3"]), max_size=30)


def of(names, **more):
    turns = [turn(n, name, "un deux", **more) for n, name in enumerate(names, 1)]
    return with_talks(
        corpus(segment("FG2.docx", 1, "Un.", who="P1"), silent=("P9",)), talk("FG2.docx", *turns)
    )


def test_silent_people_are_named_and_count_as_zeros():
    row = measure_dynamics(of([ANNE, "P1", "P2", "P1"])).iloc[0]
    assert (row["n_present"], row["n_speaking"], row["silent"]) == (3, 2, "P9")
    assert row["gini"] == pytest.approx(0.667, abs=1e-3)
    assert row["moderator_share"] == 0.25
    assert row["undefined"] == ""


def test_statistics_without_a_value_say_why():
    bare = with_talks(corpus(segment("FG2.docx", 1, "Un.", who="P1")), talk("FG2.docx", turn(1, "P1")))
    row = measure_dynamics(bare).iloc[0]
    assert pd.isna(row["gini"])
    assert row["undefined"] == "gini: moins de deux personnes; entropy: moins de deux personnes"


def test_mediation_and_chains():
    merged = merge_turns(
        [turn(n, name) for n, name in enumerate([ANNE, "P1", "P1", "P2", "P3", ANNE, "P1"], 1)]
    )
    assert [one.participant for one in merged] == [ANNE, "P1", "P2", "P3", ANNE, "P1"]
    assert measure_mediation(merged) == 0.5
    assert longest_chain(merged) == 3
    assert isinstance(measure_mediation(merge_turns([turn(1, ANNE)])), Undefined)


@given(speakers)
@settings(max_examples=50)
def test_mediation_and_chains_are_recounted_slowly(names):
    merged = [name for place, name in enumerate(names) if place == 0 or names[place - 1] != name]
    turns = merge_turns([turn(n, name) for n, name in enumerate(names, 1)])
    assert [one.participant for one in turns] == merged
    assert longest_chain(turns) == max(
        (len(part.split()) for part in " ".join(merged).split(ANNE)), default=0
    )
    after = [
        merged[place - 1] == ANNE if place else False for place, name in enumerate(merged) if name != ANNE
    ]
    measured = measure_mediation(turns)
    assert measured == (pytest.approx(sum(after) / len(after)) if after else measured)


@given(speakers)
@settings(max_examples=30)
def test_participation_adds_up(names):
    frame = measure_participation(of(names))
    assert frame["turns"].sum() == len(names)
    assert frame["words"].sum() == 2 * len(names)
    if names:
        assert frame["share"].sum() == pytest.approx(1, abs=0.01)
    assert frame.set_index("participant").loc["P9", "turns"] == 0


def test_speaking_time_is_told_only_where_all_turns_have_a_beginning_and_an_end():
    timed = with_talks(
        corpus(segment("FG2.docx", 1, "Un.")),
        talk(
            "FG2.docx",
            turn(1, "P1", start_ms=0, end_ms=1500),
            turn(2, "P2", start_ms=1500),
            turn(3, "P1", start_ms=2000, end_ms=3000, is_question=True),
            marks=((MarkKind.LAUGHTER, 3, None), (MarkKind.PAUSE, 2, 800)),
        ),
    )
    frame = measure_participation(timed).set_index("participant")
    assert frame.loc["P1", "speaking_s"] == 2.5
    assert pd.isna(frame.loc["P2", "speaking_s"])
    assert tuple(frame.loc["P1", ["questions_asked", "laughter", "pauses"]]) == (1, 1, 0)


def test_people_come_in_question_by_question():
    names = [ANNE, "P2", "P1", ANNE, "P1", "P2", "P1"]
    turns = [turn(n, name, block=1 + (n > 3), question=f"q{1 + (n > 3)}") for n, name in enumerate(names, 1)]
    study = with_talks(
        corpus(segment("FG2.docx", 1, "Un.", who="P1"), silent=("P9",)), talk("FG2.docx", *turns)
    )
    frame = order_responses(study)
    told = frame[["question", "first_turn", "first_speaker", "order", "not_heard"]]
    assert list(told.itertuples(index=False, name=None)) == [
        ("q1", 1, "P2", "P2, P1", "P9"),
        ("q2", 4, "P1", "P1, P2", "P9"),
    ]
    by_question = measure_dynamics(study, by_question=True)
    assert list(by_question["question"]) == ["q1", "q2"]
    assert list(by_question["turns"]) == [3, 4]


def test_written_answers_are_no_talk():
    study = with_talks(
        corpus(segment("réponses.csv", 1, "Un.")),
        talk("réponses.csv", turn(1, "P1"), kind=DocumentKind.ANSWERS),
    )
    assert measure_participation(study).empty
    assert measure_dynamics(study).empty
    assert order_responses(study).empty
