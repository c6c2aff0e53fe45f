"""A project, its snapshot, and the project made of it are the same."""

import shutil
import subprocess
import sys
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import open_project
from focuskit.store.snapshot_folder import read_manifest
from focuskit.store.snapshot_rows import load_rows
from focuskit.workflow import speakers
from focuskit.workflow.check import check_project
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.decide import decide, list_history, open_desk, redo, undo, write_memo
from focuskit.workflow.snapshot import restore_project, take_snapshot
from focuskit.workflow.tag import load_codebook, tag_documents
from focuskit.workflow.update import update_document
from small_study import TEXT, make_study


def rows_of(folder):
    with folder.reading() as connection:
        return load_rows(connection)


def seen(folder):
    return load_corpus(folder, load_codebook(folder)[0]), list_history(folder)


def again(folder, place):
    """Return the project made of a snapshot of a project."""
    shutil.rmtree(place, ignore_errors=True)
    take_snapshot(folder, place / "snap")
    restore_project(place / "snap", place / "again")
    made = open_project(place / "again")
    take_snapshot(made, place / "snap2")
    assert read_manifest(place / "snap").sums == read_manifest(place / "snap2").sums
    return made


@pytest.fixture
def worked(tmp_path):
    """Return a study with decisions of two coders, one undone, a memo, a correction and a new name."""
    folder = make_study(tmp_path)
    desk = open_desk(folder, "groupe")
    one, two = desk.open_suggestions()[:2]
    decide(folder, "Zoé", [desk.accept(one)])
    decide(folder, "Ana", [desk.replace(two, "frein/argent"), desk.add(Span(0, 12), "potager")])
    decide(folder, "Zoé", [desk.reject(two)])
    undo(folder, "Zoé")
    write_memo(folder, "Zoé", MemoKind.STAR, MemoTarget(desk.document.version_id, Span(0, 4)))
    corrected = tmp_path / "corrigé.txt"
    corrected.write_text(TEXT.replace("On a un potager", "On avait un grand potager"), encoding="utf-8")
    update_document(folder, "groupe", corrected)
    speakers.rename(folder, "groupe", "Marc", "Marco")
    tag_documents(folder)
    return folder


def test_a_restored_project_shows_and_counts_the_same(worked, tmp_path):
    made = again(worked, tmp_path / "there")
    assert rows_of(made) == rows_of(worked)
    assert seen(made) == seen(worked)
    assert check_project(made).problems == ()
    original = worked.transcripts_path / "groupe.txt"
    assert (made.transcripts_path / "groupe.txt").read_bytes() == original.read_bytes()
    assert (made.path / "focuskit.toml").read_bytes() == (worked.path / "focuskit.toml").read_bytes()


def test_undoing_goes_on_in_a_restored_project(worked, tmp_path):
    made = again(worked, tmp_path / "there")
    for folder in (worked, made):
        assert undo(folder, "Ana")
        assert speakers.undo(folder)
    assert seen(made) == seen(worked)
    for folder in (worked, made):
        assert redo(folder, "Ana")
    assert seen(made) == seen(worked)
    assert rows_of(made)["coding"] == rows_of(worked)["coding"]


def test_one_decision_changes_few_files(worked, tmp_path):
    take_snapshot(worked, tmp_path / "one")
    desk = open_desk(worked, "groupe")
    decide(worked, "Zoé", [desk.accept(desk.open_suggestions()[0])])
    take_snapshot(worked, tmp_path / "two")
    before, after = read_manifest(tmp_path / "one").sums, read_manifest(tmp_path / "two").sums
    changed = {name.rpartition("/")[2] for name in after if after[name] != before.get(name)}
    assert changed == {"coding.jsonl", "decision.jsonl", "suggestion.jsonl"}
    (place,) = (tmp_path / "two").glob("documents/*/decision.jsonl")
    lines = set(place.read_text("utf-8").splitlines())
    old = set((tmp_path / "one" / place.relative_to(tmp_path / "two")).read_text("utf-8").splitlines())
    assert (len(lines - old), len(old - lines)) == (1, 0)


