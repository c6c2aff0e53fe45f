from analysis.invented import DECIDED, SUGGESTED, corpora, corpus, mark, segment
from hypothesis import given

from focuskit.reports.selection import people_not_quoted, place_of, quotable, select_quotations

LONG = "On a planté douze bacs derrière la salle, et cet été on a sorti soixante kilos de tomates."


def chosen(*segments, n=3):
    return [(one.participant, one.number) for one in select_quotations(segments, n)]


def make(who, number, words=LONG, document="FG2.docx", status=SUGGESTED):
    return segment(document, number, words, mark("alimentaire", status), who=who)


def test_nobody_is_quoted_twice_when_others_spoke():
    assert chosen(make("P1", 1), make("P1", 2), make("P2", 3)) == [("P1", 1), ("P2", 3)]


def test_one_person_alone_may_be_quoted_three_times():
    assert chosen(*(make("P1", number) for number in range(1, 6))) == [("P1", 1), ("P1", 2), ("P1", 3)]


def test_decided_segments_come_before_suggested_ones():
    assert chosen(make("P1", 1), make("P2", 2, status=DECIDED), n=1) == [("P2", 2)]


def test_a_full_sentence_comes_before_a_brief_assent():
    assert chosen(make("P1", 1, "Mm."), make("P2", 2), n=1) == [("P2", 2)]


def test_documents_take_turns():
    first, second, third = make("P1", 1), make("P2", 2), make("P3", 3, document="E1.txt")
    assert chosen(first, second, third, n=2) == [("P1", 1), ("P3", 3)]


def test_what_was_not_quoted_yet_comes_first():
    first, second = make("P1", 1), make("P1", 2)
    assert select_quotations([first, second], 1, quoted={place_of(first)}) == (second,)
    assert select_quotations([first], 1, quoted={place_of(first)}) == (first,)


def test_only_the_evidence_and_decisions_of_the_theme_count():
    other = segment("FG2.docx", 1, LONG, mark("action"), mark("frein", DECIDED, (0, 2), (3, 4)), who="P1")
    own = segment("FG2.docx", 2, LONG, mark("action", SUGGESTED, (0, 2)), who="P1")
    assert select_quotations([other, own], 1, codes=["action"]) == (own,)
    assert select_quotations([other, own], 1) == (other,)


@given(corpora())
def test_choosing_is_deterministic_and_never_invents(drawn):
    picked = select_quotations(drawn.segments)
    assert picked == select_quotations(drawn.segments)
    assert len(picked) <= 3
    assert set(picked) <= set(drawn.segments)


def test_who_refused_to_be_quoted_is_left_out():
    study = corpus(
        make("P1", 1),
        make("P2", 2),
        attributes={"P1": (("consent_quotation", "Non "),), "P2": (("consent_quotation", "oui"),)},
    )
    refused = people_not_quoted(study)
    assert refused == {"P1"}
    assert [one.participant for one in quotable(study.segments, refused)] == ["P2"]


def test_without_such_an_attribute_nobody_was_asked():
    assert people_not_quoted(corpus(make("P1", 1))) is None
