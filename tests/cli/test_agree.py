"""Copies of the sample study by two coders: merged, compared, settled, reported, on the command line."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from focuskit import Project
from focuskit.cli import run_command_line
from focuskit.store import update_settings
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.initialise import locate_project
from small_study import make_study

ROOT = Path(__file__).parents[2]


def run(capsys, *arguments):
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Return the sample study with the copy of a colleague merged: Ana's decisions and Zoé's."""
    place = tmp_path_factory.mktemp("accord") / "étude"
    project = Project.create(place, ROOT / "codebooks" / "transitions.yaml", language="fr")
    sample = ROOT / "transcripts_sample"
    project.import_documents(
        [sample / "fg1_la_grange.docx", sample / "entretien_formateur.vtt"],
        participants=sample / "participants.csv",
    )
    project.segment()
    project.tag(level="top")
    locate_project(place).engine.dispose()
    copy = place.with_name("copie")
    shutil.copytree(place, copy)
    for coder, left, study in (("Ana", 5, place), ("Zoé", 3, copy)):
        folder = locate_project(study)
        for document in ("fg1_la_grange", "entretien_formateur"):
            desk = open_desk(folder, document)
            decide(
                folder,
                coder,
                [
                    desk.reject(one) if number % left == 0 else desk.accept(one)
                    for number, one in enumerate(desk.suggestions)
                ],
            )
        folder.engine.dispose()
    assert run_command_line(["merge", str(copy), "--project", str(place)]) == 0
    return place


@pytest.fixture
def project(prepared, monkeypatch):
    monkeypatch.setenv("FOCUSKIT_PROJECT", str(prepared))
    return prepared


def record(capsys, *arguments):
    code, out, _ = run(capsys, "agree", "--json", *arguments)
    assert code == 0
    return json.loads(out)


@pytest.mark.usefixtures("project")
def test_agreement_is_shown_code_by_code_with_what_is_needed_to_read_it(capsys):
    code, out, _ = run(capsys, "agree", "--level", "top")
    assert code == 0
    for words in ("Ana seul", "κ de Cohen", "α de Krippendorff", "alimentaire", "bloc de cinq tours"):
        assert words in out
    assert "des suggestions de la machine" in out
    assert "MASI (Passonneau 2006)" in out
    spans = run(capsys, "agree", "--unit", "spans", "--facet", "levier")[1]
    for words in ("uα", "|uα", "cuα", "(k)uα", "caractères"):
        assert words in spans


@pytest.mark.usefixtures("project")
def test_the_counts_of_each_code_add_up_and_every_figure_has_a_value_or_a_reason(capsys):
    found = record(capsys, "Ana", "Zoé", "--level", "top")
    assert found["units"] > 100
    assert found["interval"]["by"] == "block"
    for row in found["codes"]:
        (pair,) = row["pairs"]
        assert pair["both"] + pair["only_first"] + pair["only_second"] + pair["none"] == found["units"]
        for name in ("raw", "fleiss_kappa", "alpha", "u_alpha", "bar_u_alpha"):
            assert (row[name]["value"] is None) is (row[name]["reason"] is not None)


def test_a_notebook_gets_the_same_figures(capsys, project):
    found = record(capsys, "--level", "top", "--seed", 2)
    summary = Project(project).agreement("Ana", "Zoé", level="top", seed=2)
    assert [row.alpha.value for row in summary.rows] == [row["alpha"]["value"] for row in found["codes"]]
    assert list(summary.disagreements) == Project(project).disagreements(level="top")


@pytest.mark.usefixtures("project")
def test_the_same_seed_gives_the_same_intervals_and_another_one_others(capsys):
    first = record(capsys, "--facet", "levier", "--seed", 3)
    assert record(capsys, "--facet", "levier", "--seed", 3) == first
    assert record(capsys, "--facet", "levier", "--seed", 4)["codes"] != first["codes"]


