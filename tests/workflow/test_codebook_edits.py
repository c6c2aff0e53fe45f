"""Changes of a codebook: codings, suggestions, memos and the file follow, and go back."""

import pytest
from sqlalchemy import select

from focuskit.errors import UsageError
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.store.memos import load_memos
from focuskit.store.schema import codebook_edit, suggestion
from focuskit.tagging.codebook_edit import codebook_of
from focuskit.workflow.codebook_edits import (
    NewCode,
    add_code,
    add_codes,
    known_code,
    merge_codes,
    move_code,
    rename_code,
    retire_code,
    split_code,
)
from focuskit.workflow.codebook_file import read_codebook_bytes
from focuskit.workflow.decide import decide, open_desk, redo, undo, write_memo
from focuskit.workflow.reread import list_emerged, list_rereadings, mark_as_reread
from focuskit.workflow.steps import redo_last, undo_last
from focuskit.workflow.tag import load_codebook, tag_documents
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    """Return a study in which Zoé coded two words and rejected a suggestion, and Ana coded one."""
    folder = make_study(tmp_path)
    desk = open_desk(folder, "groupe")
    by_code = {one.code: one for one in desk.suggestions}
    decide(folder, "Zoé", [desk.accept(by_code["velo"]), desk.add(Span(0, 8), "potager")])
    decide(folder, "Ana", [desk.add(Span(0, 8), "frein/argent")])
    decide(folder, "Zoé", [desk.reject(by_code["potager"])])
    return folder


def codes(folder, coder=None):
    names = {"Zoé": 1, "Ana": 2}
    kept = open_desk(folder, "groupe").codings
    return sorted(one.code for one in kept if coder is None or one.coder_id == names[coder])


def state(folder):
    """Return all that a change may touch: codings, suggestions, memos and the file."""
    with folder.reading() as connection:
        offered = connection.execute(select(suggestion).order_by(suggestion.c.segment, suggestion.c.code))
        rows = [tuple(row)[1:] for row in offered]
        memos = load_memos(connection)
    return codes(folder), rows, memos, folder.codebook_path.read_bytes()


def edit(folder, kind):
    """Make one change of each kind."""
    if kind == "split":
        coding = next(one for one in open_desk(folder, "groupe").codings if one.code == "velo")
        parts = [NewCode("roue", facet="sujet")]
        return split_code(folder, "Zoé", "velo", parts, [(coding.decision_id, "roue")])
    return {
        "add": lambda: add_code(folder, "Zoé", NewCode("velo/cadre", label="Cadre"), why="On en parle"),
        "rename": lambda: rename_code(folder, "Zoé", "velo", "bicyclette", why="Mot des gens"),
        "move": lambda: move_code(folder, "Zoé", "velo", below="potager"),
        "merge": lambda: merge_codes(folder, "Zoé", "velo", "potager", why="C'est pareil"),
        "retire": lambda: retire_code(folder, "Zoé", "frein"),
    }[kind]()


@pytest.mark.parametrize("kind", ["add", "rename", "move", "merge", "retire", "split"])
def test_every_change_is_undone_and_done_again_whole(folder, kind):
    before = state(folder)
    made = edit(folder, kind)
    after = state(folder)
    assert after[3] != before[3]
    assert undo_last(folder, "Zoé").edit.kind == made.edit.kind
    assert state(folder) == before
    assert redo_last(folder, "Zoé").edit.step == made.edit.step
    assert state(folder) == after
    undo(folder, "Zoé")
    assert state(folder) == before


def test_codings_follow_a_new_name_and_stay_their_coders(folder):
    decide(folder, "Ana", [open_desk(folder, "groupe").add(Span(0, 4), "velo")])
    made = rename_code(folder, "Zoé", "velo", "bicyclette")
    assert (made.n_recoded, made.n_folded) == (2, 0)
    assert codes(folder, "Ana") == ["bicyclette", "frein/argent"]
    assert codes(folder, "Zoé") == ["bicyclette", "potager"]


