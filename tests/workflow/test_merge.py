"""Two coders' copies of a study come together: either way round, once or twice, and nothing is lost."""

import shutil
import subprocess
import sys
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focuskit.errors import DamagedProjectError, ProjectNotFoundError, SnapshotError, UsageError
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.store import open_project
from focuskit.store.memos import load_memos
from focuskit.store.merge_order import merged_order
from focuskit.store.snapshot_rows import load_rows
from focuskit.transcripts import Reading
from focuskit.workflow.check import check_project
from focuskit.workflow.codebook_edits import rename_code
from focuskit.workflow.decide import decide, edit_memo, list_history, open_desk, redo, undo, write_memo
from focuskit.workflow.documents import take_out
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.merge import merge_copy, undo_merge
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.snapshot import restore_project, take_snapshot
from focuskit.workflow.steps import undo_last
from focuskit.workflow.tag import tag_documents
from focuskit.workflow.update import bring_back, update_document
from small_study import TEXT, make_study


def copy_of(folder, place):
    folder.engine.dispose()
    shutil.copytree(folder.path, place)
    return open_project(place)


@pytest.fixture
def copies(tmp_path):
    """Return two copies of a study in which Zoé has taken one decision."""
    here = make_study(tmp_path)
    desk = open_desk(here, "groupe")
    decide(here, "Zoé", [desk.accept(desk.open_suggestions()[0])])
    return here, copy_of(here, tmp_path / "ana")


def rows_of(folder):
    with folder.reading() as connection:
        return load_rows(connection)


def codings(folder):
    """Return what is coded in the current texts: words, code, coder, decision."""
    rows = rows_of(folder)
    current = {row["text_version_id"] for row in rows["document"]}
    return sorted(
        (row["start"], row["end"], row["code"], row["coder_id"], row["decision_id"], row["words"])
        for row in rows["coding"]
        if row["text_version_id"] in current
    )


def without_facts(folder):
    """Return decisions in order with their states, and the memos."""
    rows = rows_of(folder)
    decisions = [
        {name: row[name] for name in row if name not in {"facts", "number"}} for row in rows["decision"]
    ]
    return decisions, rows["memo"]


def merged_both_ways(here, there, tmp_path):
    """Return each copy with the other merged into it, from the states they have now."""
    one, two = copy_of(here, tmp_path / "one"), copy_of(there, tmp_path / "two")
    merge_copy(one, there.path)
    merge_copy(two, here.path)
    return one, two


def test_decisions_and_memos_of_both_are_there_whichever_way_and_once_or_twice(copies, tmp_path):
    here, there = copies
    desk = open_desk(here, "groupe")
    decide(here, "Zoé", [desk.reject(desk.open_suggestions()[0])])
    other = open_desk(there, "groupe")
    decide(there, "Ana", [other.accept(other.open_suggestions()[0]), other.add(Span(0, 12), "frein/argent")])
    write_memo(there, "Ana", MemoKind.REFLEXIVE, MemoTarget(other.document.version_id, Span(0, 4)), "À voir.")
    one, two = merged_both_ways(here, there, tmp_path)
    assert codings(one) == codings(two)
    assert len(codings(one)) == 3
    assert without_facts(one) == without_facts(two)
    assert rows_of(one)["suggestion"] == rows_of(two)["suggestion"]
    before = rows_of(one)
    again = merge_copy(one, there.path)
    assert (again.n_decisions, again.n_memos, again.is_saved) == (0, 0, False)
    assert rows_of(one) == before
    merge_copy(one, two.path)
    assert rows_of(one) == before
    assert check_project(one).problems == ()


def test_a_dry_run_tells_the_same_and_changes_nothing(copies):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.accept(desk.open_suggestions()[0])])
    before = rows_of(here)
    trial = merge_copy(here, there.path, is_trial=True)
    assert rows_of(here) == before
    done = merge_copy(here, there.path)
    assert (
        (trial.decisions, trial.is_saved, done.is_saved)
        == (done.decisions, False, True)
        == ((("Ana", 1),), False, True)
    )


