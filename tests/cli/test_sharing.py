"""Snapshot, restore and merge on the command line."""

import json
import shutil

import pytest

from focuskit.cli import run_command_line
from focuskit.model.spans import Span
from focuskit.store import open_project
from focuskit.workflow.decide import decide, open_desk
from small_study import make_study


def run(capsys, *arguments):
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def project(tmp_path):
    return make_study(tmp_path).path


def test_a_snapshot_is_written_and_restored(capsys, project, tmp_path):
    code, out, _ = run(capsys, "snapshot", tmp_path / "snap", "--project", project, "--json")
    assert code == 0
    files = json.loads(out)["files"]
    code, out, _ = run(capsys, "restore", tmp_path / "snap", tmp_path / "new")
    assert (code, f"({files} fichiers lus" in out) == (0, True)
    assert run(capsys, "check", "--project", tmp_path / "new")[0] == 0


def test_a_restore_never_goes_over_something(capsys, project, tmp_path):
    run(capsys, "snapshot", tmp_path / "snap", "--project", project, "--without-originals")
    code, _, err = run(capsys, "restore", tmp_path / "snap", project)
    assert code == 1
    assert "dossier nouveau" in err
    code, _, err = run(capsys, "restore", project, tmp_path / "new")
    assert (code, "manifest.yaml" in err) == (1, True)


@pytest.fixture
def other(project, tmp_path):
    """Return a copy in which Ana has coded three words and changed the codebook."""
    open_project(project).engine.dispose()
    shutil.copytree(project, tmp_path / "ana")
    there = open_project(tmp_path / "ana")
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.add(Span(0, 12), "frein"), desk.accept(desk.open_suggestions()[0])])
    there.codebook_path.write_text(
        there.codebook_path.read_text("utf-8").replace("label: Vélo", "label: Bicyclette"), "utf-8"
    )
    return there.path


def test_a_merge_tells_what_came_and_what_differs(capsys, project, other):
    code, out, _ = run(capsys, "merge", other, "--project", project, "--dry-run")
    assert code == 0
    assert "Ana : 2 décisions" in out
    assert "velo : autre label" in out
    assert "rien n’a été changé" in out
    code, out, _ = run(capsys, "merge", other, "--project", project, "--json")
    told = json.loads(out)
    assert (told["saved"], told["decisions"], told["by_coder"]) == (True, 2, {"Ana": 2})
    assert told["codebook"] == [{"code": "velo", "kind": "changed", "fields": ["label"]}]
    assert "Rien de nouveau" in run(capsys, "merge", other, "--project", project)[1]


def test_a_merge_is_taken_back_on_the_command_line(capsys, project, other):
    run(capsys, "merge", other, "--project", project, "--rename-coder", "Ana=Anne")
    assert run(capsys, "merge", "--undo", "--project", project)[1].startswith(
        "Fusion reprise : décisions retirées 2"
    )
    code, _, err = run(capsys, "merge", "--undo", "--project", project)
    assert (code, err) == (2, "Aucune fusion à reprendre.\n")


@pytest.mark.parametrize("arguments", [[], ["--undo", "--dry-run"], ["there", "--undo"]])
def test_a_merge_needs_either_a_copy_or_undo(capsys, project, arguments):
    code, _, err = run(capsys, "merge", *arguments, "--project", project)
    assert (code, "--undo" in err) == (2, True)


def test_a_merge_speaks_english(capsys, project, other):
    out = run(capsys, "merge", other, "--project", project, "--lang", "en")[1]
    assert "Ana: 2 decisions" in out
    assert "The copies are merged." in out
