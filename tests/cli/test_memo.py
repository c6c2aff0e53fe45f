"""``focuskit memo``: written on a code, listed, in the report, taken back."""

import json

import docx
import pytest
from docx.oxml.ns import qn

from focuskit.cli import run_command_line
from focuskit.project import Project
from small_study import make_study


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


def memo(folder, *options):
    return run_command_line(["memo", *map(str, options), "--project", str(folder.path)])


def listed(folder, capsys, *options):
    capsys.readouterr()
    assert memo(folder, "list", "--json", *options) == 0
    return json.loads(capsys.readouterr().out)


def words_of_report(folder):
    path = folder.path / "r.docx"
    command = ["report", "--output", str(path), "--no-page-numbers", "--project", str(folder.path)]
    assert run_command_line(command) == 0
    return "\n".join(one.text or "" for one in docx.Document(str(path)).element.iter(qn("w:t")))


def test_a_memo_on_a_code_stands_in_the_report_until_it_is_taken_back(folder, capsys):
    assert memo(folder, "write", "Le jardin les tient ensemble.", "--on", "potager", "--coder", "Nour") == 0
    assert "Le jardin les tient ensemble." in words_of_report(folder)
    assert [one["code"] for one in listed(folder, capsys, "potager")] == ["potager"]
    assert memo(folder, "undo") == 0
    assert "Le jardin" not in words_of_report(folder)
    assert memo(folder, "undo") == 1


def test_a_memo_from_a_file_on_the_study_stands_in_the_discussion(folder, tmp_path, capsys):
    text = tmp_path / "memo.txt"
    text.write_text("Deux séances.\n\nPas plus.\n", encoding="utf-8")
    assert memo(folder, "write", "--file", text, "--kind", "methodological", "--coder", "Nour") == 0
    (one,) = listed(folder, capsys)
    assert (one["code"], one["kind"], one["words"]) == (None, "methodological", "Deux séances.\n\nPas plus.")
    assert "Pas plus." in words_of_report(folder)


def test_faults_are_told_in_a_sentence_and_nothing_is_kept(folder, tmp_path, capsys):
    assert memo(folder, "write", "x", "--on", "jamais", "--coder", "Nour") == 2
    assert memo(folder, "write", "--coder", "Nour") == 2
    assert memo(folder, "write", "--file", tmp_path / "absent.txt", "--coder", "Nour") == 2
    assert "absent.txt" in capsys.readouterr().err
    assert memo(folder, "write", "sans nom") != 0
    assert listed(folder, capsys) == []
    assert memo(folder, "list") == 0
    assert "Aucun mémo." in capsys.readouterr().out


def test_a_notebook_writes_memos_too(folder, capsys):
    Project(folder.path).memo("Vu du vélo.", on="velo", coder="Nour")
    assert [one["words"] for one in listed(folder, capsys, "velo")] == ["Vu du vélo."]
