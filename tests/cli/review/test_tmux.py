"""The screen in a real terminal (tmux): decisions survive a kill, and undo leads back to the beginning."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from focuskit.model.suggestions import SuggestionState
from focuskit.workflow.decide import open_desk
from small_study import make_study

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

ROOT = Path(__file__).parents[3]
TURNS = 60
N_DECISIONS = 50
TEXT = "Animatrice : Qu'est-ce que vous cultivez ici ?\n\n" + "\n\n".join(
    f"{'Léa' if turn % 2 else 'Marc'} : Au potager numéro {turn}, ça pousse." for turn in range(TURNS)
)
PATIENCE_S = 60.0


class Terminal:
    """A terminal of 80 x 24 with a program in it."""

    def __init__(self, *command):
        self.name = f"focuskit-{uuid.uuid4().hex[:8]}"
        variables = {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PYTHONFAULTHANDLER": "1"}
        prefix = [f"{name}={value}" for name, value in variables.items()]
        self.tmux("new-session", "-d", "-x", "80", "-y", "24", "env", *prefix, *command)

    def tmux(self, *arguments):
        done = subprocess.run(
            ["tmux", "-L", self.name, "-f", os.devnull, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def wait_for(self, words):
        until = time.monotonic() + PATIENCE_S
        while words not in self.screen():
            assert time.monotonic() < until, f"{words!r} never came:\n{self.screen()}"
            time.sleep(0.05)

    def kill(self):
        process = int(self.tmux("list-panes", "-F", "#{pane_pid}").split()[0])
        os.kill(process, signal.SIGKILL)

    def close(self):
        self.tmux("kill-server")


@pytest.fixture
def terminals():
    opened = []

    def open_(folder):
        command = (sys.executable, "-m", "focuskit", "review", "--project", str(folder.path), "--lang", "fr")
        opened.append(Terminal(*command, "--coder", "Zoé", "--background", "dark"))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def states(folder):
    return [one.state for one in open_desk(folder, "groupe").suggestions]


def wait_until(true):
    until = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


def n_decided(folder):
    return TURNS - states(folder).count(SuggestionState.OPEN)


def test_fifty_decisions_a_kill_and_undo_to_the_beginning(tmp_path, terminals):
    folder = make_study(tmp_path, TEXT)
    first = states(folder)
    assert len(first) == TURNS
    terminal = terminals(folder)
    terminal.wait_for(f"0/{TURNS}")
    for number in range(1, N_DECISIONS // 2 + 1):
        terminal.press("a" if number % 3 else "r")
        terminal.wait_for(f"{number}/{TURNS}")
    terminal.kill()
    assert n_decided(folder) == N_DECISIONS // 2

    terminal = terminals(folder)
    terminal.wait_for(f"{N_DECISIONS // 2}/{TURNS}")
    terminal.press(*"ar" * (N_DECISIONS // 4), "a")
    wait_until(lambda: n_decided(folder) == N_DECISIONS)
    accepted = states(folder)
    terminal.kill()
    assert states(folder) == accepted
    assert len(open_desk(folder, "groupe").codings) == accepted.count(SuggestionState.ACCEPTED)

    terminal = terminals(folder)
    terminal.wait_for(f"{N_DECISIONS}/{TURNS}")
    terminal.press(*"u" * N_DECISIONS)
    terminal.wait_for(f" 0/{TURNS}")
    assert states(folder) == first
    assert open_desk(folder, "groupe").codings == ()
    terminal.press("q")
