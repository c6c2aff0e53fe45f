from hypothesis import given

from analysis.invented import DECIDED, SUGGESTED, corpora, corpus, mark, segment
from focuskit.analysis import list_quotations
from focuskit.analysis.quotations import QUOTATION_COLUMNS, clock


def test_a_segment_without_code_is_not_listed():
    frame = list_quotations(corpus(segment("FG2.docx", 1, "Rien.")))
    assert tuple(frame.columns) == QUOTATION_COLUMNS
    assert frame.empty


def test_each_status_has_a_row_with_its_own_codes():
    one = segment(
        "FG2.docx",
        1,
        "Un.",
        mark("action", SUGGESTED),
        mark("frein/cout", SUGGESTED),
        mark("levier/reseau", DECIDED),
    )
    frame = list_quotations(corpus(one))
    assert list(zip(frame["status"], frame["codes"], strict=True)) == [
        ("decided", "levier/reseau"),
        ("suggested", "frein/cout; action"),
    ]


def test_the_words_behind_a_code_are_cut_from_the_verbatim():
    words = "On jette trop, on jette tout."
    one = segment(
        "FG2.docx", 1, words, mark("alimentaire/gaspillage", SUGGESTED, (103, 108), (118, 123)), start=100
    )
    told = list_quotations(corpus(one))["evidence"][0]
    assert told == "alimentaire/gaspillage: « jette » [103-108], « jette » [118-123]"


def test_words_outside_the_segment_are_told_by_their_place():
    one = segment(
        "FG2.docx",
        1,
        "Oui.",
        mark("action", SUGGESTED, (10, 20)),
        mark("frein", SUGGESTED, (100, 103)),
        start=100,
    )
    assert list_quotations(corpus(one))["evidence"][0] == "frein: « Oui » [100-103] | action: [10-20]"


def test_times_are_told_in_hours_minutes_and_seconds():
    assert [clock(ms) for ms in (None, 0, 61_999, 36_061_000)] == ["", "0:00:00", "0:01:01", "10:01:01"]


@given(corpora())
def test_every_mark_is_in_exactly_one_row(study):
    frame = list_quotations(study)
    listed = {
        (row["document"], row["segment"], row["status"], code)
        for row in frame.to_dict("records")
        for code in row["codes"].split("; ")
    }
    marks = {(s.document, s.number, m.status.value, m.code) for s in study.segments for m in s.marks}
    assert listed == marks
