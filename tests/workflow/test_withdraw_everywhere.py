"""Marked words of a person in everything a project can hold: none is left, and no way brings them back."""

import contextlib
import random
import shutil
import zlib

import pytest

from focuskit.errors import UsageError
from focuskit.exchange.haystack import readings_of
from focuskit.model.codings import DecisionKind, Gesture
from focuskit.model.memos import MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import load_documents, open_project
from focuskit.store.codings import load_codings
from focuskit.store.decisions import record_step, redo_step, step_to_redo, step_to_undo, undo_step
from focuskit.store.memos import add_memo, load_memos
from focuskit.store.participants import load_pseudonyms
from focuskit.transcripts import Reading
from focuskit.workflow.check import check_project
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.merge import merge_copy
from focuskit.workflow.participants import import_participants
from focuskit.workflow.snapshot import restore_project, take_snapshot
from focuskit.workflow.tag import load_codebook, tag_documents
from focuskit.workflow.update import update_document
from focuskit.workflow.withdraw import withdraw_person
from small_study import make_study

GONE, STAYS = "zyzomys", "quetzal"


def talk(draw, n):
    """Draw the turns of two people; each word of one is marked, so that any bit of it is known."""
    lines = ["Animatrice : Et le potager, ça va ?"]
    for number in range(n):
        label, marker = draw.choice((("Marc", GONE), ("Léa", STAYS)))
        words = " ".join(f"{marker}{number}x{at} potager" for at in range(draw.randrange(6, 12)))
        lines.append(f"{label} : {words.capitalize()}.")
    lines += [f"Marc : {' '.join(f'{GONE}0y{at}' for at in range(8))}."]
    return "\n\n".join([*lines, f"Léa : {' '.join(f'{STAYS}0y{at} vélo' for at in range(8))}."]) + "\n"


