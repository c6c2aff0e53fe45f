"""Double coding: who gets what, and who sees what."""

import pytest

from focuskit.errors import UsageError
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.store import load_documents, load_segments, segmented_versions
from focuskit.workflow.assign import Draw, assign_segments, list_portions, take_back_portions
from focuskit.workflow.coding_ground import load_grounds
from focuskit.workflow.decide import decide, open_desk, undo, write_memo
from focuskit.workflow.review import Review
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.update import update_document
from small_study import TEXT, make_study


@pytest.fixture
def folder(tmp_path):
    """Return a study in which Ana accepted a suggestion and wrote a memo."""
    folder = make_study(tmp_path)
    desk = open_desk(folder, "groupe")
    decide(folder, "Ana", [desk.accept(desk.open_suggestions()[0])])
    write_memo(folder, "Ana", MemoKind.REFLEXIVE, MemoTarget(desk.document.version_id, Span(0, 4)), "Moi")
    return folder


def test_whoever_has_an_assignment_sees_nothing_of_others_nor_suggestions(folder):
    assign_segments(folder, ["Zoé"], ["groupe"])
    desk = open_desk(folder, "groupe", "Zoé")
    assert (desk.codings, desk.memos, desk.suggestions) == ((), (), ())
    assert len(open_desk(folder, "groupe", "Ana").codings) == 1
    assert len(open_desk(folder, "groupe").codings) == 1


def test_suggestions_asked_for_are_shown_as_nobody_had_decided(folder):
    assign_segments(folder, ["Zoé"], ["groupe"], sees_suggestions=True)
    desk = open_desk(folder, "groupe", "Zoé")
    assert {one.state for one in desk.suggestions} == {SuggestionState.OPEN}
    decide(folder, "Zoé", [desk.reject(desk.suggestions[0])])
    desk = open_desk(folder, "groupe", "Zoé")
    assert desk.suggestions[0].state is SuggestionState.REJECTED
    assert len(desk.open_suggestions()) == len(desk.suggestions) - 1


def test_a_blind_coder_sees_their_own_codings(folder):
    assign_segments(folder, ["Zoé"], ["groupe"])
    decide(folder, "Zoé", [open_desk(folder, "groupe", "Zoé").add(Span(0, 10), "velo")])
    assert [one.code for one in open_desk(folder, "groupe", "Zoé").codings] == ["velo"]
    (ground,) = load_grounds(folder, ["groupe"], "Zoé")
    assert [one.coder for one in ground.codings] == ["Zoé"]
    assert {one.coder for one in ground.decisions} == {"Zoé"}
    assert ground.memos == ()


def test_blindness_ends_when_the_work_is_taken_back(folder):
    assign_segments(folder, ["Zoé"], ["groupe"])
    assert len(take_back_portions(folder, "Zoé")) == 1
    assert len(open_desk(folder, "groupe", "Zoé").codings) == 1
    with pytest.raises(UsageError, match="Zoé"):
        take_back_portions(folder, "Zoé")


def test_the_same_seed_gives_coders_the_same_segments(folder):
    given = assign_segments(folder, ["Zoé", "Ana"], draw=Draw(sample=2, seed=3))
    assert len({one.segments for one in given}) == 1
    assert [one.n_segments for one in given] == [2, 2]
    assert open_desk(folder, "groupe", "Zoé").sight.given == frozenset(given[1].segments)
    again = assign_segments(folder, ["Lou"], draw=Draw(sample=2, seed=3))
    assert again[0].segments == given[0].segments


@pytest.mark.parametrize(("draw", "n"), [(Draw(sample=99), 3), (Draw(share=0.34), 1), (Draw(share=0.001), 1)])
def test_a_draw_is_never_larger_than_what_is_there_nor_empty(folder, draw, n):
    assert sum(one.n_segments for one in assign_segments(folder, ["Zoé"], draw=draw)) == n


def test_moderators_words_are_not_given(folder):
    (portion,) = assign_segments(folder, ["Zoé"], draw=Draw(share=1.0))
    assert 1 not in portion.segments


def test_the_list_tells_how_far_somebody_is(folder):
    assign_segments(folder, ["Ana", "Zoé"], ["groupe"])
    assert [(one.coder, one.n_begun, one.n_segments) for one in list_portions(folder)] == [
        ("Ana", 1, 3),
        ("Zoé", 0, 3),
    ]


def test_an_empty_project_has_nothing_to_give(tmp_path):
    folder = make_study(tmp_path, text="")
    with pytest.raises(UsageError, match="segment"):
        assign_segments(folder, ["Zoé"])
    assert list_portions(folder) == ()


def words_given(folder, coder):
    """Return the words of the segments that a coder was given."""
    (given,) = [one for one in list_portions(folder) if one.coder == coder]
    with folder.reading() as connection:
        (document,) = load_documents(connection)
        made = segmented_versions(connection)[document.version_id]
        segments = load_segments(connection, made.id)
    return [one.span.slice(document.text).strip() for one in segments if one.number in given.segments]


def test_a_sample_keeps_its_words_when_segments_are_cut_and_joined(folder):
    assign_segments(folder, ["Ana"], draw=Draw(sample=1, seed=3))
    (before,) = words_given(folder, "Ana")
    review = Review(folder, "groupe", "Zoé")
    here = next(one for one in review.passages if one.span.slice(review.text).strip() == before)
    earlier = next(one for one in review.passages if " " in one.span.slice(review.text).strip())
    review.cut(earlier, review.text.index(" ", earlier.span.start) + 1)
    assert "".join(words_given(folder, "Ana")).replace(" ", "") == before.replace(" ", "")
    again = Review(folder, "groupe", "Zoé")
    inside = next(one for one in again.passages if here.span.overlaps(one.span))
    again.cut(inside, again.text.index(" ", inside.span.start + 1) + 1)
    assert "".join(words_given(folder, "Ana")).replace(" ", "") == before.replace(" ", "")
    undo(folder, "Zoé")
    undo(folder, "Zoé")
    assert words_given(folder, "Ana") == [before]


def test_a_sample_keeps_its_words_in_a_corrected_text(folder, tmp_path):
    assign_segments(folder, ["Ana"], draw=Draw(sample=1, seed=3))
    (before,) = words_given(folder, "Ana")
    file = tmp_path / "corrected.txt"
    file.write_text("Animatrice : Bonjour.\n\nLéa : Une phrase de plus.\n\n" + TEXT, encoding="utf-8")
    update_document(folder, "groupe", file)
    assert words_given(folder, "Ana") == [before]


def test_a_sample_keeps_its_words_when_segments_have_another_length(folder):
    assign_segments(folder, ["Ana"], draw=Draw(sample=1, seed=3))
    (before,) = words_given(folder, "Ana")
    segment_documents(folder, max_words=3)
    assert before in " ".join(words_given(folder, "Ana"))
