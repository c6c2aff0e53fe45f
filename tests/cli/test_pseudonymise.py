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


def answer(monkeypatch, *keys):
    given = iter(keys)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(given))


def test_names_are_decided_on_screen_then_replaced(project, capsys, monkeypatch):
    answer(monkeypatch, "?", "p", "o", "r", "n", "m", "Rosine", "s")
    code, out = run(capsys, "pseudonymise", "--decide", "--project", project)
    assert code == 0
    assert "o oui, remplacer" in out
    assert "2 décisions ; à décider : 1" in out
    code, out = run(capsys, "pseudonymise", "--replace", "--project", project)
    assert code == 0
    assert "1 nom remplacé" in out
    answer(monkeypatch, "q")
    code, out = run(capsys, "pseudonymise", "--decide", "--project", project)
    assert "1 nom à décider" in out


def test_what_is_sealed_is_opened_with_the_right_passphrase_alone(project, tmp_path, capsys, monkeypatch):
    answer(monkeypatch, "o", "o", "o")
    run(capsys, "pseudonymise", "--decide", "--project", project)
    run(capsys, "pseudonymise", "--replace", "--project", project)
    monkeypatch.setenv("FOCUSKIT_NEW_PASSPHRASE", "une autre phrase")
    assert run(capsys, "pseudonymise", "--change-passphrase", "--project", project)[0] == 0
    code, out = run(capsys, "pseudonymise", "--reopen", tmp_path / "rouvert", "--project", project)
    assert code == 2
    assert "Ce n’est pas la phrase de passe" in out
    monkeypatch.setenv("FOCUSKIT_PASSPHRASE", "une autre phrase")
    code, out = run(capsys, "pseudonymise", "--reopen", tmp_path / "rouvert", "--project", project)
    assert code == 0
    assert (tmp_path / "rouvert" / "noms.csv").exists()


def test_an_import_after_names_were_replaced_is_told(project, tmp_path, capsys, monkeypatch):
    later = tmp_path / "suite.txt"
    later.write_text("P1 : Oui.\n", encoding="utf-8")
    answer(monkeypatch, "q")
    run(capsys, "pseudonymise", "--decide", "--project", project)
    code, out = run(capsys, "import", later, "--project", project)
    assert code == 0
    assert "--replace" not in out
    answer(monkeypatch, "o", "o", "o")
    run(capsys, "pseudonymise", "--decide", "--project", project)
    (tmp_path / "encore.txt").write_text("P1 : Non.\n", encoding="utf-8")
    _, out = run(capsys, "import", tmp_path / "encore.txt", "--project", project)
    assert "pseudonymise --replace" in out