def marked(folder):
    """Return the files below a folder in which a marked word of the one who is gone can be read."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            with contextlib.suppress(zlib.error):
                content += zlib.decompress(content)
            if any(GONE in words.casefold() for _, words in readings_of(content)):
                found.append(path.relative_to(folder).as_posix())
    return found


def work(folder, draw, tmp_path, text):
    """Code, undo, note, correct and copy at random, on the words of both people."""
    for _ in range(10):
        with folder.reading() as connection:
            document = load_documents(connection)[0]
        start = draw.randrange(len(document.text) - 30)
        span = Span(start, start + draw.randrange(5, 30)).stripped(document.text)
        with folder.writing() as connection:
            gesture = Gesture(DecisionKind.ADD, document.version_id, span, "velo", None, None, None)
            record_step(connection, "Ana", [gesture])
            if draw.random() < 0.4:
                undo_step(connection, "Ana")
    with folder.reading() as connection:
        document = load_documents(connection)[0]
    said = {turn.label: turn.span.slice(document.text) for turn in document.turns}
    with folder.writing() as connection:
        for label in ("Marc", "Léa"):
            words = f"Ma note sur {label} : {said[label]} À revoir."
            add_memo(connection, "Ana", MemoKind.REFLEXIVE, MemoTarget(), words)
    corrected = tmp_path / "corrected.txt"
    corrected.write_text(text.replace("potager", "jardin", 2), encoding="utf-8")
    update_document(folder, "groupe.txt", corrected)
    tag_documents(folder)


@pytest.fixture(params=range(4))
def study(request, tmp_path):
    draw = random.Random(request.param)  # noqa: S311 (a drawn test, no secret)
    text = talk(draw, 6)
    folder = make_study(tmp_path, text)
    people = tmp_path / "people.csv"
    people.write_text("pseudonym,label\nOdilon,Marc\nSolène,Léa\n", encoding="utf-8")
    import_participants(folder, people)
    copy = tmp_path / "copy"
    folder.engine.dispose()
    shutil.copytree(folder.path, copy)
    take_snapshot(folder, tmp_path / "older")
    work(folder, draw, tmp_path, text)
    take_snapshot(folder)
    return folder


def words_of_others(folder):
    with folder.reading() as connection:
        document = load_documents(connection)[0]
        shown = load_pseudonyms(connection)
        own = [one.span for one in document.turns if shown[document.id, one.label].pseudonym == "Odilon"]
        others = [one.span for one in document.turns if one.span not in own]
        codings = [
            one.words
            for one in load_codings(connection, document.version_id)
            if not any(one.span.overlaps(span) for span in own)
        ]
        memos = [one.words for one in load_memos(connection) if GONE not in one.words]
    return [span.slice(document.text) for span in others], codings, memos


def test_nothing_marked_is_left_and_all_of_the_others_is_there(study):
    assert {"project.db", "transcripts/groupe.txt"} <= set(marked(study.path))
    turns, codings, memos = words_of_others(study)
    _, found = withdraw_person(study, "Odilon")
    assert found.places == ()
    assert marked(study.path) == []
    after, coded, noted = words_of_others(study)
    assert after == turns
    assert coded == codings
    assert set(memos) <= set(noted)
    assert check_project(study).problems == ()


def test_undo_and_redo_bring_no_word_back_and_figures_can_be_recounted(study):
    withdraw_person(study, "Odilon")
    for is_there, turn in ((step_to_undo, undo_step), (step_to_redo, redo_step)):
        for _ in range(30):
            with study.writing() as connection:
                if is_there(connection, "Ana"):
                    turn(connection, "Ana")
    assert check_project(study).problems == ()
    study.engine.dispose()
    assert marked(study.path) == []
    corpus = load_corpus(study, load_codebook(study)[0])
    with study.reading() as connection:
        (document,) = load_documents(connection)
    counted = {one.participant: one.n_words for one in corpus.people}
    for person, label in (("Odilon", "Marc"), ("Solène", "Léa")):
        said = (turn.span.slice(document.text) for turn in document.turns if turn.label == label)
        assert counted[person] == sum(len([one for one in words.split() if one != "[…]"]) for words in said)
    assert counted["Odilon"] == 0
    assert not any(one.marks for one in corpus.segments if one.participant == "Odilon")


def test_a_colleague_s_older_copy_is_refused_until_the_person_is_withdrawn_there(study, tmp_path):
    withdraw_person(study, "Odilon")
    other = open_project(tmp_path / "copy")
    with other.writing() as connection:
        words = " ".join(f"{GONE}0y{at}" for at in range(8))
        add_memo(connection, "Zoé", MemoKind.REFLEXIVE, MemoTarget(), f"Il dit : {words}")
    other.engine.dispose()
    for here, there in ((study, tmp_path / "copy"), (other, study.path)):
        with pytest.raises(UsageError, match="participants withdraw"):
            merge_copy(here, there)
        here.engine.dispose()
    assert marked(study.path) == []
    withdraw_person(other, "Odilon")
    other.engine.dispose()
    merge_copy(study, tmp_path / "copy")
    study.engine.dispose()
    assert marked(study.path) == []


def test_an_older_snapshot_restored_is_withdrawn_from_again(study, tmp_path):
    withdraw_person(study, "Odilon")
    done = restore_project(tmp_path / "older", tmp_path / "again")
    assert done.withdrawn == ("Odilon",)
    assert marked(tmp_path / "again") == []
    assert restore_project(tmp_path / "older", tmp_path / "twice").withdrawn == ("Odilon",)


def test_a_file_that_brings_the_words_back_is_refused_or_told(study, tmp_path):
    withdraw_person(study, "Odilon")
    first = tmp_path / "groupe.txt"
    with pytest.raises(UsageError, match="retirés"):
        update_document(study, "groupe.txt", first)
    study.engine.dispose()
    assert marked(study.path) == []
    summary = import_documents(study, [first], Reading())
    assert not [one for one in summary.problems if one.key == "privacy.came_back"]
    other = tmp_path / "autre nom.txt"
    other.write_bytes(first.read_bytes() + b"\n")
    summary = import_documents(study, [other], Reading())
    assert [one.path for one in summary.problems if one.key == "privacy.came_back"] == ["autre nom.txt"]


def test_another_study_with_a_person_of_the_same_pseudonym_is_left_alone(tmp_path):
    for name, said in (("a", "On trie les déchets ici."), ("b", "On composte les épluchures là.")):
        (tmp_path / name).mkdir()
        folder = make_study(tmp_path / name, f"Animatrice : Alors ?\n\nMarc : {said}\n")
        take_snapshot(folder, tmp_path / name / "snap")
        if name == "a":
            withdraw_person(folder, "P1")
        folder.engine.dispose()
    assert restore_project(tmp_path / "b" / "snap", tmp_path / "again").withdrawn == ()
    assert restore_project(tmp_path / "a" / "snap", tmp_path / "more").withdrawn == ("P1",)
