"""Decisions and changes of the codebook in words and in JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.store import ProjectFolder
    from focuskit.workflow.history import HistoryLine
    from focuskit.workflow.steps import TurnedStep

_SHOWN = 70


def told(line: HistoryLine) -> str:
    """Return what was done, in words: "accepts « velo »"."""
    key = line.kind
    if key == "codebook_rename" and line.code == line.other:
        key = "codebook_relabel"
    return say(f"history.{key}", code=line.code, other=line.other)


def place_of(line: HistoryLine) -> str:
    """Return where it was done; empty for a change of the codebook."""
    return f"{line.document}:{line.segment}" if line.segment else line.document


def words_of(line: HistoryLine) -> str:
    """Return the first words it was done on, or why it was done."""
    words = " ".join(line.words.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def local_time(at: str) -> str:
    """Return the day and minute of the clock on the wall here."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


def sentence(lines: Sequence[HistoryLine], key: str) -> str:
    """Return one sentence for a step: its first line, and how many more there are.

    ``key`` names the sentence for undoing or redoing.
    """
    first = lines[0]
    where = place_of(first)
    words = words_of(first)
    what = told(first)
    if where:
        what = say("history.on", what=what, place=where)
    if words:
        what = say("history.words", what=what, words=words)
    if len(lines) > 1:
        what = say("history.and_more", what=what, n=len(lines) - 1)
    return say(key, coder=first.coder, what=what)


def turn(
    step: Callable[[ProjectFolder, str], TurnedStep],
    name: str,
    coder: str | None,
    project: Path | None,
    lang: str | None,
    *,
    as_json: bool,
) -> int:
    """Undo or redo the last step of a coder (not remembered from then on), and tell which it was."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.history import tell_step  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        who = " ".join(coder.split()) if coder else current_coder(folder)
        lines = tell_step(folder, step(folder, who))
    if as_json:
        screen.print_json([record(one) for one in lines])
    elif lines:
        click.echo(sentence(lines, f"history.{name}_told"))
    else:
        click.echo(say(f"history.nothing_to_{name}", coder=who))
    return 0


def record(line: HistoryLine) -> dict[str, object]:
    """Return a line for JSON."""
    return {
        "number": line.number,
        "at": line.at,
        "coder": line.coder,
        "kind": line.kind,
        "code": line.code or None,
        "other": line.other or None,
        "document": line.document or None,
        "segment": line.segment,
        "words": line.words,
        "undone": line.is_undone,
        "step": line.step,
    }
