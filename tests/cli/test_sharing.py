"""Snapshot, restore and merge on the command line."""

import json

import pytest

from focuskit.cli import run_command_line
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
