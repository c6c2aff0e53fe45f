"""Turns of a conversation with the codes on them, as a notebook shows them: HTML, and text."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from focuskit.analysis.quotations import clock
from focuskit.messages import say
from focuskit.model.spans import Span
from focuskit.reports.figures.style import SERIES

_WIDTH = 100
_QUIET = "#6b7280"
_LINEAR_TO = 0.04045
_DARK, _LIGHT = "#000000", "#ffffff"
_STYLE = """
.fk-talk { max-width: 60rem; line-height: 1.45; }
.fk-talk .fk-title { font-weight: 600; }
.fk-talk .fk-quiet { opacity: .75; font-size: .88em; }
.fk-talk .fk-asked { margin: .7em 0 .2em; font-style: italic; }
.fk-talk .fk-turn { margin: .5em 0; padding: .1em 0 .1em .8em; border-left: 4px solid; }
.fk-talk .fk-who { padding: .05em .5em; border-radius: .7em; font-weight: 600; font-size: .88em; }
.fk-talk .fk-words { margin: .25em 0; white-space: pre-line; }
.fk-talk .fk-codes { margin: .1em 0 .45em; line-height: 1.9; }
.fk-talk .fk-code { padding: .05em .45em; margin-right: .25em; font-size: .8em; border: 1.5px solid;
  display: inline-block; line-height: 1.5;  border-radius: .3em; }
.fk-talk .fk-suggested { border-style: dashed; }
.fk-talk .fk-context { border-style: dotted; opacity: .8; }
.fk-talk mark { background: none; color: inherit; border-bottom: 2.5px solid; border-radius: .15em; }
"""


class Standing(StrEnum):
    """What a code on some words is: decided by a person, suggested, or only taken over from around them."""

    DECIDED = "decided"
    SUGGESTED = "suggested"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code on a piece: its label, colour (``#rrggbb``, empty for none), standing, and words behind it.

    ``evidence`` are places in the words of the piece; empty where the whole piece speaks.
    """

    label: str
    color: str
    standing: Standing
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """Words that are coded together: a segment, or a whole turn where nothing is coded."""

    words: str
    codes: tuple[ShownCode, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn: who said it where, the question before it (empty: none to show), and its pieces.

    ``place`` is the number, from 0, of the person in the document; ``None`` for moderators and observers.
    """

    document: str
    number: int
    person: str
    place: int | None
    start_ms: int | None
    question: str
    pieces: tuple[ShownPiece, ...]


@dataclass(frozen=True, slots=True)
class Passages:
    """Turns to read, in order, under a title; what a notebook shows when it is the last value of a cell.

    ``notes`` are sentences that must be known to read them. The length is that of ``turns``.
    """

    title: str
    turns: tuple[ShownTurn, ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.turns)

    def __repr__(self) -> str:
        lines = [self.title, *self.notes]
        several = len({one.document for one in self.turns}) > 1
        for turn in self.turns:
            lines += ["", *_turn_lines(turn, several=several)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Show the turns in a notebook; nothing but this text is needed, and words are escaped."""
        several = len({one.document for one in self.turns}) > 1
        told = "".join(f'<div class="fk-quiet">{escape(one)}</div>' for one in self.notes)
        body = "\n".join(_turn_html(turn, several=several) for turn in self.turns)
        return (
            f'<style>{_STYLE}</style>\n<div class="fk-talk">'
            f'<div class="fk-title">{escape(self.title)}</div>{told}\n{body}\n</div>'
        )


def readable_on(color: str) -> str:
    """Return the ink, black or white, that stands out more on a colour ``#rrggbb``.

    By relative luminance (W3C, Web Content Accessibility Guidelines 2.1, 2018, contrast ratio).
    """
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_TO else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return _DARK if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else _LIGHT


def _turn_lines(turn: ShownTurn, *, several: bool) -> Iterator[str]:
    if turn.question:
        yield say("notebook.question", question=turn.question)
    yield f"{turn.person} – {_place_of(turn, several=several)}"
    for piece in turn.pieces:
        for line in piece.words.splitlines() or [""]:
            yield textwrap.fill(line, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        if piece.codes:
            told = [f"{code.label} ({_told(code)})" for code in piece.codes]
            yield textwrap.fill(" ; ".join(told), _WIDTH, initial_indent="    → ", subsequent_indent="      ")


def _told(code: ShownCode) -> str:
    return say(f"notebook.{code.standing}")


def _place_of(turn: ShownTurn, *, several: bool) -> str:
    where = [turn.document] if several else []
    return ", ".join(
        [*where, say("notebook.turn", number=turn.number), *filter(None, [clock(turn.start_ms)])]
    )


def _turn_html(turn: ShownTurn, *, several: bool) -> str:
    color = _QUIET if turn.place is None else SERIES[turn.place % len(SERIES)]
    asked = say("notebook.question", question=turn.question) if turn.question else ""
    who = f"background: {color}; color: {readable_on(color)}"
    head = f'<div class="fk-asked">{escape(asked)}</div>\n' if asked else ""
    return (
        f'{head}<div class="fk-turn" style="border-left-color: {color}">'
        f'<span class="fk-who" style="{who}">{escape(turn.person)}</span> '
        f'<span class="fk-quiet">{escape(_place_of(turn, several=several))}</span>'
        + "".join(_piece_html(piece) for piece in turn.pieces)
        + "</div>"
    )


def _piece_html(piece: ShownPiece) -> str:
    codes = "".join(_code_html(code) for code in piece.codes)
    return f'<div class="fk-words">{_marked(piece)}</div>' + (
        f'<div class="fk-codes">{codes}</div>' if codes else ""
    )


def _code_html(code: ShownCode) -> str:
    color = code.color or _QUIET
    look = f"border-color: {color}"
    if code.standing is Standing.DECIDED:
        look += f"; background: {color}; color: {readable_on(color)}"
    name = code.label if code.standing is Standing.DECIDED else f"{code.label} ({_told(code)})"
    return f'<span class="fk-code fk-{code.standing}" style="{look}">{escape(name)}</span> '


def _marked(piece: ShownPiece) -> str:
    """Return the words of a piece with those behind its codes marked, in the colour of the first of them."""
    spans = [(span, code) for code in piece.codes for span in code.evidence]
    cuts = sorted({0, len(piece.words), *(at for span, _ in spans for at in (span.start, span.end))})
    shown = []
    for start, end in itertools.pairwise(cuts):
        words = escape(piece.words[start:end])
        here = [code for span, code in spans if span.start <= start and end <= span.end]
        if here:
            told = escape(" ; ".join(dict.fromkeys(code.label for code in here)))
            color = here[0].color or _QUIET
            look = f"border-bottom-color: {color}; background: {color}33"
            words = f'<mark title="{told}" style="{look}">{words}</mark>'
        shown.append(words)
    return "".join(shown)
