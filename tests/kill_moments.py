"""Commands killed for good (SIGKILL) at moments of their run, in processes forked from a warm one.

A moment is a share of the time an unbroken run takes, or the n-th time the process touches a file or the
database: those are the places where something can be left half done.
"""

import asyncio
import contextlib
import io
import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from focuskit.cli import run_command_line
from focuskit.cli.review.app import ReviewApp
from focuskit.store import open_project
from focuskit.store.decisions import load_decisions
from focuskit.store.snapshot_rows import load_rows
from focuskit.workflow.check import check_project
from focuskit.workflow.review import Review

_TOUCHES = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.utime",
    "shutil.rmtree", "shutil.copyfile", "sqlite3.connect",
}  # fmt: skip
_DRAWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(\+00:00)?"
)
_CHANCE = frozenset({"id", "step", "at", "target", "decision_id", "turned_at", "changed_at", "undone_by"})
"""Columns that hold what every run draws anew: identifiers and times."""


@dataclass(frozen=True)
class Killed:
    """A command to kill: what it does in a place, and what else must hold.

    ``done`` is part of what the command prints once all is kept. ``after`` looks at the place after the
    kill (with what was printed), ``end`` at the place once the command was run again.
    """

    name: str
    run: Callable[[Path], int]
    done: str
    after: Callable[[Path, str], None] = lambda *_: None
    end: Callable[[Path], None] = lambda *_: None


@dataclass(frozen=True)
class Ended:
    """How a process ended: exit code (negative: the signal), what it printed, and how often it touched."""

    code: int
    said: str
    touches: int
    seconds: float


def command(*arguments) -> Callable[[Path], int]:
    """Return a run of the command line; ``{}`` in an argument is the place."""
    return lambda place: run_command_line([str(one).replace("{}", str(place)) for one in arguments])


def run_apart(
    action: Callable[[Path], int],
    place: Path,
    *,
    after_s: float | None = None,
    at_touch: int | None = None,
    sign: signal.Signals = signal.SIGKILL,
) -> Ended:
    """Run something in a process of its own; kill it after some seconds, or at its n-th touch (with another signal, if wanted)."""
    log, count = place / "said.txt", place / "touches.txt"
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _child(action, place, at_touch, sign)
    if after_s is not None:
        time.sleep(after_s)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    seconds = time.monotonic() - begun
    said = log.read_text("utf-8", "replace") if log.exists() else ""
    touches = int(count.read_text()) if count.exists() else 0
    for one in (log, count):
        one.unlink(missing_ok=True)
    return Ended(os.waitstatus_to_exitcode(status), said, touches, seconds)


def _child(action: Callable[[Path], int], place: Path, at_touch: int | None, sign: signal.Signals) -> None:
    code = 99
    try:
        handle = os.open(place / "said.txt", os.O_WRONLY | os.O_CREAT)
        os.dup2(handle, 1)
        os.dup2(handle, 2)
        sys.stdout = sys.stderr = io.TextIOWrapper(
            os.fdopen(1, "wb", 0), encoding="utf-8", write_through=True
        )
        touched = [0]

        def touch(*_, **__) -> None:
            touched[0] += 1
            if touched[0] == at_touch:
                os.kill(os.getpid(), sign)

        def audit(name: str, facts: tuple) -> None:
            if name in _TOUCHES or (name == "open" and _writes(facts)):
                touch()

        sys.addaudithook(audit)
        event.listen(Engine, "before_cursor_execute", touch)
        event.listen(Engine, "commit", touch)
        code = action(place)
        touches = touched[0]
        at_touch = None
        (place / "touches.txt").write_text(str(touches))
    finally:
        os._exit(code)


def _writes(facts: tuple) -> bool:
    _, mode, flags = facts
    return bool(set(mode or "") & set("wxa+")) or bool(
        isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
    )


