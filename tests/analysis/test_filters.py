"""The part of a corpus that a table is about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import DECIDED, SUGGESTED, corpora, corpus, mark, segment
from analysis.talks import ANNE, talk, turn, with_talks
from focuskit.analysis import count_themes
from focuskit.analysis.filters import Condition, filter_corpus


def only(study, name, *values):
    return filter_corpus(study, [Condition(name, frozenset(values))])


@pytest.fixture
def study():
    return corpus(
        segment("FG1 équipe.docx", 1, "Un.", mark("frein/cout", DECIDED), who="P1"),
        segment("FG1 équipe.docx", 2, "Deux.", mark("action", SUGGESTED), who="P2"),
        segment("E1.txt", 1, "Trois.", mark("frein", SUGGESTED), who="P1"),
        attributes={"P1": (("structure", "école"),), "P2": (("structure", "jardin"),)},
    )


def test_a_document_takes_its_people_and_the_denominators_along(study):
    row = count_themes(only(study, "document", "E1.txt")).set_index("code").loc["frein"]
    assert (row["segments"], row["persons_total"], row["groups_total"], row["interviews_total"]) == (
        1, 1, 0, 1,
    )  # fmt: skip


def test_kind_person_attribute_code_and_status_keep_what_they_say(study):
    assert len(only(study, "kind", "focus_group").segments) == 2
    assert {one.name for one in only(study, "person", "P2").documents} == {"FG1 équipe.docx"}
    assert {one.participant for one in only(study, "attr:structure", "école").people} == {"P1"}
    assert [one.verbatim for one in only(study, "code", "frein").segments] == ["Un.", "Trois."]
    assert only(study, "status", "decided").n_undecided == 0


def test_a_question_keeps_what_answers_it_and_where_it_was_asked(study):
    asked = with_talks(
        study,
        talk(
            "FG1 équipe.docx",
            turn(1, "P1", question="manger"),
            turn(2, "P2", question="freins"),
            turn(3, ANNE, question="freins"),
        ),
        guide=("manger", "freins"),
    )
    kept = only(asked, "question", "freins")
    assert [one.verbatim for one in kept.segments] == ["Deux."]
    assert [one.name for one in kept.documents] == ["FG1 équipe.docx"]


@given(corpora(), st.sampled_from([("person", "P1"), ("kind", "interview"), ("code", "frein")]))
@settings(max_examples=30)
def test_filtering_twice_is_filtering_once_and_order_does_not_matter(study, one):
    first, second = Condition(one[0], frozenset({one[1]})), Condition("status", frozenset({"decided"}))
    once = filter_corpus(study, [first])
    assert filter_corpus(once, [first]) == once
    if one[0] != "code":
        assert filter_corpus(study, [first, second]) == filter_corpus(study, [second, first])
