"""Coders and double coding on the command line."""

import json

import pytest

from focuskit.cli import run_command_line
from small_study import make_study


def run(capsys, *arguments):
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def project(tmp_path, monkeypatch):
    path = make_study(tmp_path).path
    monkeypatch.setenv("FOCUSKIT_PROJECT", str(path))
    return path


@pytest.mark.usefixtures("project")
def test_the_coder_is_remembered_and_told(capsys):
    code, out, _ = run(capsys, "coder")
    assert (code, "focuskit coder NOM" in out) == (0, True)
    assert run(capsys, "coder", "Zoé")[0] == 0
    coders = json.loads(run(capsys, "coder", "--json")[1])
    assert [(one["coder"], one["remembered"]) for one in coders] == [("Zoé", True)]


@pytest.mark.usefixtures("project")
def test_segments_are_given_listed_and_taken_back(capsys):
    code, out, _ = run(capsys, "assign", "Zoé", "--with", "Ana", "--sample", 2)
    assert (code, "4 segments confiés" in out, "cachées" in out) == (0, True, True)
    listed = json.loads(run(capsys, "assign", "--json")[1])
    assert [(one["coder"], one["n_segments"]) for one in listed] == [("Ana", 2), ("Zoé", 2)]
    assert "2 segments repris" in run(capsys, "assign", "Zoé", "--take-back")[1]
    assert len(json.loads(run(capsys, "assign", "--json")[1])) == 1


@pytest.mark.usefixtures("project")
def test_what_makes_no_sense_is_told(capsys):
    assert run(capsys, "assign", "Zoé", "--sample", 2, "--share", 10)[0] == 2
    assert run(capsys, "assign", "Zoé", "nulle part")[0] == 2
    assert run(capsys, "assign", "Zoé", "--take-back")[0] == 2


@pytest.mark.usefixtures("project")
def test_another_coder_given_codes_for_one_command_alone_and_it_is_said(capsys):
    assert run(capsys, "codebook", "add", "mairie", "--facet", "nulle part", "--coder", "Zoé")[0] != 0
    assert "Personne n'est retenu" in run(capsys, "coder")[1]
    code, _, err = run(capsys, "codebook", "add", "mairie", "--facet", "sujet", "--coder", "Claire")
    assert (code, err) == (0, "")
    code, _, err = run(capsys, "codebook", "add", "prefecture", "--facet", "sujet", "--coder", "Zoé")
    assert (code, "Décisions de Zoé pour cette commande" in err, "Claire reste" in err) == (0, True, True)
    assert "Les décisions sont celles de Claire" in run(capsys, "coder")[1]


@pytest.mark.usefixtures("project")
def test_a_code_without_facet_is_answered_with_the_facets_there_are(capsys):
    code, _, err = run(capsys, "codebook", "add", "mairie", "--coder", "Zoé")
    assert (code, "Dites dans quelle facette" in err, "sujet, frein" in err) == (2, True, True)


@pytest.mark.usefixtures("project")
def test_a_word_file_is_no_list_of_verdicts(capsys, tmp_path):
    (tmp_path / "x.docx").write_bytes(b"PK")
    code, _, err = run(capsys, "settle", "--from", tmp_path / "x.docx", "--coder", "Zoé")
    assert (code, "donnez le .xlsx ou le .csv" in err) == (2, True)