def state(project: Path) -> dict[str, object]:
    """Return what a project holds without what every run draws anew; and the names of its files."""
    folder = open_project(project)
    with folder.reading() as connection:
        rows = load_rows(connection)
    folder.engine.dispose()
    held = {
        table: sorted(
            (
                sorted((name, repr(value)) for name, value in row.items() if name not in _CHANCE)
                for row in listed
            ),
            key=repr,
        )
        for table, listed in rows.items()
        if table not in {"text_version", "history"} and table != "project"
    }
    held["texts"] = sorted((row["number"], row["text"]) for row in rows["text_version"])
    held["history"] = sorted(_DRAWN.sub("", repr((row["event"], row["facts"]))) for row in rows["history"])
    held["project"] = sorted(row["name"].split("_file_")[0] for row in rows["project"])
    held["files"] = sorted(
        one.relative_to(project).as_posix()
        for one in project.rglob("*")
        if one.name not in {".lock", "project.db-wal", "project.db-shm"}
    )
    return held


def check_clean(project: Path) -> None:
    """Assert that a project opens and everything in it is where it should be."""
    folder = open_project(project)
    assert check_project(folder).problems == ()
    with folder.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    folder.engine.dispose()


def kill_at_moments(job: Killed, base: Path, room: Path, n_moments: int, seed: int = 0) -> dict[str, int]:
    """Kill a command at moments, half of them of its time and half of its touches; assert what must hold.

    Returns
    -------
    dict
        How many were killed, how many of those before their end was told, and how long the run is.
    """
    dice = random.Random(f"{job.name} {seed}")  # noqa: S311 (moments, no secrets)
    whole = _fresh(base, room / "whole")
    run_apart(job.run, whole)
    whole = _fresh(base, room / "whole")
    unbroken = run_apart(job.run, whole)
    assert unbroken.code == 0, unbroken.said
    assert job.done in unbroken.said
    job.end(whole)
    wanted = state(whole / "study")
    figures = {"killed": 0, "untold": 0, "touches": unbroken.touches, "ms": round(unbroken.seconds * 1000)}
    for number in range(3 * n_moments):
        if figures["killed"] == n_moments:
            break
        place = _fresh(base, room / "broken")
        if number % 2:
            broken = run_apart(job.run, place, after_s=dice.uniform(0, unbroken.seconds))
        else:
            broken = run_apart(job.run, place, at_touch=dice.randint(1, unbroken.touches))
        moment = f"{job.name}, moment {number} of seed {seed}: {broken}"
        figures["drawn"] = number + 1
        figures["killed"] += broken.code == -signal.SIGKILL
        figures["untold"] += job.done not in broken.said
        _assert_whole(job, place, broken, wanted, moment)
    return figures


def _assert_whole(job: Killed, place: Path, broken: Ended, wanted: dict[str, object], moment: str) -> None:
    check_clean(place / "study")
    job.after(place, broken.said)
    if job.done in broken.said:
        held = state(place / "study")
        assert held | {"files": 0} == wanted | {"files": 0}, moment
    again = run_apart(job.run, place)
    assert again.code == 0, f"{moment}\n{again.said}"
    check_clean(place / "study")
    held = state(place / "study")
    for name, value in wanted.items():
        assert held[name] == value, f"{moment}: {name}"
    job.end(place)


def _fresh(base: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)
    return place


def press_keys(project: Path, keys: str) -> int:
    """Review on the screen: decide one suggestion per key, go on where it was left; print each decision.

    What is printed is what the screen has shown as kept.
    """
    folder = open_project(project)
    with folder.reading() as connection:
        done = len(load_decisions(connection))

    async def drive() -> None:
        app = ReviewApp(Review(folder, "groupe", "Zoé"))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for number, key in enumerate(keys[done:], done + 1):
                await pilot.press(key)
                await pilot.pause()
                print(f"kept {number}", flush=True)  # noqa: T201 (what the screen tells, for the one who kills)

    with folder.locked():
        asyncio.run(drive())
    return 0