def test_the_other_copy_is_not_touched(copies):
    here, there = copies
    there.engine.dispose()
    before = {path: path.read_bytes() for path in there.path.rglob("*") if path.is_file()}
    merge_copy(here, there.path)
    assert {path: path.read_bytes() for path in there.path.rglob("*") if path.is_file()} == before
    assert not list(here.cache_path.glob("merge-*"))


def test_a_snapshot_is_merged_as_the_project_it_tells_of(copies, tmp_path):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.accept(desk.open_suggestions()[0])])
    take_snapshot(there, tmp_path / "snap")
    assert merge_copy(here, tmp_path / "snap").decisions == (("Ana", 1),)
    assert not merge_copy(here, there.path).is_saved


def test_an_accepted_suggestion_is_no_longer_open_after_the_merge(copies):
    here, there = copies
    desk = open_desk(there, "groupe")
    one = desk.open_suggestions()[0]
    decide(there, "Ana", [desk.accept(one)])
    merge_copy(here, there.path)
    (same,) = [
        two
        for two in open_desk(here, "groupe").suggestions
        if (two.segment, two.code) == (one.segment, one.code)
    ]
    assert same.state is SuggestionState.ACCEPTED


def test_coders_keep_their_undo_after_a_merge(copies):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.accept(desk.open_suggestions()[0])])
    merge_copy(here, there.path)
    n_before = len(codings(here))
    assert undo(here, "Ana")
    assert len(codings(here)) == n_before - 1
    assert redo(here, "Ana")
    assert len(codings(here)) == n_before


def test_what_was_undone_stays_undone(copies):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.accept(desk.open_suggestions()[0])])
    undo(there, "Ana")
    merge_copy(here, there.path)
    assert len(codings(here)) == 1
    assert [entry.decision.is_undone for entry in list_history(here)] == [False, True]
    assert redo(here, "Ana")
    assert len(codings(here)) == 2


def test_of_undone_and_standing_the_later_act_holds_and_is_told(copies, tmp_path):
    here, there = copies
    undo(there, "Zoé")
    one, two = merged_both_ways(here, there, tmp_path)
    assert codings(one) == codings(two) == []
    redo(there, "Zoé")
    (line,) = merge_copy(one, there.path).turned
    assert (line.coder, line.is_undone, line.is_taken) == ("Zoé", False, True)
    assert len(codings(one)) == 1
    (line,) = merge_copy(there, two.path).turned
    assert (line.is_undone, line.is_taken) == (False, False)
    assert codings(there) == codings(one)


def test_a_coding_taken_away_in_one_copy_and_moved_in_the_other_is_moved_alone(copies, tmp_path):
    here, there = copies
    desk, other = open_desk(here, "groupe"), open_desk(there, "groupe")
    decide(here, "Zoé", [desk.remove(desk.codings[0])])
    decide(there, "Ana", [other.move(other.codings[0], Span(0, 6))])
    one, two = merged_both_ways(here, there, tmp_path)
    assert codings(one) == codings(two)
    assert [(row[0], row[1], row[3]) for row in codings(one)] == [(0, 6, "Ana")]
    undo(one, "Ana")
    assert codings(one) == []
    undo(one, "Zoé")
    assert len(codings(one)) == 1


def test_a_coding_undone_in_one_copy_and_removed_in_the_other_does_not_come_back_by_itself(copies):
    here, there = copies
    undo(here, "Zoé")
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.remove(desk.codings[0])])
    merge_copy(here, there.path)
    undo(here, "Ana")
    assert codings(here) == []
    redo(here, "Zoé")
    assert len(codings(here)) == 1


def test_a_coder_of_another_name_there_is_the_same_person_where_it_is_said(copies):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Z.", [desk.accept(desk.open_suggestions()[0])])
    merge_copy(here, there.path, renamed=[("Z.", "Zoé")])
    assert {row[3] for row in codings(here)} == {"Zoé"}
    assert not merge_copy(here, there.path, renamed=[("Z.", "Zoé")]).is_saved
    with pytest.raises(UsageError, match="Inconnue"):
        merge_copy(here, there.path, renamed=[("Inconnue", "Zoé")])


