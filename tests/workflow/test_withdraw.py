"""A person takes their words back: nothing of them is left, everything else stays where it was."""

import random
import sqlite3
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from focuskit.errors import UsageError
from focuskit.model.codings import DecisionKind, Gesture
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.model.word_runs import SpokenWords
from focuskit.store import load_documents, load_pseudonyms
from focuskit.store import schema as s
from focuskit.store.codings import load_codings
from focuskit.store.decisions import (
    record_step,
    redo_step,
    step_to_redo,
    step_to_undo,
    undo_step,
)
from focuskit.store.erasing import MARK
from focuskit.store.memos import add_memo, load_memos
from focuskit.workflow.check import check_project
from focuskit.workflow.snapshot import take_snapshot
from focuskit.workflow.tag import tag_documents
from focuskit.workflow.update import update_document
from focuskit.workflow.withdraw import find_words, plan_withdrawal, withdraw_person
from small_study import CODEBOOK, make_study

MARCS_WORDS = "Moi je répare des vélos le samedi matin avec mon fils à l'écluse."
TEXT = f"""Animatrice : Qu'est-ce que vous cultivez ici ?

Léa : On a un potager et des poules.

Marc : {MARCS_WORDS} C'est trop cher neuf.

Léa : Il faudrait une subvention pour le potager.

Marc : Moi aussi je dis potager, et mon fils le dit avec moi tous les jours.
"""


@pytest.fixture
def folder(tmp_path):
    return make_study(tmp_path, TEXT)


def current(folder):
    with folder.reading() as connection:
        return load_documents(connection)[0]


def pseudonym(folder, label):
    document = current(folder)
    with folder.reading() as connection:
        return load_pseudonyms(connection)[document.id, label].pseudonym


def code(folder, words, name="sujet/potager"):
    document = current(folder)
    start = document.text.index(words)
    gesture = Gesture(
        DecisionKind.ADD, document.version_id, Span(start, start + len(words)), name, None, None, None
    )
    with folder.writing() as connection:
        record_step(connection, "Ana", [gesture])


def coded(folder):
    document = current(folder)
    with folder.reading() as connection:
        return [one.words for one in load_codings(connection, document.version_id)]


def test_a_person_s_turns_stay_without_their_words(folder):
    done, found = withdraw_person(folder, pseudonym(folder, "Marc"))
    document = current(folder)
    said = [turn.span.slice(document.text) for turn in document.turns if turn.label == "Marc"]
    assert said == [MARK, MARK]
    assert "On a un potager et des poules." in document.text
    assert found.places == ()
    assert done.documents[0][1:] == (2, 32)
    assert check_project(folder).problems == ()


def test_codings_of_others_keep_their_words_and_those_of_the_person_go(folder):
    for words in ("un potager", "des vélos le samedi", "une subvention pour le potager"):
        code(folder, words)
    withdraw_person(folder, pseudonym(folder, "Marc"))
    assert coded(folder) == ["un potager", "une subvention pour le potager"]
    assert check_project(folder).problems == ()
    with folder.reading() as connection:
        assert len(connection.execute(select(s.decision)).all()) == 2


def test_every_version_is_cleared_and_codings_follow_in_each(folder, tmp_path):
    code(folder, "une subvention")
    code(folder, "je répare des vélos")
    corrected = tmp_path / "corrigé.txt"
    corrected.write_text(TEXT.replace("des poules", "trois poules"), encoding="utf-8")
    update_document(folder, "groupe.txt", corrected)
    withdraw_person(folder, pseudonym(folder, "Marc"))
    with folder.reading() as connection:
        texts = connection.scalars(select(s.text_version.c.text)).all()
        numbers = connection.scalars(select(s.text_version.c.number)).all()
    assert sorted(numbers) == [1, 2]
    assert all("vélos" not in text for text in texts)
    assert coded(folder) == ["une subvention"]
    assert check_project(folder).problems == ()


def test_words_once_given_to_somebody_else_go_from_the_old_version_too(folder, tmp_path):
    swapped = tmp_path / "swapped.txt"
    swapped.write_text(TEXT.replace(f"Marc : {MARCS_WORDS}", f"Léa : {MARCS_WORDS}"), encoding="utf-8")
    update_document(folder, "groupe.txt", swapped)
    restored = tmp_path / "restored.txt"
    restored.write_text(TEXT, encoding="utf-8")
    update_document(folder, "groupe.txt", restored)
    _, found = withdraw_person(folder, pseudonym(folder, "Marc"))
    assert found.places == ()
    with folder.reading() as connection:
        assert all("samedi matin" not in text for text in connection.scalars(select(s.text_version.c.text)))


