from pathlib import Path

import pytest

from focuskit.model.documents import DocumentKind, Role
from focuskit.store import create_project, open_project
from focuskit.tagging import read_codebook
from focuskit.transcripts import Reading
from focuskit.workflow.corpus import load_corpus, share_of_moderators
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents
from invented import PARTICIPANTS


@pytest.fixture
def folder(tmp_path, codebook):
    create_project(tmp_path / "p")
    (tmp_path / "p" / "codebook.yaml").write_bytes(codebook.read_bytes())
    return open_project(tmp_path / "p")


def load(folder, inputs, participants: Path | None = None, moderators=()):
    summary = import_documents(folder, inputs, Reading(moderators=moderators), participants=participants)
    segment_documents(folder)
    tag_documents(folder)
    return summary, load_corpus(folder, read_codebook(folder.codebook_path))


def people(corpus, document):
    return {(one.speaker, one.role) for one in corpus.people if one.document == document}


def test_without_a_table_people_are_numbered_over_the_project(folder, study):
    _, corpus = load(folder, [study])
    assert people(corpus, "entretiens/entretien é.txt") == {("M2", Role.MODERATOR), ("P3", Role.PARTICIPANT)}
    assert people(corpus, "groupe.txt") == {
        ("M1", Role.MODERATOR),
        ("P1", Role.PARTICIPANT),
        ("P2", Role.PARTICIPANT),
    }
    assert not corpus.people_listed


def test_a_listed_person_who_never_spoke_is_present(folder, study, tmp_path):
    table = tmp_path / "participants.csv"
    table.write_text(PARTICIPANTS, encoding="utf-8")
    summary, corpus = load(folder, [study], table)
    silent = [one for one in corpus.people if one.n_turns == 0]
    assert [(one.participant, one.document) for one in silent] == [("Odile", "groupe.txt")]
    assert corpus.people_listed
    assert "study.participants_silent" in {problem.key for problem in summary.problems}


def test_a_person_of_two_documents_is_one_person(folder, study, tmp_path):
    table = tmp_path / "participants.csv"
    table.write_text(PARTICIPANTS + "Solène,Mme Roux,entretien é.txt,participant,\n", encoding="utf-8")
    _, corpus = load(folder, [study], table)
    assert {one.document for one in corpus.segments if one.participant == "Solène"} == {
        "groupe.txt",
        "entretiens/entretien é.txt",
    }


def test_a_document_that_is_not_there_is_told(folder, study, tmp_path):
    table = tmp_path / "participants.csv"
    table.write_text(PARTICIPANTS + "Zoé,Zoé,groupe2.txt,participant,\n", encoding="utf-8")
    summary, _ = load(folder, [study], table)
    assert "study.participants_no_document" in {problem.key for problem in summary.problems}


def test_a_moderator_named_later_is_no_longer_counted(folder, study):
    _, before = load(folder, [study])
    assert "P2" in {one.participant for one in before.segments}
    _, after = load(folder, [study], moderators=("étienne",))
    assert "P2" not in {one.participant for one in after.segments}
    kinds = {one.name: one.kind for one in after.documents}
    assert kinds["groupe.txt"] is DocumentKind.INTERVIEW


def test_a_pseudonym_that_looks_like_a_number_stays_one_person(folder, study, tmp_path):
    table = tmp_path / "participants.csv"
    table.write_text("pseudonym,label,document\nP1,Nadège,groupe.txt\n", encoding="utf-8")
    _, corpus = load(folder, [study], table)
    owners = {(one.document, one.participant) for one in corpus.segments}
    assert [document for document, name in owners if name == "P1"] == ["groupe.txt"]


def test_moderators_have_a_share_of_the_words(folder, study):
    _, corpus = load(folder, [study])
    assert 0 < share_of_moderators(corpus) < 1


def test_a_segment_knows_the_question_it_answers(folder, study):
    _, corpus = load(folder, [study])
    questions = {one.verbatim[:10]: one.question for one in corpus.segments}
    assert questions["L’isolatio"] == "Et le chauffage ?"


def test_segments_carry_no_outer_space_and_are_slices(folder, study):
    _, corpus = load(folder, [study])
    assert corpus.segments
    assert all(one.verbatim == one.verbatim.strip() for one in corpus.segments)