def test_sub_codes_are_carried_along_and_short_names_do(folder):
    assert rename_code(folder, "Zoé", "frein/argent", "cout").edit.targets == ("frein/cout",)
    assert move_code(folder, "Zoé", "frein", below="velo").n_recoded == 1
    assert codes(folder, "Ana") == ["velo/frein/cout"]


def test_a_rejected_suggestion_is_not_made_again_under_the_new_name(folder):
    rename_code(folder, "Zoé", "potager", "jardin")
    tag_documents(folder)
    (one,) = [one for one in open_desk(folder, "groupe").suggestions if one.code == "jardin"]
    assert one.state is SuggestionState.REJECTED


def test_a_decision_before_a_renaming_still_moves_its_suggestion(folder):
    rename_code(folder, "Ana", "potager", "jardin")
    undo(folder, "Zoé")
    (one,) = [one for one in open_desk(folder, "groupe").suggestions if one.code == "jardin"]
    assert one.state is SuggestionState.OPEN


def test_what_was_removed_comes_back_under_the_new_name(folder):
    desk = open_desk(folder, "groupe")
    (coding,) = [one for one in desk.codings if one.code == "velo"]
    decide(folder, "Zoé", [desk.remove(coding)])
    rename_code(folder, "Ana", "velo", "bicyclette")
    undo(folder, "Zoé")
    assert codes(folder, "Zoé") == ["bicyclette", "potager"]
    undo(folder, "Ana")
    assert codes(folder, "Zoé") == ["potager", "velo"]


def test_merged_codes_make_no_doubles(folder):
    decide(folder, "Zoé", [open_desk(folder, "groupe").add(Span(2, 6), "velo")])
    made = merge_codes(folder, "Zoé", "velo", "potager")
    assert (made.n_recoded, made.n_folded) == (1, 1)
    assert codes(folder, "Zoé") == ["potager", "potager"]


def test_two_suggestions_become_one_that_stays_decided(tmp_path):
    folder = make_study(tmp_path, text="Léa : Le potager et le vélo.\n\nMarc : Oui.\n")
    desk = open_desk(folder, "groupe")
    by_code = {one.code: one for one in desk.suggestions}
    decide(folder, "Zoé", [desk.reject(by_code["velo"])])
    merge_codes(folder, "Zoé", "velo", "potager")
    (one,) = open_desk(folder, "groupe").suggestions
    assert (one.code, one.state) == ("potager", SuggestionState.REJECTED)
    undo(folder, "Zoé")
    assert {one.code: one.state.value for one in open_desk(folder, "groupe").suggestions} == {
        "potager": "open",
        "velo": "rejected",
    }


def test_a_retired_code_keeps_its_codings_and_loses_its_open_suggestions(folder):
    assert retire_code(folder, "Zoé", "frein").n_suggestions == 2
    assert codes(folder, "Ana") == ["frein/argent"]
    tag_documents(folder)
    assert not [one for one in open_desk(folder, "groupe").open_suggestions() if one.code.startswith("frein")]
    codebook, _ = load_codebook(folder)
    assert {one.code: one.reason for one in list_emerged(folder, codebook)} == {"frein/argent": "retired"}
    retire_code(folder, "Zoé", "frein", back=True)
    assert list_emerged(folder, load_codebook(folder)[0]) == ()


def test_a_memo_says_why_and_memos_about_the_code_follow(folder):
    write_memo(folder, "Ana", MemoKind.THEORETICAL, MemoTarget(code="velo"), "À creuser")
    rename_code(folder, "Zoé", "velo", "bicyclette", why="Mot des gens")
    with folder.reading() as connection:
        memos = {one.words: one.about.code for one in load_memos(connection)}
    assert memos == {"À creuser": "bicyclette", "Mot des gens": "bicyclette"}
    undo(folder, "Zoé")
    with folder.reading() as connection:
        assert {one.words: one.about.code for one in load_memos(connection)} == {"À creuser": "velo"}