def test_no_byte_of_the_database_holds_the_words_and_copies_are_gone(folder):
    tag_documents(folder)
    take_snapshot(folder)
    (folder.path / "project.0005.backup.db").write_bytes((folder.path / "project.db").read_bytes())
    person = pseudonym(folder, "Marc")
    code(folder, "je répare des vélos le samedi matin")
    assert len(find_words(folder, person).places) >= 4
    done, found = withdraw_person(folder, person)
    assert {"transcripts/groupe.txt", "snapshot", "project.0005.backup.db"} <= set(done.files)
    assert found.places == ()
    for path in folder.path.rglob("*"):
        if path.is_file():
            assert b"samedi matin" not in path.read_bytes()
    with sqlite3.connect(folder.path / "project.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_memos_that_quote_the_person_lose_the_quotation_alone(folder):
    with folder.writing() as connection:
        words = "Marc : « je répare des vélos le samedi matin », à revoir avec le groupe."
        add_memo(connection, "Ana", MemoKind.REFLEXIVE, MemoTarget(), words)
    withdraw_person(folder, pseudonym(folder, "Marc"))
    with folder.reading() as connection:
        (memo,) = load_memos(connection)
    assert "vélos" not in memo.words
    assert memo.words.endswith("à revoir avec le groupe.")


def test_a_report_that_still_quotes_them_is_told_and_left_alone(folder):
    path = folder.path / "reports" / "rapport.docx"
    words = "<w:t>Moi je répare des vé</w:t><w:t>los le samedi matin avec mon fils</w:t>"
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", words)
    _, found = withdraw_person(folder, pseudonym(folder, "Marc"))
    assert found.places == ("reports/rapport.docx: word/document.xml",)
    assert path.exists()


def test_once_erased_the_words_are_searched_from_a_file_kept_elsewhere(folder, tmp_path):
    person = pseudonym(folder, "Marc")
    withdraw_person(folder, person)
    with pytest.raises(UsageError, match="--against"):
        find_words(folder, person)
    assert find_words(folder, person, tmp_path / "groupe.txt").places == ()
    (folder.path / "note.txt").write_bytes(MARCS_WORDS.encode("utf-16"))
    assert find_words(folder, person, tmp_path / "groupe.txt").places == ("note.txt",)


def test_withdrawing_twice_and_somebody_silent_changes_nothing(folder):
    person = pseudonym(folder, "Marc")
    withdraw_person(folder, person)
    before = current(folder)
    done, _ = withdraw_person(folder, person)
    assert done.n_words == 0
    assert current(folder) == before
    with pytest.raises(UsageError):
        plan_withdrawal(folder, "Personne")


def test_planning_changes_nothing(folder):
    before = current(folder)
    plan = plan_withdrawal(folder, pseudonym(folder, "Marc"))
    assert "transcripts/groupe.txt" in plan.files
    assert current(folder) == before
    assert SpokenWords([MARCS_WORDS]).is_in(before.text)


@pytest.mark.parametrize("seed", range(6))
def test_what_was_decided_before_can_be_undone_and_done_again_afterwards(folder, seed):
    draw = random.Random(seed)  # noqa: S311 (a drawn test, no secret)
    text = current(folder).text
    for _ in range(14):
        action = draw.choice(("add", "add", "add", "remove", "undo", "redo"))
        document = current(folder)
        with folder.writing() as connection:
            codings = load_codings(connection, document.version_id)
            if action == "add":
                start = draw.randrange(len(text) - 20)
                span = Span(start, start + draw.randrange(3, 20)).stripped(text)
                gesture = Gesture(DecisionKind.ADD, document.version_id, span, "sujet/velo", None, None, None)
                record_step(connection, "Ana", [gesture])
            elif action == "remove" and codings:
                one = draw.choice(codings)
                kind = DecisionKind.REMOVE
                gesture = Gesture(kind, document.version_id, one.span, one.code, None, one.decision_id, None)
                record_step(connection, "Ana", [gesture])
            elif action == "undo" and step_to_undo(connection, "Ana"):
                undo_step(connection, "Ana")
            elif action == "redo" and step_to_redo(connection, "Ana"):
                redo_step(connection, "Ana")
    kept = [one for one in coded(folder) if not SpokenWords([MARCS_WORDS]).is_in(one)]
    _, found = withdraw_person(folder, pseudonym(folder, "Marc"))
    assert found.places == ()
    assert check_project(folder).problems == ()
    assert len(coded(folder)) <= len(kept)
    while turned(folder, step_to_undo, undo_step):
        assert check_project(folder).problems == ()
    while turned(folder, step_to_redo, redo_step):
        assert check_project(folder).problems == ()


def turned(folder, is_there, turn):
    with folder.writing() as connection:
        if not is_there(connection, "Ana"):
            return False
        turn(connection, "Ana")
    return True


def test_examples_that_quote_the_person_go_from_kept_codebooks(tmp_path):
    quoting = CODEBOOK.replace("Le potager donne bien.", "je répare des vélos le samedi matin")
    folder = make_study(tmp_path, TEXT, quoting)
    _, found = withdraw_person(folder, pseudonym(folder, "Marc"))
    assert found.places == ("codebook.yaml",)
    with folder.reading() as connection:
        (content,) = connection.scalars(select(s.codebook_version.c.content))
    assert "samedi" not in content.decode()
    assert "examples: […]" in content.decode()
