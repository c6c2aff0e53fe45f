import json

import pytest

from focuskit.cli import run_command_line
from focuskit.errors import UsageError
from focuskit.model.documents import DocumentKind, Role
from focuskit.store import create_project, load_documents, open_project
from focuskit.transcripts import Reading
from focuskit.workflow import speakers
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.tag import tag_documents

TALK = """Animatrice : On commence ?
Bernadette : Le potager, oui.
Bernardette : Et la cantine.
Paul : Non.
Paul : Le vélo.
"""


@pytest.fixture
def folder(tmp_path, codebook):
    (tmp_path / "groupe.txt").write_text(TALK, encoding="utf-8")
    create_project(tmp_path / "p")
    (tmp_path / "p" / "codebook.yaml").write_bytes(codebook.read_bytes())
    folder = open_project(tmp_path / "p")
    import_documents(folder, [tmp_path / "groupe.txt"], Reading())
    segment_documents(folder)
    tag_documents(folder)
    return folder


def state(folder):
    with folder.reading() as connection:
        (document,) = load_documents(connection)
    return document


def figures(folder):
    return {one.label: one for one in speakers.speakers_in_figures(folder)}


def test_speakers_are_listed_with_turns_words_share_and_first_turn(folder):
    paul = figures(folder)["Paul"]
    assert (paul.n_turns, paul.n_words, paul.first_turn, paul.role) == (2, 3, 4, Role.PARTICIPANT)
    assert sum(one.share for one in figures(folder).values()) == pytest.approx(1)


def test_labels_that_differ_by_a_letter_or_stand_once_are_doubts(folder):
    doubts = dict(figures(folder)["Bernardette"].doubts)
    assert doubts == {"cli.doubt_once": "", "cli.doubt_near": "Bernadette"}
    assert figures(folder)["Paul"].doubts == ()


def test_merging_joins_the_turns_and_undo_parts_them_again(folder):
    before = state(folder)
    speakers.merge(folder, "groupe.txt", "Bernardette", "Bernadette")
    merged = state(folder)
    assert [turn.label for turn in merged.turns] == ["Animatrice", "Bernadette", "Bernadette", "Paul", "Paul"]
    assert (merged.text, merged.version_id) == (before.text, before.version_id)
    assert speakers.undo(folder)
    assert state(folder) == before


def test_a_role_changes_who_is_counted_and_the_kind_and_can_be_undone(folder):
    before = state(folder)
    speakers.set_speaker_role(folder, "groupe", "paul", "moderator")
    speakers.set_speaker_role(folder, "groupe", "Bernardette", "observer")
    changed = state(folder)
    assert changed.kind is DocumentKind.INTERVIEW
    assert tag_documents(folder).n_documents == 1
    assert speakers.undo(folder)
    assert speakers.undo(folder)
    assert not speakers.undo(folder)
    assert state(folder) == before


def test_renaming_keeps_the_turns_and_can_be_undone(folder):
    before = state(folder)
    speakers.rename(folder, "groupe.txt", "Paul", "Jean-Paul")
    assert state(folder).turns[-1].label == "Jean-Paul"
    speakers.undo(folder)
    assert state(folder) == before


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda f: speakers.merge(f, "absent.txt", "Paul", "Bernadette"), "error.document_unknown"),
        (lambda f: speakers.merge(f, "groupe.txt", "Zoé", "Paul"), "error.speaker_unknown"),
        (lambda f: speakers.merge(f, "groupe.txt", "Paul", "Paul"), "error.speaker_itself"),
        (lambda f: speakers.rename(f, "groupe.txt", "Paul", "bernadette"), "error.speaker_exists"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(folder, change, key):
    before = state(folder)
    with pytest.raises(UsageError) as caught:
        change(folder)
    assert caught.value.key == key
    assert str(caught.value)
    assert state(folder) == before


def test_the_command_shows_changes_and_undoes(folder, capsys):
    place = ["--project", str(folder.path)]
    assert run_command_line(["speakers", *place]) == 0
    assert "ressemble à « Bernadette »" in capsys.readouterr().out
    assert run_command_line(["speakers", "merge", "groupe.txt", "Bernardette", "Bernadette", *place]) == 0
    assert run_command_line(["speakers", "role", "groupe.txt", "Paul", "observer", *place]) == 0
    capsys.readouterr()
    assert run_command_line(["speakers", "--json", *place]) == 0
    assert [one["role"] for one in json.loads(capsys.readouterr().out)] == [
        "moderator",
        "participant",
        "observer",
    ]
    assert run_command_line(["speakers", "undo", *place]) == 0
    assert run_command_line(["speakers", "rename", "groupe.txt", "Nul", "X", *place]) == 2