def test_documents_coded_before_a_new_code_are_queued_until_read(folder):
    assert add_code(folder, "Zoé", NewCode("roue", facet="sujet"), why="Vu deux fois").n_to_reread == 1
    (one,) = list_rereadings(folder)
    assert (one.document, one.code, one.segments, one.why) == ("groupe.txt", "roue", None, "Vu deux fois")
    assert mark_as_reread(folder, ["groupe"]) == 1
    assert list_rereadings(folder) == ()
    assert list_rereadings(folder, everything=True)[0].is_done
    with pytest.raises(UsageError, match="groupe"):
        mark_as_reread(folder, ["groupe"])
    mark_as_reread(folder, ["groupe"], done=False)
    undo(folder, "Zoé")
    assert list_rereadings(folder) == ()


def test_the_list_of_readings_knows_a_code_by_its_new_name(folder):
    add_code(folder, "Zoé", NewCode("roue", facet="sujet"))
    rename_code(folder, "Zoé", "roue", "jante")
    assert [one.code for one in list_rereadings(folder)] == ["jante"]
    assert mark_as_reread(folder, ["groupe"], code="jante") == 1


def test_several_codes_are_added_in_one_step(folder):
    first = state(folder)
    add_codes(folder, "Zoé", [NewCode("roue", facet="sujet"), NewCode("roue/jante")])
    assert [one.code for one in list_rereadings(folder)] == ["roue", "roue/jante"]
    undo(folder, "Zoé")
    assert state(folder) == first


def test_an_in_vivo_code_that_finds_its_place_is_looked_for_where_it_is_not(folder):
    add_codes(folder, "Zoé", [NewCode("a_classer", facet="sujet"), NewCode("a_classer/cles")])
    mark_as_reread(folder, ["groupe"])
    move_code(folder, "Zoé", "a_classer/cles", below="velo")
    assert [one.code for one in list_rereadings(folder)] == ["velo/cles"]
    undo(folder, "Zoé")
    decide(folder, "Zoé", [open_desk(folder, "groupe").add(Span(0, 4), "a_classer/cles")])
    move_code(folder, "Zoé", "a_classer/cles", below="velo")
    assert list_rereadings(folder) == ()


def test_a_study_without_decisions_has_nothing_to_read_again(tmp_path):
    folder = make_study(tmp_path)
    assert add_code(folder, "Zoé", NewCode("roue", facet="sujet")).n_to_reread == 0


def test_what_a_split_does_not_place_stays_and_is_queued(folder):
    decide(folder, "Zoé", [open_desk(folder, "groupe").add(Span(0, 4), "velo")])
    edit(folder, "split")
    assert codes(folder, "Zoé") == ["potager", "roue", "velo"]
    (one,) = list_rereadings(folder)
    assert (one.code, one.segments) == ("velo", (3,))


def test_an_edit_by_hand_is_never_lost(folder):
    rename_code(folder, "Zoé", "velo", "bicyclette")
    path = folder.codebook_path
    by_hand = path.read_text(encoding="utf-8") + "# ma note\n"
    path.write_text(by_hand, encoding="utf-8")
    with pytest.raises(UsageError, match="à la main"):
        undo_last(folder, "Zoé")
    assert path.read_text(encoding="utf-8") == by_hand
    assert codes(folder, "Zoé") == ["bicyclette", "potager"]
    rename_code(folder, "Zoé", "bicyclette", "velo")
    assert codes(folder, "Zoé") == ["potager", "velo"]
    assert "# ma note" in path.read_text(encoding="utf-8")


