"""``focuskit pseudonymise`` on real files."""

import openpyxl
import pytest

from focuskit.cli import run_command_line
from small_study import make_study

TEXT = """Animatrice : Bonjour Zélie.

Zélie : Moi je viens avec Amélie Kerbrat, du potager.
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("FOCUSKIT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FOCUSKIT_PASSPHRASE", "trois petits vélos")
    return make_study(tmp_path, TEXT).path


def run(capsys, *arguments):
    capsys.readouterr()
    code = run_command_line([str(one) for one in arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_sheet_out_decided_and_in_then_checked(project, tmp_path, capsys):
    sheet = tmp_path / "noms.xlsx"
    code, out = run(capsys, "pseudonymise", "--sheet", sheet, "--project", project)
    assert code == 0
    assert "noms.xlsx" in out
    book = openpyxl.load_workbook(sheet)
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[0].value = "oui"
    book.save(sheet)
    code, out = run(capsys, "pseudonymise", "--apply", sheet, "--project", project)
    assert code == 0
    assert "3 noms remplacés" in out
    code, out = run(capsys, "pseudonymise", "--check", project, "--project", project)
    assert code == 0
    assert "Vérifié" in out
    code, out = run(capsys, "pseudonymise", "--check", sheet, tmp_path / "groupe.txt", "--project", project)
    assert code == 1
    assert "groupe.txt : personne, noms 3" in out
    assert "Amélie" not in out


def test_the_list_tells_names_and_changes_nothing(project, capsys):
    code, out = run(capsys, "pseudonymise", "--project", project)
    assert code == 0
    assert "Kerbrat" in out
    assert (project / "transcripts" / "groupe.txt").exists()


def test_checking_before_anything_is_decided_is_a_usage_error(project, capsys):
    assert run(capsys, "pseudonymise", "--check", project, "--project", project)[0] == 2


def test_two_things_at_once_are_a_usage_error(project, tmp_path, capsys):
    sheet = tmp_path / "noms.xlsx"
    assert run(capsys, "pseudonymise", project, "--sheet", sheet, "--project", project)[0] == 2


def test_a_damaged_sheet_is_told(project, tmp_path, capsys):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK nothing")
    code, out = run(capsys, "pseudonymise", "--apply", bad, "--project", project)
    assert code == 1
    assert "bad.xlsx" in out
