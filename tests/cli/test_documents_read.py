"""What a user sees of files before and after they are kept: labels, doubts, attributes, traces."""

from __future__ import annotations

import json

import pytest
from docx import Document

from focuskit.cli import run_command_line

TALK = """Date : 4 mars 2026
Durée : 1 h 35

Animatrice : Bonjour ?
Nadia : Oui, deux choses.
Par exemple : le prix.
Malik : Non [inaudible] [bold]jamais[/bold].
Bon point : oui.
Nadia : Si.
Bon point : non.
Malik : Ah.
Bon point : si.
"""


@pytest.fixture
def project(tmp_path, capsys):
    (tmp_path / "groupe.txt").write_text(TALK, encoding="utf-8")
    assert run_command_line(["init", str(tmp_path / "p")]) == 0
    capsys.readouterr()
    return tmp_path / "p"


def run(capsys, project, *arguments):
    code = run_command_line([*map(str, arguments), "--project", str(project)])
    return code, capsys.readouterr().out


def test_a_dry_run_shows_the_labels_and_a_changed_file_as_import_does(project, tmp_path, capsys):
    file = tmp_path / "groupe.txt"
    code, told = run(capsys, project, "import", file, "--dry-run")
    assert code == 0
    assert all(label in told for label in ("Animatrice", "Nadia", "Malik", "Bon point"))
    assert run(capsys, project, "import", file)[0] == 0
    assert "diffère" not in run(capsys, project, "import", file, "--dry-run")[1]
    file.write_text(TALK.replace("Si.", "Si, vraiment."), encoding="utf-8")
    code, told = run(capsys, project, "import", file, "--dry-run")
    assert (code, "diffère" in told) == (1, True)
    (problem,) = json.loads(run(capsys, project, "import", file, "--dry-run", "--json")[1])["problems"]
    assert [problem] == json.loads(run(capsys, project, "import", file, "--json")[1])["problems"]


def test_a_label_that_is_a_phrase_is_a_doubt_and_par_exemple_no_label(project, tmp_path, capsys):
    run(capsys, project, "import", tmp_path / "groupe.txt")
    listed = json.loads(run(capsys, project, "speakers", "--json")[1])
    doubted = [one["label"] for one in listed if any("phrase" in doubt for doubt in one["doubts"])]
    assert doubted == ["Bon point"]
    assert "Par exemple" not in {one["label"] for one in listed}


def test_par_exemple_in_a_column_of_speakers_is_a_doubt(project, tmp_path, capsys):
    rows = "locuteur;texte\nNadia;oui\npar exemple ;le prix\nNadia;si\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    run(capsys, project, "import", tmp_path / "t.csv")
    assert "par exemple : ressemble à une phrase" in run(capsys, project, "speakers")[1]


def test_marks_in_brackets_are_shown_as_they_are(project, tmp_path, capsys):
    run(capsys, project, "import", tmp_path / "groupe.txt")
    run(capsys, project, "segment")
    assert "[inaudible] [bold]jamais[/bold]" in run(capsys, project, "kwic", "non")[1]


def test_duration_and_a_table_on_the_first_page_are_attributes(project, tmp_path, capsys):
    document = Document()
    document.add_paragraph("Groupe des voisins")
    pairs = [("Date", "3 mars 2026"), ("Lieu :", "La Grange"), ("Durée", "1 h 20"), ("Financeur", "commune")]
    table = document.add_table(rows=len(pairs), cols=2)
    for row, pair in zip(table.rows, pairs, strict=True):
        for cell, words in zip(row.cells, pair, strict=True):
            cell.text = words
    for line in ("Animatrice : On commence ?", "Nadia : Oui.", "Malik : Non.", "Nadia : Si."):
        document.add_paragraph(line)
    document.save(tmp_path / "g.docx")
    run(capsys, project, "import", tmp_path / "g.docx", tmp_path / "groupe.txt")
    listed = json.loads(run(capsys, project, "documents", "--json")[1])
    found = {one["name"]: one["attributes"] for one in listed}
    assert found["groupe.txt"] == {"date": "4 mars 2026", "durée": "1 h 35"}
    assert found["g.docx"] == {
        "date": "3 mars 2026",
        "lieu": "La Grange",
        "durée": "1 h 20",
        "financeur": "commune",
    }


def test_a_removed_document_stays_in_the_list_as_a_trace(project, tmp_path, capsys):
    run(capsys, project, "import", tmp_path / "groupe.txt")
    (tmp_path / "corrigé.txt").write_text(TALK.replace("Si.", "Si, vraiment."), encoding="utf-8")
    assert run(capsys, project, "update", "groupe", tmp_path / "corrigé.txt")[0] == 0
    assert run(capsys, project, "documents", "remove", "groupe")[0] == 0
    assert not [path for path in (project / "transcripts").rglob("*") if path.is_file()]
    assert "groupe.txt : retiré le" in run(capsys, project, "documents")[1]
    assert json.loads(run(capsys, project, "documents", "--json")[1]) == []