def test_codings_follow_a_code_renamed_by_hand(folder):
    path = folder.codebook_path
    text = path.read_text(encoding="utf-8").replace("- id: velo\n", "- id: cycle\n    formerly: [velo]\n")
    path.write_text(text.replace("goes_to: [velo]", "goes_to: [cycle]"), encoding="utf-8")
    (one,) = list_emerged(folder, load_codebook(folder)[0])
    assert (one.code, one.reason, one.nearest) == ("velo", "unknown", ("cycle",))
    before = path.read_bytes()
    assert rename_code(folder, "Zoé", "velo", "cycle").n_recoded == 1
    assert path.read_bytes() == before
    assert codes(folder, "Zoé") == ["cycle", "potager"]
    undo(folder, "Zoé")
    assert codes(folder, "Zoé") == ["potager", "velo"]


def test_undoing_a_new_code_takes_its_suggestions_along(folder):
    def suggested():
        return [one.code for one in open_desk(folder, "groupe").suggestions]

    before = suggested()
    add_code(folder, "Zoé", NewCode("animaux", "sujet", "Animaux", rules=("poules",)))
    tag_documents(folder)
    assert "animaux" in suggested()
    undo(folder, "Zoé")
    assert suggested() == before


def test_a_change_is_not_undone_under_the_work_of_others(folder):
    rename_code(folder, "Zoé", "velo", "bicyclette")
    decide(folder, "Ana", [open_desk(folder, "groupe").add(Span(0, 4), "bicyclette")])
    with pytest.raises(UsageError, match="1 décision"):
        undo_last(folder, "Zoé")
    undo(folder, "Ana")
    add_code(folder, "Ana", NewCode("roue", facet="sujet"))
    with pytest.raises(UsageError, match="Ana"):
        undo_last(folder, "Zoé")
    undo(folder, "Ana")
    undo(folder, "Zoé")
    with pytest.raises(UsageError, match="roue"):
        rename_code(folder, "Zoé", "roue", "x")


def test_a_step_that_used_a_code_whose_making_was_undone_is_not_done_again(folder):
    add_code(folder, "Zoé", NewCode("roue", facet="sujet"))
    decide(folder, "Ana", [open_desk(folder, "groupe").add(Span(0, 4), "roue")])
    undo(folder, "Ana")
    undo(folder, "Zoé")
    with pytest.raises(UsageError, match="roue"):
        redo(folder, "Ana")
    redo_last(folder, "Zoé")
    assert len(redo(folder, "Ana")) == 1


def test_a_change_interrupted_before_the_file_was_written_is_finished(folder, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("focuskit.workflow.codebook_edits.finish_writing", lambda *_: None)
        rename_code(folder, "Zoé", "velo", "bicyclette")
    assert "bicyclette" not in folder.codebook_path.read_text(encoding="utf-8")
    assert "bicyclette" in codebook_of(read_codebook_bytes(folder).decode())
    assert "bicyclette" in load_codebook(folder)[0]


@pytest.mark.parametrize(
    ("change", "codes"), [(rename_code, ("velo", "potager")), (merge_codes, ("potagé", "velo"))]
)
def test_a_change_that_is_refused_leaves_nothing(folder, change, codes):
    before = state(folder)
    with pytest.raises(UsageError, match="potager"):
        change(folder, "Zoé", *codes)
    with pytest.raises(UsageError, match="Rien ne change"):
        rename_code(folder, "Zoé", "velo", "velo")
    assert state(folder) == before
    with folder.reading() as connection:
        assert connection.execute(select(codebook_edit)).all() == []


def test_a_code_is_known_by_its_last_part(folder):
    codebook, _ = load_codebook(folder)
    assert known_code(codebook, "argent") == "frein/argent"
    with pytest.raises(UsageError, match="frein/argent"):
        known_code(codebook, "Arjent")


def test_a_retired_code_is_given_no_more(folder):
    retire_code(folder, "Zoé", "potager")
    codebook, _ = load_codebook(folder)
    with pytest.raises(UsageError, match="potager"):
        decide(folder, "Zoé", [open_desk(folder, "groupe").add(Span(0, 4), "potager")], codebook)
