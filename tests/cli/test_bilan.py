"""Taking stock from the command line: an invented table with published margins, and coded talk."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from focuskit.cli import run_command_line
from small_study import make_study

TABLE = Path(__file__).parents[1] / "fixtures" / "bilan" / "six_mois.csv"
"""Sixteen invented respondents; only the margins are those of a published six-month review."""

MARGINS = {
    ("Statut", "association"): "11/16 structures",
    ("L'accompagnement éducatif fait partie du modèle économique", ""): "11/16 structures",
    ("Initiatives d'adhérents soutenues", ""): "14/16 structures",
    ("Action en son nom propre", ""): "11/16 structures",
    ("Connaissance de la formation", "moyenne"): "12/16 structures",
    ("Davantage de coopération", ""): "15/16 structures",
    ("Organismes de formation accueillis", ""): "10/16 structures",
    ("Action coproduite avec un organisme de formation", ""): "9/16 structures",
    ("Coproduction pour la première fois", ""): "4/16 structures",
    ("Services de l'emploi : interconnaissance nouvelle", ""): "9/16 structures",
    ("Services de l'emploi : accueillis", ""): "4/16 structures",
    ("Services de l'emploi : action coproduite", ""): "6/16 structures",
    ("Services de l'emploi : coopération favorisée", ""): "12/16 structures",
    ("Lien avec l'administration régionale", ""): "13/16 structures",
    ("Partage d'expériences utile", ""): "15/16 structures",
    ("Envies de partage", "co-développement"): "7/16 structures",
    ("Envies de partage", "agenda partagé"): "8/16 structures",
    ("Postes créés", "en tout"): "9 emplois",
    ("Contrats", "durée déterminée"): "7/16 structures",
    ("Contrats", "temps plein"): "8/16 structures",
}


def run(capsys, *arguments):
    code = run_command_line([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_every_published_margin_is_found_with_its_unit(capsys):
    code, out, _ = run(capsys, "bilan", TABLE, "--format", "json")
    assert code == 0
    found = {(one["question"], one["item"]): f"{one['written']} {one['unit']}" for one in json.loads(out)}
    assert {key: found.get(key) for key in MARGINS} == MARGINS


def test_every_published_margin_is_printed(capsys):
    code, out, err = run(capsys, "bilan", TABLE)
    assert code == 0
    for margin in MARGINS.values():
        assert margin in out
    assert "la majorité des structures (9/16)" in out
    assert "agenda partagé\xa0: 8 structures sur 16" in out
    assert "%" not in out
    assert "Ce qui a le plus changé" in err


def test_a_workbook_gives_what_its_table_of_text_gives(capsys, tmp_path):
    (tmp_path / "t.csv").write_text("Nom;Agit\nA;oui\nB;\nB;non\n", encoding="utf-8")
    sheet = Workbook()
    for row in (("Nom", "Agit"), ("A", "oui"), ("B", None), ("B", "non")):
        sheet.active.append(row)
    sheet.save(tmp_path / "t.xlsx")
    texts = [run(capsys, "bilan", tmp_path / f"t.{end}", "--format", "json")[1] for end in ("csv", "xlsx")]
    assert texts[0] == texts[1]
    assert json.loads(texts[0])[0]["who_no"] == "B (4)"


def test_respondents_may_be_called_something_else(capsys):
    _, out, _ = run(capsys, "bilan", TABLE, "--unit", "associations")
    assert "11/16 associations" in out
    code, _, err = run(capsys, "bilan", TABLE, "--who", "Zorro")
    assert (code, "Statut" in err) == (2, True)


@pytest.mark.parametrize("content", [None, "", "Nom;Agit\n"])
def test_no_file_and_no_answers_are_told_in_a_sentence(capsys, tmp_path, content):
    path = tmp_path / "rien.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, _, err = run(capsys, "bilan", path)
    assert code == 2
    assert "rien.csv" in err


@pytest.mark.parametrize("ending", ["csv", "xlsx", "md", "html"])
def test_the_stock_is_written_in_every_format(capsys, tmp_path, ending):
    target = tmp_path / f"b.{ending}"
    assert run(capsys, "bilan", TABLE, "--output", target)[0] == 0
    assert target.read_bytes()


def test_stock_of_coded_talk_names_who_says_it(capsys, tmp_path):
    place = make_study(tmp_path).path
    code, out, err = run(capsys, "bilan", "--by", "person", "--unit", "personnes", "--project", place)
    assert code == 0
    assert "potager : 1/2 personnes" in out
    assert "non abordé : P2" in out
    assert "Ne pas être codé n’est pas dire non" in err


def test_columns_on_who_answers_are_left_out_and_told(capsys, tmp_path):
    words = "Nom;Âge;Tranche d'âge;Commune;Agit;Sexe ?\nA;30;30-39;X;oui;oui\nB;40;40-49;X;non;oui\n"
    (tmp_path / "t.csv").write_text(words, encoding="utf-8")
    _, out, err = run(capsys, "bilan", tmp_path / "t.csv", "--format", "json")
    assert {one["question"] for one in json.loads(out)} == {"Agit", "Sexe ?"}
    assert "laissées hors du bilan\N{NO-BREAK SPACE}: Âge, Tranche d'âge, Commune." in err
