from __future__ import annotations

import pytest

from focuskit.model.documents import Role
from focuskit.model.participants import Participant, Presence
from focuskit.transcripts import ParticipantsTable, read_participants

from .test_answers import write_workbook


def table(folder, text: str) -> ParticipantsTable:
    path = folder / "participants.csv"
    path.write_text(text, encoding="utf-8")
    return read_participants(path)


def test_people_places_and_attributes_are_read(tmp_path):
    result = table(
        tmp_path,
        "Pseudonyme;Étiquette;Document;Rôle;Structure\nAnne;Nadia;fg1.docx;participante;La Fabrique\n"
        "Zoé;Sophie;;animatrice;\n",
    )
    assert result.problems == ()
    assert result.participants == (
        Participant(
            "Anne", (Presence("fg1.docx", "Nadia", Role.PARTICIPANT),), (("structure", "La Fabrique"),)
        ),
        Participant("Zoé", (Presence(None, "Sophie", Role.MODERATOR),), ()),
    )


def test_english_columns_and_workbooks_are_read_alike(tmp_path):
    path = write_workbook(
        tmp_path / "participants.xlsx",
        [["Pseudonym", "Speaker", "File", "Role"], ["Anne", "N", "a.txt", "observer"]],
    )
    assert read_participants(path).participants == (
        Participant("Anne", (Presence("a.txt", "N", Role.OBSERVER),), ()),
    )


@pytest.mark.parametrize("separator", [";", "|", " ; "])
def test_one_label_holds_for_several_documents(tmp_path, separator):
    result = table(tmp_path, f'pseudonyme,label,document\nAnne,Nadia,"a.txt{separator}b.txt"\n')
    assert result.participants[0].presences == (Presence("a.txt", "Nadia"), Presence("b.txt", "Nadia"))


def test_several_labels_go_with_as_many_documents(tmp_path):
    result = table(tmp_path, 'pseudonyme,label,document\nAnne,"Nadia|P1","a.txt|b.txt"\n')
    assert result.participants[0].presences == (Presence("a.txt", "Nadia"), Presence("b.txt", "P1"))


def test_labels_and_documents_of_different_number_are_an_error(tmp_path):
    result = table(tmp_path, 'pseudonyme,label,document\nAnne,"A|B","a.txt|b.txt|c.txt"\n')
    assert [(p.key, p.line) for p in result.problems] == [("problem.labels_and_documents", 2)]


def test_a_row_without_label_goes_by_its_pseudonym(tmp_path):
    assert table(tmp_path, "pseudonyme,label\nAnne,\n").participants[0].presences == (Presence(None, "Anne"),)


def test_rows_of_one_pseudonym_are_one_person_and_contradictions_are_told(tmp_path):
    result = table(tmp_path, "pseudonyme,label,document,âge,site\nAnne,N,a.txt,38,\nAnne,P1,b.txt,39,Brest\n")
    assert result.participants == (
        Participant(
            "Anne", (Presence("a.txt", "N"), Presence("b.txt", "P1")), (("âge", "38"), ("site", "Brest"))
        ),
    )
    assert [(p.key, p.line, dict(p.facts)) for p in result.problems] == [
        ("problem.contradiction", 3, {"column": "âge"})
    ]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("participant", Role.PARTICIPANT),
        ("Animatrice", Role.MODERATOR),
        ("modérateur", Role.MODERATOR),
        ("moderator", Role.MODERATOR),
        ("enquêteur", Role.MODERATOR),
        ("observatrice", Role.OBSERVER),
        ("observateur participant", Role.OBSERVER_PARTICIPANT),
        ("observer_participant", Role.OBSERVER_PARTICIPANT),
    ],
)
def test_roles_are_recognised_in_both_languages(tmp_path, written, role):
    assert table(tmp_path, f"pseudonyme,rôle\nAnne,{written}\n").participants[0].presences[0].role is role


def test_a_role_of_another_kind_is_an_attribute(tmp_path):
    person = table(tmp_path, "pseudonyme,rôle\nAnne,aide à domicile\n").participants[0]
    assert person.presences[0].role is None
    assert person.attributes == (("rôle", "aide à domicile"),)


def test_a_row_without_pseudonym_is_an_error_and_the_others_go_on(tmp_path):
    result = table(tmp_path, "pseudonyme,label\n,Nadia\nAnne,Léa\n")
    assert [person.pseudonym for person in result.participants] == ["Anne"]
    assert [(p.key, p.line) for p in result.problems] == [("problem.no_pseudonym", 2)]


def test_a_table_without_pseudonyms_is_an_error(tmp_path):
    result = table(tmp_path, "prénom,âge\nNadia,38\n")
    assert result.participants == ()
    assert [p.key for p in result.problems] == ["problem.no_pseudonym_column"]


def test_a_table_that_is_not_there_is_an_error(tmp_path):
    assert [p.key for p in read_participants(tmp_path / "participants.csv").problems] == [
        "problem.unreadable"
    ]


def test_problems_carry_the_path_as_given(tmp_path):
    assert table(tmp_path, "prénom\nNadia\n").problems[0].path == str(tmp_path / "participants.csv")