def test_originals_may_stay_away(worked, tmp_path):
    take_snapshot(worked, tmp_path / "snap", with_originals=False)
    restore_project(tmp_path / "snap", tmp_path / "made")
    assert not list((tmp_path / "made" / "transcripts").iterdir())
    assert seen(open_project(tmp_path / "made")) == seen(worked)


def test_by_default_a_snapshot_is_in_the_project(worked):
    assert take_snapshot(worked).path == str(worked.path / "snapshot")
    assert take_snapshot(worked).n_files == len(read_manifest(worked.path / "snapshot").sums)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(st.sampled_from("arpmxuys"), st.integers(0, 9), st.sampled_from(["Zoé", "Ana"])),
        max_size=12,
    )
)
def test_after_any_sequence_the_project_comes_back(tmp_path_factory, moves):
    place = tmp_path_factory.mktemp("any")
    folder = make_study(place)
    for kind, number, coder in moves:
        do(folder, kind, number, coder)
    made = again(folder, place / "there")
    assert rows_of(made) == rows_of(folder)
    assert seen(made) == seen(folder)


def do(folder, kind, number, coder):
    """Do one thing: accept, reject, replace, move, remove, undo, do again, or set a star."""
    desk = open_desk(folder, "groupe")
    offered, span = desk.open_suggestions(), Span(number, number + 5)
    if kind in "uy":
        (undo if kind == "u" else redo)(folder, coder)
    elif kind == "s":
        write_memo(folder, coder, MemoKind.STAR, MemoTarget(desk.document.version_id, span))
    elif kind in "arp" and offered:
        one = offered[number % len(offered)]
        made = {"a": desk.accept(one), "r": desk.reject(one), "p": desk.replace(one, "frein")}
        decide(folder, coder, [made[kind]])
    elif kind in "xm" and desk.codings:
        one = desk.codings[number % len(desk.codings)]
        decide(folder, coder, [desk.remove(one) if kind == "x" else desk.move(one, span)])


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from focuskit.store import open_project, snapshot_folder, snapshot_restore
    from focuskit.workflow.snapshot import restore_project, take_snapshot

    step, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    module, name, calls = step.split(".")
    module = {"folder": snapshot_folder, "restore": snapshot_restore}[module]
    real, left = getattr(module, name), [int(calls)]

    def once(*arguments, **more):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **more)

    setattr(module, name, once)
    if (source / "project.db").exists():
        take_snapshot(open_project(source), target)
    else:
        restore_project(source, target)
"""


def killed(step, source, target):
    script = textwrap.dedent(KILLED)
    done = subprocess.run([sys.executable, "-c", script, step, str(source), str(target)], check=False)
    assert done.returncode == -9


@pytest.mark.parametrize(
    "step", ["restore.copy_files.0", "restore.create_project.0", "restore.save_rows.0", "restore._check.0"]
)
def test_a_restore_that_is_killed_leaves_nothing_in_place_and_can_be_done_again(worked, tmp_path, step):
    take_snapshot(worked, tmp_path / "snap")
    killed(step, tmp_path / "snap", tmp_path / "made")
    assert not (tmp_path / "made").exists()
    restore_project(tmp_path / "snap", tmp_path / "made")
    assert rows_of(open_project(tmp_path / "made")) == rows_of(worked)
    assert not (tmp_path / ".made.new").exists()


@pytest.mark.parametrize("step", ["folder._write_changed.0", "folder._write_changed.5"])
def test_a_snapshot_that_is_killed_is_not_taken_for_a_whole_one(worked, tmp_path, step):
    killed(step, worked.path, tmp_path / "snap")
    assert not (tmp_path / "snap").exists()
    take_snapshot(worked, tmp_path / "snap")
    restore_project(tmp_path / "snap", tmp_path / "made")
    assert rows_of(open_project(tmp_path / "made")) == rows_of(worked)