@pytest.mark.usefixtures("project")
def test_tables_are_written_as_workbook_and_csv(capsys, tmp_path):
    assert run(capsys, "agree", "--level", "top", "--output", tmp_path / "accord.xlsx")[0] == 0
    book = load_workbook(tmp_path / "accord.xlsx")
    assert book.sheetnames == ["Accord par code", "Empans libres", "Désaccords", "Comment lire"]
    header = [cell.value for cell in book["Accord par code"][1]]
    assert header[:3] == ["Facette", "Code", "Libellé"]
    assert "κ de Cohen borne basse" in header
    assert run(capsys, "agree", "--output", tmp_path / "accord.csv")[0] == 0
    with (tmp_path / "accord.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert {"both", "kappa", "kappa_low", "alpha_reason", "set_alpha"} <= set(rows[0])
    code, _, err = run(capsys, "agree", "--output", tmp_path / "accord.docx")
    assert (code, ".xlsx" in err) == (2, True)


@pytest.mark.usefixtures("project")
def test_disagreements_are_listed_with_their_words_for_discussion(capsys, tmp_path):
    listed = record(capsys, "--code", "levier")["disagreements"]
    out = run(capsys, "agree", "--code", "levier", "--disagreements")[1]
    assert all(one["id"] in out and one["words"] in out for one in listed)
    path = tmp_path / "désaccords.docx"
    assert run(capsys, "agree", "--code", "levier", "--disagreements", "--output", path)[0] == 0
    cells = [cell.text for table in Document(path).tables for row in table.rows for cell in row.cells]
    assert all(any(one["words"] in cell for cell in cells) for one in listed)


def test_disagreements_are_settled_by_a_list_told_in_tables_and_reported(capsys, project, tmp_path):
    before = record(capsys, "--code", "levier")
    n_open = len(record(capsys)["disagreements"])
    path = tmp_path / "liste.xlsx"
    run(capsys, "agree", "--code", "levier", "--disagreements", "--output", path)
    book = load_workbook(path)
    sheet = book.active
    places = {cell.value: cell.column for cell in sheet[1]}
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, places["Verdict"]).value = "oui" if line % 2 else "non"
    book.save(path)
    code, out, _ = run(capsys, "settle", "--from", path, "--coder", "Marie", "--json")
    n = len(before["disagreements"])
    assert code == 0
    assert json.loads(out) == {
        "settled": n,
        "held": sum(line % 2 for line in range(2, n + 2)),
        "unchanged": 0,
        "open": n_open - n,
        "coder": "Marie",
    }
    after = record(capsys, "--code", "levier")
    assert after["codes"] == before["codes"]  # agreement is that of the originals
    assert all(one["settled"]["by"] == "Marie" for one in after["disagreements"])
    err = run(capsys, "table", "themes")[2]
    assert f"{n_open - n} codes posés sur un segment par une partie seulement" in err
    assert f"tranchés\N{NO-BREAK SPACE}: {n}\N{NO-BREAK SPACE};" in err
    assert json.loads(run(capsys, "settle", "--from", path, "--json")[1])["unchanged"] == n
    report = Document(Project(project).report(tmp_path / "rapport.docx"))
    words = "\n".join(one.text for one in report.paragraphs)
    assert "Accord entre codeurs" in words
    assert f"tranchés\N{NO-BREAK SPACE}: {n}, encore ouverts\N{NO-BREAK SPACE}: {n_open - n}" in words


@pytest.mark.parametrize(
    ("approach", "there", "missing"),
    [
        ("coding_reliability", "κ de Cohen", "tarte"),
        ("codebook", "α de Krippendorff", "κ de Cohen"),
        ("reflexive", "L’approche du projet est réflexive", "α de Krippendorff"),
    ],
)
def test_the_report_says_of_agreement_what_the_approach_allows(tmp_path, approach, there, missing):
    folder = make_study(tmp_path)
    for coder in ("Ana", "Zoé"):
        desk = open_desk(folder, "groupe")
        decide(folder, coder, [desk.accept(desk.suggestions[coder == "Zoé"])])
    update_settings(folder.path, approach=approach)
    report = Document(Project(folder.path).report(tmp_path / "rapport.docx"))
    words = [one.text for one in report.paragraphs]
    words += [cell.text for table in report.tables for cell in table.rows[0].cells]
    assert any(there in one for one in words)
    assert not any(one.startswith(missing) for one in words)


def test_one_coder_alone_is_told_what_to_do(capsys, tmp_path):
    folder = make_study(tmp_path)
    code, _, err = run(capsys, "agree", "--project", folder.path)
    assert (code, "--coder" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--accept"),
        (("--accept", "aaaa", "--reject", "aaaa"), "aaaa"),
        (("--accept", "inconnu"), "inconnu"),
        (("--from", "rien.xlsx"), "rien.xlsx"),
    ],
)
@pytest.mark.usefixtures("project")
def test_what_cannot_be_settled_is_told_and_nothing_kept(capsys, arguments, words):
    code, _, err = run(capsys, "settle", "--coder", "Marie", *arguments)
    assert (code, words in err) == (2, True)


def test_the_help_says_that_the_level_is_one_of_comparison(capsys):
    assert run_command_line(["agree", "--help"]) == 0
    assert "Niveau comparé" in " ".join(capsys.readouterr().out.split())
