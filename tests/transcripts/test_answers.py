from __future__ import annotations

import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from focuskit.model.documents import DocumentKind, Role
from focuskit.transcripts.normalise import normalise_text

from .support import keys, read, read_as, turns, words, words_kept

SURVEY = 'id;âge;question;réponse\nA1;38;Et le bio ?;"Trop cher ;\nen vrai"\nA2;71;Et le bio ?;\nA3;;Et le bus ?;Non\nA1;38;Et le bus ?;Oui\n'


def write_workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_each_row_with_words_is_a_turn_of_a_person(tmp_path):
    result = read_as(tmp_path, "a.csv", SURVEY)
    transcript = result.transcript
    assert transcript.kind is DocumentKind.ANSWERS
    assert turns(result) == [("A1", "Trop cher ;\nen vrai"), ("A3", "Non"), ("A1", "Oui")]
    assert [turn.number for turn in transcript.turns] == [1, 2, 3]
    assert [turn.question for turn in transcript.turns] == ["Et le bio ?", "Et le bus ?", "Et le bus ?"]
    assert [(s.label, s.role, s.attributes) for s in transcript.speakers] == [
        ("A1", Role.PARTICIPANT, (("âge", "38"),)),
        ("A3", Role.PARTICIPANT, ()),
    ]
    assert [(p.key, p.severity, dict(p.facts)) for p in result.problems] == [
        ("problem.skipped_answers", "note", {"n": "1"})
    ]


def test_no_word_of_a_table_is_lost(tmp_path):
    assert words_kept(read_as(tmp_path, "a.csv", SURVEY)) == words(normalise_text(SURVEY).text)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    text = "\n".join(delimiter.join(row) for row in [("id", "texte"), ("1", "oui"), ("2", "non")])
    assert turns(read_as(tmp_path, "a.csv", text)) == [("1", "oui"), ("2", "non")]


def test_without_identifiers_rows_go_by_their_number(tmp_path):
    result = read_as(tmp_path, "a.csv", "texte\noui\nnon\n")
    assert turns(result) == [("2", "oui"), ("3", "non")]


def test_a_heading_that_asks_is_the_question(tmp_path):
    text = "code,Pourquoi venez-vous ici ?\n1,le jardin\n"
    result = read_as(tmp_path, "a.csv", text, text_column="Pourquoi venez-vous ici ?")
    assert result.transcript.turns[0].question == "Pourquoi venez-vous ici ?"


def test_columns_are_chosen_by_the_user(tmp_path):
    text = "ref,avis,texte\n7,oui,x\n"
    result = read_as(tmp_path, "a.csv", text, text_column="AVIS", id_column="ref")
    assert turns(result) == [("7", "oui")]


def test_without_a_text_column_the_columns_are_named(tmp_path):
    result = read_as(tmp_path, "a.csv", "nom,avis\n7,oui\n")
    assert result.transcript is None
    assert [(p.key, dict(p.facts)) for p in result.problems] == [
        ("problem.no_text_column", {"columns": "nom, avis"})
    ]


@pytest.mark.parametrize("choice", ["text_column", "id_column"])
def test_a_column_that_is_not_there_is_an_error(tmp_path, choice):
    result = read_as(tmp_path, "a.csv", "id,texte\n7,oui\n", **{choice: "absente"})
    assert result.transcript is None
    assert keys(result) == ["no_such_column"]


def test_a_workbook_is_read_from_the_first_sheet_that_has_the_column(tmp_path):
    path = write_workbook(
        tmp_path / "a.xlsx", [["Notice"], ["lisez-moi"]], [["Code", "Texte", "âge"], [1.0, "oui\nnon", 38]]
    )
    result = read(path)
    assert turns(result) == [("1", "oui\nnon")]
    assert result.transcript.speakers[0].attributes == (("âge", "38"),)


def test_a_table_with_speakers_is_a_transcript(tmp_path):
    text = "début;locuteur;texte\n00:00:01;Animatrice;Bonjour\n00:00:05;Nadia;Oui\n00:00:09;Léa;Non\n"
    result = read_as(tmp_path, "a.csv", text)
    assert result.transcript.kind is DocumentKind.FOCUS_GROUP
    assert turns(result) == [("Animatrice", "Bonjour"), ("Nadia", "Oui"), ("Léa", "Non")]
    assert [turn.start_ms for turn in result.transcript.turns] == [1000, 5000, 9000]


def test_the_date_of_an_answer_makes_no_transcript(tmp_path):
    text = "timestamp,age,texte\n2025-03-01 10:00,38,oui\n2025-03-01 10:05,71,non\n"
    assert read_as(tmp_path, "a.csv", text).transcript.kind is DocumentKind.ANSWERS


def test_a_row_with_too_many_cells_keeps_its_words_and_is_told(tmp_path):
    result = read_as(tmp_path, "a.csv", "id,texte\n1,oui\n2,le bio, c'est cher\n3,non\n")
    assert turns(result)[1] == ("2", "le bio, c'est cher")
    assert [(p.key, p.line) for p in result.problems] == [("problem.ragged_rows", 3)]


def test_a_quote_that_is_not_closed_swallows_nothing(tmp_path):
    result = read_as(tmp_path, "a.csv", 'id,texte\n1,"oui\n2,non\n3,si\n')
    assert [label for label, _ in turns(result)] == ["1", "2", "3"]
    assert keys(result) == ["unbalanced_quotes"]


def test_a_broken_workbook_is_one_error(tmp_path):
    assert keys(read_as(tmp_path, "a.xlsx", b"PK\x03\x04 no archive")) == ["broken_archive"]


def test_a_table_of_empty_answers_is_an_error(tmp_path):
    result = read_as(tmp_path, "a.csv", "id,texte\n1,\n2,\n")
    assert result.transcript is None
    assert "no_words" in keys(result)


def test_eighteen_thousand_answers_are_read_quickly(tmp_path):
    rows = "".join(f'{place},"Le bio, c\'est trop cher pour nous {place}"\n' for place in range(18_000))
    start = time.perf_counter()
    result = read_as(tmp_path, "a.csv", f"id,texte\n{rows}")
    assert len(result.transcript.turns) == 18_000
    assert time.perf_counter() - start < 5
