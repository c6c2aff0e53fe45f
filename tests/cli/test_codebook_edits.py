"""Changes of the codebook, history, undo and redo on the command line."""

import json

import pytest

from focuskit.cli import run_command_line
from focuskit.model.spans import Span
from focuskit.workflow.decide import decide, open_desk
from small_study import make_study


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a study in which Zoé, who is remembered, coded two segments."""
    folder = make_study(tmp_path)
    desk = open_desk(folder, "groupe")
    decide(folder, "Zoé", [desk.add(desk.span_of(3), "velo"), desk.add(Span(0, 8), "velo")])
    monkeypatch.setenv("FOCUSKIT_PROJECT", str(folder.path))
    run_command_line(["coder", "Zoé"])
    return folder.path


@pytest.fixture
def run(capsys, project):
    """Return a function that runs a command in the project."""
    assert project.is_dir()
    capsys.readouterr()

    def call(*arguments):
        code = run_command_line([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "velo/cadre", "--why", "Entendu"), "est ajouté"),
        (("rename", "velo", "bicyclette"), "2 codages suivent"),
        (("rename", "velo", "--label", "Bicyclette"), "Le libellé"),
        (("move", "argent", "--facet", "sujet"), "« argent »"),
        (("move", "velo", "--below", "potager"), "« potager/velo »"),
        (("merge", "velo", "potager"), "fusionné"),
        (("retire", "velo"), "retiré"),
        (("split", "velo", "--to", "roue=réparer"), "est divisé"),
    ],
)
def test_a_change_is_told_undone_and_done_again(run, project, arguments, told):
    first = (project / "codebook.yaml").read_bytes()
    code, out, err = run("codebook", *arguments)
    assert (code, err, told in out) == (0, "", True)
    after = (project / "codebook.yaml").read_bytes()
    code, out, _ = run("undo")
    assert (code, out.startswith("Défait : Zoé")) == (0, True)
    assert (project / "codebook.yaml").read_bytes() == first
    assert run("redo")[1].startswith("Refait : Zoé")
    assert (project / "codebook.yaml").read_bytes() == after


def test_json_tells_all_of_a_change_and_of_history(run):
    made = json.loads(run("codebook", "merge", "velo", "potager", "--why", "Pareil", "--json")[1])
    assert (made["kind"], made["recoded"], made["why"]) == ("merge", 2, "Pareil")
    lines = json.loads(run("history", "--json")[1])
    assert [one["kind"] for one in lines] == ["add", "add", "codebook_merge"]
    undone = json.loads(run("undo", "--json")[1])
    assert [one["undone"] for one in undone] == [True]
    assert json.loads(run("redo", "--coder", "Ana", "--json")[1]) == []


def test_a_split_by_a_sheet_places_what_is_filled_in(run, tmp_path):
    sheet = tmp_path / "placer.csv"
    code, out, _ = run("codebook", "split", "velo", "--write-sheet", sheet)
    assert (code, "2 codages écrits" in out) == (0, True)
    text = sheet.read_text(encoding="utf-8-sig").replace("neuf.;", "neuf.;roue")
    sheet.write_text(text, encoding="utf-8-sig")
    code, _, err = run("codebook", "split", "velo", "--to", "autre", "--sheet", sheet)
    assert (code, "--to roue" in err) == (2, True)
    assert "1 codage suit" in run("codebook", "split", "velo", "--to", "roue", "--sheet", sheet)[1]
    assert "(1)" in run("codebook", "reread")[1]


def test_what_emerged_and_what_is_to_be_read_again_is_listed(run):
    run("codebook", "add", "a_classer", "--facet", "sujet")
    run("codebook", "add", "a_classer/les_cles", "--label", "Les clés")
    run("codebook", "retire", "velo")
    emerged = json.loads(run("codebook", "emerged", "--json")[1])
    assert {one["code"]: one["reason"] for one in emerged} == {
        "a_classer/les_cles": "in_vivo",
        "velo": "retired",
    }
    assert "2 codes attendent leur place" in run("codebook", "emerged")[1]
    assert len(json.loads(run("codebook", "reread", "--json")[1])) == 2
    assert "2 relectures faites" in run("codebook", "reread", "groupe", "--done")[1]
    assert "Rien à relire" in run("codebook", "reread")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rename", "Vélo", "x"), "velo"),
        (("move", "velo"), "--below"),
        (("split", "velo"), "--to"),
        (("add", "été", "--facet", "sujet"), "accent"),
        (("reread", "--done"), "--done"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_sentence(run, arguments, told):
    code, out, err = run("codebook", *arguments)
    assert (code, out, told in err, err.count("\n")) == (2, "", True, 1)


def test_history_of_somebody_who_codes_blind_hides_and_lifts(run, project):
    folder_history = json.loads(run("history", "--json")[1])
    assert len(folder_history) == 2
    run("coder", "Ana")
    run("assign", "Ana", "groupe")
    assert "ne sont pas montrées" in run("history")[1]
    assert len(json.loads(run("history", "--lift", "--last", 1, "--json")[1])) == 1
    assert (project / "codebook.yaml").is_file()
