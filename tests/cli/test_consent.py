"""Consents in the list of people, set by hand, and kept when a table is read again."""

import json

import pytest

from focuskit.cli import run_command_line
from small_study import make_study

PEOPLE = """pseudonym,label,document,role,structure,consentement_citation,consent_formation
Solène,Léa,groupe.txt,participant,La Grange,oui,oui
Odilon,Marc,groupe.txt,participant,Ressourcerie,à voir,
"""


@pytest.fixture
def project(tmp_path):
    folder = make_study(tmp_path)
    table = tmp_path / "people.csv"
    table.write_text(PEOPLE, encoding="utf-8")
    return folder.path


def run(capsys, *arguments):
    capsys.readouterr()
    code = run_command_line([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out + err


def consents(capsys, project):
    _, out = run(capsys, "participants", "--json", "--project", project)
    return {one["pseudonym"]: one["consent"] for one in json.loads(out)}


def bring(capsys, project):
    return run(capsys, "participants", "import", project.parent / "people.csv", "--project", project)


def test_the_list_of_people_shows_what_each_agreed_to(project, capsys):
    code, out = bring(capsys, project)
    assert code == 0
    assert "people.csv, ligne 3 : colonne « consentement_citation » : la réponse n’est ni oui ni non" in out
    assert "à voir" not in out
    _, out = run(capsys, "participants", "--project", project)
    assert "? (pas clair)" in out
    assert "Être cité : oui 1, non 0, pas clair 1, sans réponse 0." in out
    assert "Être archivé : oui 0, non 0, pas clair 0, sans réponse 2." in out
    assert consents(capsys, project) == {
        "Solène": {"quotation": "agreed", "training": "agreed", "archive": "untold"},
        "Odilon": {"quotation": "unclear", "training": "untold", "archive": "untold"},
    }


def test_a_consent_is_set_in_the_place_of_what_was_told(project, capsys):
    bring(capsys, project)
    code, _ = run(capsys, "participants", "set", "Odilon", "consent_quotation=oui", "--project", project)
    assert code == 0
    assert consents(capsys, project)["Odilon"]["quotation"] == "agreed"
    run(capsys, "participants", "set", "Odilon", "refus_citation=oui", "--project", project)
    assert consents(capsys, project)["Odilon"]["quotation"] == "refused"
    run(capsys, "participants", "set", "Odilon", "consent_citation=", "--project", project)
    assert consents(capsys, project)["Odilon"]["quotation"] == "untold"


def test_a_consent_that_is_neither_yes_nor_no_is_not_set(project, capsys):
    bring(capsys, project)
    code, out = run(
        capsys, "participants", "set", "Solène", "structure=X", "consent_citation=bof", "--project", project
    )
    assert code == 2
    assert "donnez oui, non, ou rien" in out
    _, out = run(capsys, "participants", "--json", "--project", project)
    assert json.loads(out)[0]["attributes"]["structure"] == "La Grange"


def test_a_refusal_set_by_hand_outlasts_the_table_until_it_is_taken_back(project, capsys):
    bring(capsys, project)
    run(capsys, "participants", "set", "Solène", "consent_quotation=non", "--project", project)
    code, out = bring(capsys, project)
    assert code == 0
    assert "un refus noté dans le projet" in out
    assert consents(capsys, project)["Solène"]["quotation"] == "refused"
    run(capsys, "participants", "set", "Solène", "consent_quotation=oui", "--project", project)
    _, out = bring(capsys, project)
    assert "un refus noté dans le projet" not in out
    assert consents(capsys, project)["Solène"]["quotation"] == "agreed"


def test_who_gave_no_answer_is_not_quoted_where_others_did(project, capsys):
    table = project.parent / "people.csv"
    table.write_text(PEOPLE.replace("à voir", ""), encoding="utf-8")
    _, out = bring(capsys, project)
    assert "pas de réponse pour 1 personne (ligne 3)" in out
    _, out = run(capsys, "table", "quotations", "--format", "json", "--project", project)
    assert "répare" not in out
    assert "On a un potager" in out
