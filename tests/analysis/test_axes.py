"""Rows and columns that are codes or variables; questions with where they were asked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import corpora, corpus, mark, segment
from analysis.talks import ANNE, talk, turn, with_talks
from focuskit.analysis import cross
from focuskit.analysis.questions import QUESTION_COLUMNS, count_by_question


def structures():
    return corpus(
        segment("FG1 équipe.docx", 1, "Un.", mark("frein/cout"), who="P1"),
        segment("FG1 équipe.docx", 2, "Deux.", mark("frein"), who="P2"),
        segment("E1.txt", 1, "Trois.", who="P3"),
        attributes={name: (("structure", value),) for name, value in (("P1", "a"), ("P2", "b"))},
    )


def test_a_code_is_crossed_with_a_variable_whose_own_people_are_the_denominator():
    frame = cross(structures(), "frein", ("attr:structure",)).set_index(["row_code", "column_code"])
    assert list(frame.loc["frein"].index) == ["a", "b", "?"]
    assert tuple(frame.loc[("frein", "a"), ["segments", "persons", "persons_total"]]) == (1, 1, 1)
    assert tuple(frame.loc[("frein", "?"), ["segments", "persons", "persons_total"]]) == (0, 0, 1)
    assert frame.loc[("frein", "a"), "interviews_total"] == 0


def test_a_level_takes_top_codes_alone():
    frame = cross(structures(), "frein", ("document",), level=0)
    assert set(frame["row_code"]) == {"frein"}
    assert list(frame["column_code"]) == ["FG1 équipe.docx", "E1.txt"]


@given(corpora())
@settings(max_examples=30)
def test_crossing_with_documents_is_counted_by_hand(study):
    for row in cross(study, "frein", ("document",)).to_dict("records"):
        own = [
            one
            for one in study.segments
            if one.document == row["column_code"]
            and any(m.code.startswith(row["row_code"]) for m in one.marks)
        ]
        assert row["segments"] == len(own)
        assert row["persons"] == len({one.participant for one in own})
        people = {one.participant for one in study.people if one.document == row["column_code"]}
        assert row["persons_total"] == len(people)


def test_a_question_counts_where_it_was_asked_and_says_where_it_was_not():
    study = with_talks(
        structures(),
        talk("FG1 équipe.docx", turn(1, "P1", question="q1"), turn(2, "P2", question="q1")),
        talk("E1.txt", turn(1, ANNE)),
        guide=("q1", "q2"),
    )
    frame = count_by_question(study)
    assert tuple(frame.columns) == QUESTION_COLUMNS
    first = frame[frame["question"] == "q1"].set_index("code")
    assert tuple(first.loc["frein", ["segments", "persons", "persons_asked", "groups_asked"]]) == (2, 2, 2, 1)
    assert first.loc["frein", "interviews_not_asked"] == 1
    second = frame[frame["question"] == "q2"]
    assert list(second["code"]) == [""]
    assert (second.iloc[0]["persons_asked"], second.iloc[0]["groups_not_asked"]) == (0, 1)


def test_without_a_guide_there_are_no_questions():
    assert count_by_question(structures()).empty


@given(corpora(), st.lists(st.sampled_from(["q1", "q2", None]), min_size=13, max_size=13))
@settings(max_examples=30)
def test_codes_by_question_are_recounted_slowly(drawn, asked):
    talks = [
        talk(name, *(turn(n, "P1", question=asked[n - 1]) for n in range(1, 14)))
        for name in dict.fromkeys(one.document for one in drawn.segments)
    ]
    study = with_talks(drawn, *talks, guide=("q1", "q2"))
    for row in count_by_question(study).to_dict("records"):
        own = [
            one
            for one in study.segments
            if asked[one.turn - 1] == row["question"]
            and (
                not row["code"]
                or any(m.code == row["code"] or m.code.startswith(f"{row['code']}/") for m in one.marks)
            )
        ]
        assert row["segments"] == len(own)
        assert row["persons"] == len({one.participant for one in own})
        assert row["groups"] == len({one.document for one in own if one.kind == "focus_group"})
        if row["question"] in asked:
            assert row["persons_asked"] == len({one.participant for one in study.people})
