"""A disk that is full, a drive without locks, a clock going back, a file that vanishes: told, nothing lost."""

import errno
import os
import resource
import shutil
import signal
import sqlite3
from datetime import UTC, datetime

import pytest
from kill_moments import check_clean, command, run_apart

from focuskit.cli import run_command_line
from focuskit.model.spans import Span
from focuskit.store import create_project, decisions, open_project
from focuskit.store.decisions import load_decisions, step_to_undo
from focuskit.transcripts import Reading
from focuskit.workflow import import_documents as step
from focuskit.workflow.decide import decide, open_desk
from focuskit.workflow.tag import tag_documents
from small_study import TEXT, make_study


@pytest.fixture
def base(tmp_path):
    """Return a place with a study, a colleague's copy with decisions, and files to import."""
    place = tmp_path / "base"
    (place / "in").mkdir(parents=True)
    make_study(place).engine.dispose()
    shutil.copytree(place / "study", place / "ana")
    there = open_project(place / "ana")
    desk = open_desk(there, "groupe")
    decide(there, "Ana", [desk.add(Span(start, start + 9), "frein") for start in range(0, 60, 3)])
    there.engine.dispose()
    (place / "in" / "autre.txt").write_text(TEXT.replace("potager", "jardin") * 20, encoding="utf-8")
    return place


def within(n_bytes, action):
    """Return an action that can write no file beyond some bytes, as on a disk that is full."""

    def run(place):
        resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, n_bytes))
        return action(place)

    return run


WRITING = {
    "import": ("import", "{}/in", "--project", "{}/study"),
    "merge": ("merge", "{}/ana", "--project", "{}/study"),
    "withdraw": ("participants", "withdraw", "P1", "--yes", "--project", "{}/study"),
    "snapshot": ("snapshot", "{}/kept", "--project", "{}/study"),
    "word export": ("word", "export", "groupe", "--output", "{}/mots", "--project", "{}/study"),
    "settings": ("coder", "Zoé", "--project", "{}/study"),
}


@pytest.mark.parametrize("n_bytes", [2000, 6000])
@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_is_told_and_the_command_done_again_ends_it(base, tmp_path, name, n_bytes):
    place = tmp_path / "full"
    shutil.copytree(base, place)
    action = command(*WRITING[name])
    full = run_apart(within(n_bytes, action), place)
    assert full.code == 1 or n_bytes > 2000, full.said
    assert full.code == 0 or "Impossible d'écrire" in full.said
    check_clean(place / "study")
    again = run_apart(action, place)
    assert again.code == 0, again.said
    check_clean(place / "study")


@pytest.mark.parametrize("name", WRITING)
def test_an_interruption_is_told_and_the_command_done_again_ends_it(base, tmp_path, name):
    action = command(*WRITING[name])
    place = tmp_path / "whole"
    shutil.copytree(base, place)
    n_touches = run_apart(action, place).touches
    for at_touch in (1, n_touches // 3, n_touches // 2):
        place = tmp_path / f"cut {at_touch}"
        shutil.copytree(base, place)
        cut = run_apart(action, place, at_touch=at_touch, sign=signal.SIGINT)
        assert cut.code == 130, cut.said
        check_clean(place / "study")
        assert run_apart(action, place).code == 0
        check_clean(place / "study")


def test_a_drive_without_locks_is_told(base, monkeypatch, capsys):
    def refuse(*_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    code = run_command_line(["undo", "--project", str(base / "study")])
    assert code == 1
    assert os.strerror(errno.ENOLCK) in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", ["disk I/O error", "locking protocol", "attempt to write a readonly database"]
)
def test_what_the_database_refuses_is_no_damage(base, monkeypatch, capsys, words):
    def refuse(*_, **__):
        raise sqlite3.OperationalError(words)

    monkeypatch.setattr("sqlite3.dbapi2.connect", refuse)
    code = run_command_line(["status", "--project", str(base / "study")])
    err = capsys.readouterr().err
    assert (code, words in err, "repair" in err) == (1, True, False)


class _Back(datetime):
    """A clock that goes back a day each time somebody looks."""

    day = 28

    @classmethod
    def now(cls, tz=None):
        cls.day -= 1
        return datetime(2026, 1, max(cls.day, 1), tzinfo=tz or UTC)


def test_a_clock_going_back_does_not_change_the_order_of_decisions(base, monkeypatch):
    folder = open_project(base / "study")
    monkeypatch.setattr(decisions, "datetime", _Back)
    desk = open_desk(folder, "groupe")
    for start in (0, 9, 18):
        decide(folder, "Ana", [desk.add(Span(start, start + 9), "frein")])
    with folder.reading() as connection:
        kept = load_decisions(connection)
        assert [one.gesture.span.start for one in kept] == [0, 9, 18]
        assert [one.at for one in kept] == sorted((one.at for one in kept), reverse=True)
        assert step_to_undo(connection, "Ana") == kept[-1].step
    folder.engine.dispose()


def test_a_file_that_vanishes_during_import_is_told_and_the_others_come(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / "in" / name).write_text(TEXT.replace("potager", name), encoding="utf-8")
    create_project(tmp_path / "study")
    folder = open_project(tmp_path / "study")
    read = step.read_transcript

    def vanish(file, reading):
        if file.name == "b.txt":
            file.path.unlink()
        return read(file, reading)

    monkeypatch.setattr(step, "read_transcript", vanish)
    done = step.import_documents(folder, [tmp_path / "in"], Reading())
    folder.engine.dispose()
    assert done.added == ("a.txt", "c.txt")
    assert [one.path for one in done.problems if one.severity == "error"] == ["b.txt"]
    check_clean(tmp_path / "study")


@pytest.mark.parametrize("content", [b"", b"\x00garbage", b"{}"])
def test_a_cache_of_another_kind_counts_as_none(base, content):
    folder = open_project(base / "study")
    for one in (base / "study" / "cache").iterdir():
        one.write_bytes(content)
    (base / "study" / "codebook.yaml").write_text(
        (base / "study" / "codebook.yaml").read_text("utf-8").replace("[potager]", "[poules]"), "utf-8"
    )
    assert tag_documents(folder).n_suggestions > 0
    folder.engine.dispose()
    check_clean(base / "study")


def test_a_project_that_was_moved_and_renamed_goes_on(base, tmp_path):
    shutil.move(base / "study", tmp_path / "ailleurs é")
    assert run_command_line(["merge", str(base / "ana"), "--project", str(tmp_path / "ailleurs é")]) == 0
    check_clean(tmp_path / "ailleurs é")
