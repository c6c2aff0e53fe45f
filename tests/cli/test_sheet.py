"""The spreadsheet from the command line: out, filled in, back."""

import json
import shutil
import subprocess

import openpyxl
import pytest

from focuskit.cli import run_command_line
from small_study import make_study

SOFFICE = shutil.which("soffice")


def run(capsys, folder, *arguments):
    code = run_command_line([str(one) for one in arguments] + ["--project", str(folder.path)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path)


@pytest.fixture
def filled(capsys, folder, tmp_path):
    """Return a workbook whose first suggestion is accepted and whose second has an unknown code."""
    path = tmp_path / "codage.xlsx"
    code, out, _ = run(capsys, folder, "sheet", "export", "--output", path)
    assert code == 0
    assert "suggestions à décider : 4" in out
    book = openpyxl.load_workbook(path)
    sheet = book["Codage"]
    lines = [line for line in range(2, sheet.max_row + 1) if sheet.cell(line, 7).value]
    sheet.cell(lines[0], 9, "accepter")
    sheet.cell(lines[1], 9, "remplacer")
    sheet.cell(lines[1], 10, "vélomobile")
    book.save(path)
    return path


def test_json_tells_the_figures_and_nothing_else(capsys, folder, filled):
    code, out, err = run(capsys, folder, "sheet", "import", filled, "--json", "--coder", "Odile")
    read = json.loads(out)
    assert (code, err) == (0, "")
    assert (read["accepted"], read["replaced"], read["unknown"], read["saved"]) == (
        1,
        0,
        ["vélomobile"],
        True,
    )
    assert read["nearest"]["vélomobile"][0] == "velo"
    assert (read["rows"], read["placed"], read["coders"]) == (5, 5, ["Odile"])


def test_a_dry_run_keeps_nothing_and_a_missing_coder_is_asked_for(capsys, folder, filled):
    code, out, _ = run(capsys, folder, "sheet", "import", filled, "--dry-run")
    assert code == 0
    assert "1 suggestion acceptée" in out
    assert "rien n'a été enregistré" in out
    code, _, err = run(capsys, folder, "sheet", "import", filled)
    assert code == 2
    assert "--coder" in err


@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed")
def test_a_workbook_saved_again_by_libreoffice_brings_the_same(capsys, folder, filled, tmp_path):
    command = [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "lo"), str(filled)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    if not (tmp_path / "lo" / "codage.xlsx").is_file():
        pytest.skip("this LibreOffice has no Calc")
    code, out, _ = run(
        capsys, folder, "sheet", "import", tmp_path / "lo" / "codage.xlsx", "--json", "--coder", "O"
    )
    read = json.loads(out)
    assert (code, read["accepted"], read["rows"], read["placed"]) == (0, 1, 5, 5)
