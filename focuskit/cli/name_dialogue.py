"""Deciding on names line by line in the terminal: contexts, a key, the next name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.text import Text

from focuskit.cli import screen
from focuskit.messages import say
from focuskit.model.names import NameVerdict

if TYPE_CHECKING:
    from focuskit.workflow.decide_names import NameSession

_SHOWN = 3
_YES, _NO, _CHANGE, _MORE, _BACK, _LATER, _QUIT = "onmprsq"
_ENGLISH_YES = "y"


def decide_names(session: NameSession) -> int:
    """Ask about each name that nobody decided on; return how many were decided."""
    waiting = session.waiting
    click.echo(say("names.decide_intro", n=len(waiting)))
    click.echo(say("names.decide_keys"))
    at = n = 0
    while at < len(waiting):
        _show(session, waiting[at], at, len(waiting))
        step = _ask(session, waiting[at])
        if step is None:
            break
        if step < 0:
            back = session.take_back()
            at = waiting.index(back) if back is not None else at
            n -= back is not None
            continue
        n += session.entries[waiting[at]].verdict is not NameVerdict.OPEN
        at += 1
    return n


def _show(session: NameSession, place: int, at: int, n: int) -> None:
    one = session.entries[place]
    console = screen.out()
    console.print()
    kind = say(f"names.kind_{one.kind}")
    head = Text(f"{at + 1}/{n}  ", style="dim")
    head.append(" / ".join(one.spellings), style="bold")
    head.append(
        f"   {say('names.doubtful', kind=kind) if one.is_doubtful else kind}, {say('names.times', n=one.n)}"
    )
    console.print(head)
    _show_contexts(session, place, 0)
    console.print(Text(f"  → {one.replacement}", style="green"))


def _show_contexts(session: NameSession, place: int, first: int) -> int:
    found = session.contexts(place, first, _SHOWN)
    for before, name, after in found:
        line = Text(f"  … {before.lstrip()}")
        line.append(name, style="bold reverse")
        line.append(f"{after.rstrip()} …")
        screen.out().print(line)
    return len(found)


def _ask(session: NameSession, place: int) -> int | None:
    """Return 1 for the next name, -1 for the one before, ``None`` to stop."""
    seen = _SHOWN
    while True:
        key = (
            click.prompt(say("names.decide_prompt"), prompt_suffix=" ", show_default=False).strip().casefold()
        )
        key = _YES if key == _ENGLISH_YES else key
        if key in {_YES, _NO, _LATER, _BACK, _QUIT}:
            return _done(session, place, key)
        if key == _CHANGE:
            if _change(session, place):
                return 1
        elif key == _MORE:
            n = _show_contexts(session, place, seen)
            seen += n
            if not n:
                click.echo(say("names.no_more_contexts"))
        else:
            click.echo(say("names.decide_keys"))


def _done(session: NameSession, place: int, key: str) -> int | None:
    if key == _YES:
        session.decide(place, NameVerdict.REPLACE)
    elif key == _NO:
        session.decide(place, NameVerdict.KEEP)
    if key == _QUIT:
        return None
    return -1 if key == _BACK else 1


def _change(session: NameSession, place: int) -> bool:
    """Ask for another replacement and take it; an empty answer changes nothing."""
    asked = say("names.decide_replacement")
    words = " ".join(str(click.prompt(asked, default="", show_default=False)).split())
    if not words:
        return False
    if session.is_taken(place, words) and not click.confirm(say("names.decide_taken", words=words)):
        return False
    session.decide(place, NameVerdict.REPLACE, words)
    return True
