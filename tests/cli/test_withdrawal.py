"""``focuskit participants withdraw``, and words of people who refused to be quoted, on real files."""

import json

import openpyxl
import pytest

from focuskit.cli import run_command_line
from small_study import make_study

PEOPLE = """pseudonym,label,document,role,structure,consent_quotation
Solène,Léa,groupe.txt,participant,La Grange,oui
Odilon,Marc,groupe.txt,participant,Ressourcerie,non
"""


@pytest.fixture
def project(tmp_path):
    folder = make_study(tmp_path)
    table = tmp_path / "people.csv"
    table.write_text(PEOPLE, encoding="utf-8")
    assert run_command_line(["participants", "import", str(table), "--project", str(folder.path)]) == 0
    return folder.path


def run(capsys, *arguments):
    capsys.readouterr()
    code = run_command_line([str(one) for one in arguments])
    return code, capsys.readouterr().out


def test_withdrawing_tells_what_goes_and_that_nothing_is_left(project, capsys):
    code, out = run(capsys, "participants", "withdraw", "Odilon", "--yes", "--project", project)
    assert code == 0
    assert "Odilon : propos effacés, 9 mots" in out
    assert "transcripts/groupe.txt" in out
    assert "Vérifié" in out
    assert "Hors d’atteinte" in out
    assert run(capsys, "check", "--project", project)[0] == 0
    code, _ = run(capsys, "tag", "--project", project)
    assert code == 0


def test_checking_before_finds_the_words_and_erases_nothing(project, capsys):
    code, out = run(capsys, "participants", "withdraw", "Odilon", "--check", "--json", "--project", project)
    assert code == 1
    told = json.loads(out)
    assert "project.db" in told["found"] or "project.db-wal" in told["found"]
    assert "transcripts/groupe.txt" in told["found"]
    assert told["erased"] is None
    assert (project / "transcripts" / "groupe.txt").exists()


def test_without_a_yes_nothing_is_erased(project, capsys, monkeypatch):
    monkeypatch.setattr("click.confirm", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    code, out = run(capsys, "participants", "withdraw", "Odilon", "--project", project)
    assert code == 130
    assert "à effacer" in out
    assert (project / "transcripts" / "groupe.txt").exists()


def test_nobody_of_that_name_is_a_usage_error(project, capsys):
    assert run(capsys, "participants", "withdraw", "Nemo", "--yes", "--project", project)[0] == 2


@pytest.mark.parametrize("name", ["quotations", "quotes"])
def test_tables_show_no_words_of_somebody_who_refused(project, capsys, name):
    code, out = run(capsys, "table", name, "--format", "json", "--project", project)
    assert code == 0
    assert "répare" not in out
    assert "Odilon" in out
    assert "On a un potager" in out


def test_the_workbook_counts_them_without_their_words_and_says_so(project, tmp_path, capsys):
    path = tmp_path / "out.xlsx"
    assert run(capsys, "table", "quotations", "--output", path, "--project", project)[0] == 0
    book = openpyxl.load_workbook(path)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert not any("répare" in cell for cell in cells)
    assert "Odilon" in cells
    assert any("pas consenti à être citée" in cell for cell in cells)