def test_memos_changed_on_both_sides_keep_both_texts(copies, tmp_path):
    here, there = copies
    about = MemoTarget(code="potager")
    memo = write_memo(here, "Zoé", MemoKind.THEORETICAL, about, "Premier jet.")
    merge_copy(there, here.path)
    edit_memo(here, memo.id, "Ma suite.")
    edit_memo(there, memo.id, "Ta suite.")
    one, two = merged_both_ways(here, there, tmp_path)
    for folder in (one, two):
        with folder.reading() as connection:
            assert sorted(kept.words for kept in load_memos(connection)) == ["Ma suite.", "Ta suite."]
    assert rows_of(one)["memo"] == rows_of(two)["memo"]
    assert not merge_copy(one, two.path).is_saved
    edit_memo(one, memo.id, None)
    merge_copy(two, one.path)
    with two.reading() as connection:
        assert [kept.words for kept in load_memos(connection)] == ["Ma suite."]


def corrected(tmp_path, words="On avait un grand potager"):
    path = tmp_path / "corrigé.txt"
    path.write_text(TEXT.replace("On a un potager", words), encoding="utf-8")
    return path


def test_codings_from_a_copy_with_the_older_text_are_put_on_their_words_in_the_newer(copies, tmp_path):
    here, there = copies
    update_document(here, "groupe", corrected(tmp_path))
    desk = open_desk(there, "groupe")
    span = Span(desk.document.text.index("des poules"), desk.document.text.index("des poules") + 10)
    decide(there, "Ana", [desk.add(span, "potager")])
    undo(there, "Zoé")
    done = merge_copy(here, there.path)
    assert [row[5] for row in codings(here)] == ["des poules"]
    assert "sharing.differs_text" in {one.key for one in done.differences}
    assert check_project(here).problems == ()
    bring_back(here, "groupe")
    assert [row[5] for row in codings(here)] == ["des poules"]


def test_words_that_the_newer_text_has_not_leave_a_coding_without_a_place(copies, tmp_path):
    here, there = copies
    path = tmp_path / "corrigé.txt"
    path.write_text(
        TEXT.replace("Marc : Moi je répare des vélos. C'est trop cher neuf.\n\n", ""), encoding="utf-8"
    )
    update_document(here, "groupe", path)
    desk = open_desk(there, "groupe")
    start = desk.document.text.index("trop cher neuf")
    decide(there, "Ana", [desk.add(Span(start, start + 14), "frein")])
    merge_copy(here, there.path)
    current = open_desk(here, "groupe").document.version_id
    (orphan,) = [
        row
        for row in rows_of(here)["orphan"]
        if row["text_version_id"] == current and row["coder_id"] == "Ana"
    ]
    assert orphan["words"] == "trop cher neuf"


def test_decisions_on_a_text_that_is_not_here_stay_there_and_come_once_it_is(copies, tmp_path):
    here, there = copies
    update_document(there, "groupe", corrected(tmp_path))
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.add(Span(0, 12), "frein")])
    decide(there, "Ana", [desk.remove(desk.codings[0])])
    done = merge_copy(here, there.path)
    assert [(one.document, one.key, one.n) for one in done.left] == [("groupe.txt", "sharing.left_text", 2)]
    assert (done.n_decisions, len(codings(here))) == (0, 1)
    update_document(here, "groupe", corrected(tmp_path))
    assert merge_copy(here, there.path).n_decisions == 2
    assert codings(here) == codings(there)


def test_a_document_of_another_name_is_known_by_its_words(copies, tmp_path):
    here, _ = copies
    moved = tmp_path / "autre nom.txt"
    moved.write_text(TEXT, encoding="utf-8")
    there = copy_of(here, tmp_path / "léo")
    take_out(there, "groupe")
    import_documents(there, [moved], Reading())
    segment_documents(there)
    tag_documents(there)
    desk = open_desk(there, "autre nom")
    decide(there, "Léo", [desk.accept(desk.open_suggestions()[0])])
    assert merge_copy(here, there.path).decisions == (("Léo", 1),)
    assert {row[3] for row in codings(here)} == {"Zoé", "Léo"}
    assert check_project(here).problems == ()


