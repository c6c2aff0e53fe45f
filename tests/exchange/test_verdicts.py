"""Verdicts read from a list that somebody filled in."""

import pytest
from openpyxl import Workbook

from focuskit.errors import UsageError
from focuskit.exchange.verdicts import read_verdicts


def test_verdicts_of_a_comma_or_semicolon_list_are_read(tmp_path):
    for delimiter in ",;":
        path = tmp_path / "liste.csv"
        rows = [
            ("id", "code", "verdict"),
            ("ab12", "velo", "oui"),
            ("cd34", "velo", "Non"),
            ("ef56", "velo", ""),
        ]
        path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8-sig")
        found = read_verdicts(path)
        assert found.by_name == {"ab12": True, "cd34": False}
        assert found.problems == ()


def test_verdicts_of_a_workbook_are_read_from_the_sheet_that_has_them(tmp_path):
    book = Workbook()
    book.active.append(["Comment lire"])
    sheet = book.create_sheet("Désaccords")
    sheet.append(["Identifiant", "Mots", "Verdict"])
    sheet.append(["ab12", "Le vélo", "yes"])
    sheet.append(["cd34", "=1", None])
    sheet.append([None, None, None])
    book.save(tmp_path / "liste.xlsx")
    assert read_verdicts(tmp_path / "liste.xlsx").by_name == {"ab12": True}


def test_a_verdict_that_is_neither_is_told_with_its_line_and_the_rest_used(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("id,verdict\nab12,peut-être\ncd34,oui\n", encoding="utf-8")
    found = read_verdicts(path)
    assert found.by_name == {"cd34": True}
    (problem,) = found.problems
    assert problem.line == 2
    assert "peut-être" not in problem.told()


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"PK\x03\x04"])
@pytest.mark.parametrize("name", ["liste.csv", "liste.xlsx"])
def test_a_file_that_is_no_list_is_told_in_a_sentence(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError, match=name):
        read_verdicts(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"rien\.csv"):
        read_verdicts(tmp_path / "rien.csv")
