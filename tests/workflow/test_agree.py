"""Agreement measured in a project, on what each coder was given."""

import pytest
from sqlalchemy import insert, select

from focuskit.analysis.agreement import Reason
from focuskit.errors import UsageError
from focuskit.model.codings import DecisionKind
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import schema as s
from focuskit.store.codings import find_coder
from focuskit.workflow.agree import agreement_of_project, measure_agreement
from focuskit.workflow.decide import decide, open_desk, undo, write_memo
from focuskit.workflow.disagreements import list_disagreements, settle
from focuskit.workflow.tag import load_codebook
from small_study import make_study


def grid(folder):
    return load_codebook(folder)[0]


def measured(folder, **choices):
    return measure_agreement(folder, grid(folder), **choices)


def row(summary, code):
    return next(one for one in summary.rows if one.code == code)


def counts(pair):
    return (pair.both, pair.only_one, pair.only_other, pair.neither)


def code_words(folder, coder, code, words):
    desk = open_desk(folder, "groupe")
    start = desk.document.text.index(words)
    decide(folder, coder, [desk.add(Span(start, start + len(words)), code)])


def assign(folder, coder, segments, *, sees=False):
    with folder.writing() as connection:
        document = connection.scalar(select(s.document.c.id))
        connection.execute(
            insert(s.assignment).values(
                document_id=document,
                coder_id=find_coder(connection, coder),
                segments=segments,
                sees_suggestions=int(sees),
                at="2026-01-01T00:00:00+00:00",
            )
        )


@pytest.fixture
def folder(tmp_path):
    folder = make_study(tmp_path)
    code_words(folder, "Ana", "potager", "un potager")
    code_words(folder, "Ana", "velo", "des vélos")
    code_words(folder, "Zoé", "potager", "On a un potager")
    code_words(folder, "Zoé", "frein/argent", "une subvention")
    return folder


def test_coders_are_compared_on_segments_of_people_whose_words_count(folder):
    summary = measured(folder)
    assert summary.n_units == 3  # the moderator's segment is not among them
    assert counts(row(summary, "potager").pairs[0]) == (1, 0, 0, 2)
    assert counts(row(summary, "velo").pairs[0]) == (0, 1, 0, 2)
    assert counts(row(summary, "frein").pairs[0]) == (0, 0, 1, 2)
    assert row(summary, "potager").alpha.value == pytest.approx(1)
    assert (summary.n_unused, len(summary.disagreements), summary.n_open) == (0, 2, 2)


def test_free_spans_are_compared_on_their_words(folder):
    found = row(measured(folder), "potager").u
    # L = 29 + 47 + 27 (segments end to end); A [5,15), B [0,15)
    text = open_desk(folder, "groupe").document.text
    length = sum(len(line) for line in text.split("\n")[1:])
    lengths, every = (2 * length - 25, 25), 2 * length
    squares = (lengths[0], 10**2 + 15**2)
    chance = sum(
        every * (n * n - q) / (every**2 - sum(squares)) for n, q in zip(lengths, squares, strict=True)
    )
    agreed = 2 * 10 + 2 * (length - 15)
    assert found.value == pytest.approx(1 - (every - agreed) / (every - chance))
    assert found.n_units == every


def test_only_the_stretches_that_both_were_given_are_compared(folder):
    assign(folder, "Zoé", [2, 3])
    summary = measured(folder)
    assert summary.n_units == 2
    assert counts(row(summary, "potager").pairs[0]) == (1, 0, 0, 1)
    assert ("frein/argent" in {one.code for one in summary.rows}) is False
    assert [one.code for one in summary.disagreements] == ["velo"]
    zoe = summary.coders[1]
    assert (zoe.is_assigned, zoe.n_segments, zoe.sees_suggestions) == (True, 2, False)
    assert summary.coders[0].is_assigned is False
    assert summary.coders[0].sees_suggestions is None


def test_visible_suggestions_and_decisions_on_them_are_told(folder):
    assert measured(folder).is_anchored is False
    assign(folder, "Zoé", None, sees=True)
    assert measured(folder).is_anchored is True


def test_a_code_that_coincides_with_a_hidden_suggestion_accepts_none(folder):
    assign(folder, "Zoé", None)
    desk = open_desk(folder, "groupe")
    before = measured(folder).coders[1].n_decisions
    (made,) = decide(folder, "Zoé", [desk.accept(desk.suggestions[-1])])
    assert (made.gesture.kind, made.gesture.origin) == (DecisionKind.ADD, None)
    zoe = measured(folder).coders[1]
    assert (zoe.n_decisions, zoe.n_on_suggestions) == (before + 1, 0)
    undo(folder, "Zoé")
    assert measured(folder).coders[1].n_decisions == before


def test_decisions_on_suggestions_are_told(folder):
    desk = open_desk(folder, "groupe")
    decide(folder, "Ana", [desk.reject(desk.suggestions[-1])])
    summary = measured(folder)
    assert [one.n_on_suggestions for one in summary.coders] == [1, 0]
    assert summary.is_anchored is True


def test_who_only_wrote_a_note_is_no_coder_to_compare(folder):
    desk = open_desk(folder, "groupe")
    about = MemoTarget(desk.document.version_id, Span(0, 4))
    write_memo(folder, "Marie", MemoKind.REFLEXIVE, about, "À relire.")
    assert [one.coder for one in measured(folder).coders] == ["Ana", "Zoé"]


def test_turns_may_be_compared_instead_of_segments(folder):
    assert measured(folder, unit="turns").n_units == 3


def test_agreement_is_that_of_the_originals_whatever_was_settled(folder):
    before = measured(folder)
    settle(folder, "Marie", list_disagreements(folder, grid(folder)), holds=True)
    after = measured(folder)
    assert after.rows == before.rows
    assert [one.coder for one in after.coders] == ["Ana", "Zoé"]
    assert (after.n_open, len(after.disagreements)) == (0, 2)


def test_a_coder_who_settles_too_is_compared_on_own_codings_alone(folder):
    before = measured(folder)
    settle(folder, "Ana", list_disagreements(folder, grid(folder)), holds=True)
    assert measured(folder).rows == before.rows


def test_one_code_facet_or_document_can_be_asked_for(folder):
    assert {one.code for one in measured(folder, code="frein").rows} == {"frein", "frein/argent"}
    assert {one.facet for one in measured(folder, facet="sujet").rows} == {"sujet"}
    assert {one.code for one in measured(folder, level="top").rows} == {"", "potager", "velo", "frein"}
    assert measured(folder, document="groupe").documents == ("groupe.txt",)
    for choices in ({"code": "tarte"}, {"facet": "tarte"}, {"document": "tarte"}):
        with pytest.raises(UsageError, match="tarte"):
            measured(folder, **choices)


def test_coders_without_common_words_have_a_reason(folder):
    assign(folder, "Zoé", [2])
    assign(folder, "Ana", [3])
    summary = measured(folder)
    assert (summary.n_units, summary.n_characters) == (0, 0)
    assert agreement_of_project(folder, grid(folder)) is None
    for one in summary.rows:
        assert one.alpha.reason is Reason.NO_UNIT


def test_a_project_of_one_coder_has_no_agreement_to_report(tmp_path):
    folder = make_study(tmp_path)
    assert agreement_of_project(folder, grid(folder)) is None
    code_words(folder, "Ana", "potager", "un potager")
    assert agreement_of_project(folder, grid(folder)) is None