def test_a_document_that_is_not_here_is_told(copies, tmp_path):
    here, there = copies
    new = tmp_path / "neuf.txt"
    new.write_text("Léa : Un tout autre sujet, le compost.", encoding="utf-8")
    import_documents(there, [new], Reading())
    segment_documents(there)
    desk = open_desk(there, "neuf")
    decide(there, "Ana", [desk.add(Span(0, 3), "potager")])
    done = merge_copy(here, there.path)
    assert [(one.document, one.key) for one in done.left] == [("neuf.txt", "sharing.left_document")]
    assert ("sharing.differs_only_there", "neuf.txt") in {(one.key, one.document) for one in done.differences}


def test_the_codebook_here_is_never_overwritten_and_its_differences_are_told(copies):
    here, there = copies
    grid = there.codebook_path.read_text("utf-8")
    there.codebook_path.write_text(
        grid.replace("label: Vélo", "label: Bicyclette") + "  - id: envie\n    label: Envie\n", "utf-8"
    )
    tag_documents(there)
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.add(Span(0, 12), "envie")])
    mine = here.codebook_path.read_bytes()
    done = merge_copy(here, there.path)
    assert here.codebook_path.read_bytes() == mine
    assert {(one.code, one.kind) for one in done.codebook} == {("velo", "changed"), ("envie", "added")}
    assert done.unknown_codes == (("envie", 1),)
    assert [row["number"] for row in rows_of(here)["codebook_version"]] == [1, 2]
    desk = open_desk(here, "groupe")
    (decision,) = decide(here, "Zoé", [desk.add(Span(0, 3), "potager")])
    stamped = {row["id"]: row["codebook_version"] for row in rows_of(here)["decision"]}
    assert stamped[decision.id] == 1


def test_what_comes_follows_a_code_renamed_here_and_goes_back_with_it(copies):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.add(Span(0, 12), "velo"), desk.accept(desk.open_suggestions()[0])])
    decide(there, "Ana", [desk.add(Span(0, 6), "velo")])
    undo(there, "Ana")
    rename_code(here, "Zoé", "velo", "bicyclette")
    done = merge_copy(here, there.path)
    assert done.decisions == (("Ana", 3),)
    assert done.unknown_codes == ()
    assert "velo" not in {row[2] for row in codings(here)}
    assert (0, 12, "bicyclette") in {row[:3] for row in codings(here)}
    redo(here, "Ana")
    assert (0, 6, "bicyclette") in {row[:3] for row in codings(here)}
    undo(here, "Ana")
    once = rows_of(here)
    assert not merge_copy(here, there.path).is_saved
    assert rows_of(here) == once
    undo_last(here, "Zoé")
    assert (0, 12, "velo") in {row[:3] for row in codings(here)}
    holds(here)


def test_a_code_renamed_in_the_copy_alone_is_told_and_the_codebook_here_stays(copies):
    here, there = copies
    rename_code(there, "Ana", "potager", "jardin")
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.add(Span(0, 12), "jardin")])
    done = merge_copy(here, there.path)
    assert done.unknown_codes == (("jardin", 1),)
    assert {one.key for one in done.left} == {"sharing.left_recoded"}
    assert {row[2] for row in codings(here)} == {"potager", "jardin"}
    rename_code(here, "Zoé", "potager", "jardin")
    assert {row[2] for row in codings(here)} == {"jardin"}
    assert not merge_copy(here, there.path).is_saved


