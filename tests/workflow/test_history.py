"""Who decided what when, under the names of then and now."""

import pytest

from focuskit.errors import UsageError
from focuskit.model.spans import Span
from focuskit.workflow.assign import assign_segments
from focuskit.workflow.codebook_edits import merge_codes, rename_code
from focuskit.workflow.decide import decide, open_desk, undo
from focuskit.workflow.history import HistoryQuery, read_history, tell_step
from focuskit.workflow.steps import redo_last, undo_last
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    folder = make_study(tmp_path)
    desk = open_desk(folder, "groupe")
    by_code = {one.code: one for one in desk.suggestions}
    decide(folder, "Zoé", [desk.accept(by_code["velo"])])
    decide(folder, "Ana", [desk.add(Span(0, 8), "frein/argent")])
    return folder


def kinds(folder, **asked):
    return [one.kind for one in read_history(folder, HistoryQuery(**asked)).lines]


def test_lines_are_in_order_with_coder_place_and_words(folder):
    lines = read_history(folder).lines
    assert [(one.coder, one.kind, one.code, one.segment) for one in lines] == [
        ("Zoé", "accept", "velo", 3),
        ("Ana", "add", "frein/argent", 1),
    ]
    assert lines[0].words.startswith("Moi je répare")


def test_what_was_undone_stays_and_is_marked(folder):
    undo(folder, "Ana")
    assert [one.is_undone for one in read_history(folder).lines] == [False, True]


def test_a_code_is_found_under_its_former_and_its_present_name(folder):
    rename_code(folder, "Ana", "velo", "bicyclette", why="Mot des gens")
    assert kinds(folder, code="bicyclette") == ["accept", "codebook_rename"]
    assert kinds(folder, code="velo") == ["accept", "codebook_rename"]
    assert read_history(folder, HistoryQuery(code="velo")).lines[-1].words == "Mot des gens"


def test_a_segment_tells_what_the_codebook_did_to_its_codings(folder):
    merge_codes(folder, "Ana", "velo", "potager")
    assert kinds(folder, segment="groupe:3") == ["accept", "recode"]
    assert kinds(folder, document="groupe") == ["accept", "add"]
    with pytest.raises(UsageError, match="12"):
        kinds(folder, segment="groupe:12")


def test_whoever_codes_blind_sees_their_own_decisions_alone(folder):
    assign_segments(folder, ["Zoé"], ["groupe"])
    found = read_history(folder, HistoryQuery(reader="Zoé"))
    assert ([one.coder for one in found.lines], found.n_hidden) == (["Zoé"], 1)
    assert read_history(folder, HistoryQuery(reader="Ana")).n_hidden == 0


def test_a_step_undone_or_done_again_is_told(folder):
    rename_code(folder, "Zoé", "velo", "bicyclette")
    (line,) = tell_step(folder, undo_last(folder, "Zoé"))
    assert (line.kind, line.other, line.is_undone) == ("codebook_rename", "bicyclette", True)
    (line,) = tell_step(folder, undo_last(folder, "Zoé"))
    assert (line.kind, line.is_undone) == ("accept", True)
    assert tell_step(folder, undo_last(folder, "Zoé")) == ()
    (line,) = tell_step(folder, redo_last(folder, "Zoé"))
    assert (line.kind, line.is_undone) == ("accept", False)


def test_an_empty_project_has_no_history(tmp_path):
    assert read_history(make_study(tmp_path, text="")).lines == ()