def test_a_codebook_changed_before_the_copies_parted_is_common_to_both(copies, tmp_path):
    here, _ = copies
    rename_code(here, "Zoé", "velo", "bicyclette")
    there = copy_of(here, tmp_path / "léo")
    desk, other = open_desk(here, "groupe"), open_desk(there, "groupe")
    decide(there, "Léo", [other.add(Span(0, 12), "bicyclette"), other.reject(other.open_suggestions()[0])])
    decide(here, "Zoé", [desk.accept(desk.open_suggestions()[-1])])
    one, two = merged_both_ways(here, there, tmp_path)
    assert codings(one) == codings(two)
    assert without_facts(one) == without_facts(two)
    assert rows_of(one)["suggestion"] == rows_of(two)["suggestion"]


def test_a_merge_is_taken_back_as_a_whole(copies, tmp_path):
    here, there = copies
    memo = write_memo(here, "Zoé", MemoKind.THEORETICAL, MemoTarget(code="potager"), "Un.")
    merge_copy(there, here.path)
    desk = open_desk(there, "groupe")
    undo(there, "Zoé")
    decide(there, "Ana", [desk.accept(desk.open_suggestions()[0]), desk.add(Span(0, 12), "frein")])
    edit_memo(there, memo.id, "Deux.")
    write_memo(there, "Ana", MemoKind.STAR, MemoTarget(desk.document.version_id, Span(0, 3)))
    before = rows_of(here)
    merge_copy(here, there.path)
    gone = undo_merge(here)
    assert (gone.n_decisions, gone.n_memos) == (2, 1)
    after = rows_of(here)
    assert after.pop("history") != before.pop("history")
    assert after == before
    with pytest.raises(UsageError, match="Aucune fusion"):
        undo_merge(here)
    assert merge_copy(here, there.path).n_decisions == 2


def test_a_merge_that_was_worked_on_is_not_taken_back(copies):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.add(Span(0, 12), "frein")])
    merge_copy(here, there.path)
    desk = open_desk(here, "groupe")
    (coding,) = [one for one in desk.codings if one.code == "frein"]
    decide(here, "Zoé", [desk.remove(coding)])
    before = rows_of(here)
    with pytest.raises(UsageError, match="retravaillée depuis"):
        undo_merge(here)
    assert rows_of(here) == before
    undo(here, "Zoé")


def test_only_a_readable_other_project_is_merged(copies, tmp_path):
    here, there = copies
    before = rows_of(here)
    with pytest.raises(UsageError, match="ce projet lui-même"):
        merge_copy(here, here.path)
    with pytest.raises(ProjectNotFoundError):
        merge_copy(here, tmp_path / "nowhere")
    with pytest.raises(ProjectNotFoundError):
        merge_copy(here, here.transcripts_path)
    take_snapshot(there, tmp_path / "snap")
    (tmp_path / "snap" / "coder.jsonl").write_bytes(b"")
    with pytest.raises(SnapshotError):
        merge_copy(here, tmp_path / "snap")
    there.engine.dispose()
    (there.path / "project.db").write_bytes(b"SQLite format 3\0" + b"x" * 4000)
    with pytest.raises(DamagedProjectError):
        merge_copy(here, there.path)
    assert rows_of(here) == before


def row(name, at, step=None):
    return {"id": name, "at": at, "step": step or name}


def test_the_order_keeps_both_orders_and_steps_together():
    one = [row("a", "1"), row("b", "3"), row("c", "4")]
    two = [row("a", "1"), row("x", "2", "s"), row("y", "5", "s"), row("z", "4")]
    order = merged_order(one, two)
    assert order == merged_order(two, one) == ["a", "b", "c", "x", "y", "z"]
    assert merged_order([row(name, "9") for name in order], two) == order
    assert merged_order([], []) == []


def do(folder, kind, number, coder):
    """Do one thing in a copy."""
    desk = open_desk(folder, "groupe")
    offered, span = desk.open_suggestions(), Span(number, number + 5)
    if kind in "uy":
        (undo if kind == "u" else redo)(folder, coder)
    elif kind == "s":
        write_memo(
            folder, coder, MemoKind.REFLEXIVE, MemoTarget(desk.document.version_id, span), f"n{number}"
        )
    elif kind == "e" and desk.memos:
        edit_memo(folder, desk.memos[number % len(desk.memos)].id, f"e{number}" if number else None)
    elif kind == "w":
        decide(folder, coder, [desk.add(span, "frein")])
    elif kind in "arp" and offered:
        one = offered[number % len(offered)]
        made = {"a": desk.accept(one), "r": desk.reject(one), "p": desk.replace(one, "frein")}
        decide(folder, coder, [made[kind]])
    elif kind in "xm" and desk.codings:
        one = desk.codings[number % len(desk.codings)]
        decide(folder, coder, [desk.remove(one) if kind == "x" else desk.move(one, span)])


@pytest.fixture(scope="module")
def study_made_once(tmp_path_factory):
    return make_study(tmp_path_factory.mktemp("once"))


MOVE = st.tuples(st.sampled_from("arpwxmuyse"), st.integers(0, 9), st.sampled_from(["Zoé", "Ana"]))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(MOVE, max_size=4), mine=st.lists(MOVE, max_size=6), theirs=st.lists(MOVE, max_size=6))
def test_whatever_two_coders_do_their_copies_come_together(
    tmp_path_factory, study_made_once, before, mine, theirs
):
    place = tmp_path_factory.mktemp("two")
    here = copy_of(study_made_once, place / "zoé")
    for move in before:
        do(here, *move)
    there = copy_of(here, place / "ana")
    for folder, moves in ((here, mine), (there, theirs)):
        for move in moves:
            do(folder, *move)
    one, two = merged_both_ways(here, there, place)
    assert codings(one) == codings(two)
    assert without_facts(one) == without_facts(two)
    holds(one)
    once = rows_of(one)
    merge_copy(one, there.path)
    merge_copy(one, two.path)
    assert rows_of(one) == once
    take_snapshot(one, place / "snap")
    restore_project(place / "snap", place / "again")
    assert rows_of(open_project(place / "again")) == once
    for coder in ("Zoé", "Ana"):
        while undo(one, coder):
            holds(one)
    assert codings(one) == []


MAKING = {"accept", "replace", "add", "move", "settle"}


def holds(folder):
    """Check that every coding has a standing decision, every decision a coder, every span its words."""
    rows = rows_of(folder)
    decisions = {row["id"]: row for row in rows["decision"]}
    coders = {row["name"] for row in rows["coder"]}
    texts = {row["id"]: row["text"] for row in rows["text_version"]}
    for coding in rows["coding"]:
        assert not decisions[coding["decision_id"]]["undone"]
        assert texts[coding["text_version_id"]][coding["start"] : coding["end"]] == coding["words"]
    assert all(decision["coder_id"] in coders for decision in decisions.values())
    taken = {
        row["target"]
        for row in decisions.values()
        if row["kind"] != "recode" and row["target"] and not row["undone"]
    }
    makes = {
        row["id"]
        for row in decisions.values()
        if not row["undone"] and row["kind"] not in {"reject", "remove"}
    }
    assert {coding["decision_id"] for coding in rows["coding"]} == makes - taken


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from focuskit.store import merge_apply, open_project, other_copy
    from focuskit.workflow import merge

    name, here, there = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])

    def killed(*arguments, **more):
        os.kill(os.getpid(), signal.SIGKILL)

    module = {"_copy": other_copy, "apply_merge": merge}.get(name, merge_apply)
    setattr(module, name, killed)
    merge.merge_copy(open_project(here), there)
"""


@pytest.mark.parametrize("name", ["_copy", "apply_merge", "put_rows", "_renumber", "_follow", "remember"])
def test_a_merge_that_is_killed_changes_nothing_and_can_be_done_again(copies, name):
    here, there = copies
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.accept(desk.open_suggestions()[0])])
    before = rows_of(here)
    here.engine.dispose()
    command = [sys.executable, "-c", textwrap.dedent(KILLED), name, str(here.path), str(there.path)]
    assert subprocess.run(command, check=False).returncode == -9
    again = open_project(here.path)
    assert rows_of(again) == before
    assert merge_copy(again, there.path).n_decisions == 1
    assert check_project(again).problems == ()
