"""Spans edited as a coder edits them: an edge moved by a word or a sentence, words picked with the mouse."""

from __future__ import annotations

import re
from enum import StrEnum

from focuskit.model.spans import Span

_WORD = re.compile(r"\w+(?:-\w+)*['’]?")
_SENTENCE_END = re.compile(r"[.!?…]+[  ]?[»”\")\]]*(?=\s|$)|(?=\n)")


class Edge(StrEnum):
    """The end of a span that moves."""

    START = "start"
    END = "end"


class Step(StrEnum):
    """How far an edge moves at once."""

    WORD = "word"
    SENTENCE = "sentence"


def move_edge(text: str, span: Span, edge: Edge, step: Step, by: int, within: Span) -> Span:
    """Move one edge of a span by words or sentences.

    Parameters
    ----------
    by
        1 towards the end of the text, -1 towards its beginning.
    within
        The span never leaves it, and always keeps a word. Where there is no further place, it stays as it is.
    """
    places = _ends(text, step, within) if edge is Edge.END else _starts(text, step, within)
    here = span.end if edge is Edge.END else span.start
    further = [one for one in places if (one > here if by > 0 else one < here)]
    for place in further if by > 0 else reversed(further):
        start, end = (span.start, place) if edge is Edge.END else (place, span.end)
        if within.start <= start < end <= within.end and _WORD.search(text, start, end):
            return Span(start, end)
        return span
    return span


def _ends(text: str, step: Step, within: Span) -> list[int]:
    if step is Step.WORD:
        return [found.end() for found in _WORD.finditer(text, within.start, within.end)]
    found = {one.end() for one in _SENTENCE_END.finditer(text, within.start, within.end)} - {within.start}
    return sorted(found | {within.end})


def _starts(text: str, step: Step, within: Span) -> list[int]:
    if step is Step.WORD:
        return [found.start() for found in _WORD.finditer(text, within.start, within.end)]
    after = {within.start, *(one.end() for one in _SENTENCE_END.finditer(text, within.start, within.end))}
    starts = {_past_space(text, place, within.end) for place in after}
    return sorted(starts - {within.end})


def _past_space(text: str, place: int, end: int) -> int:
    while place < end and text[place].isspace():
        place += 1
    return place


def word_at(text: str, offset: int, within: Span) -> Span:
    """Return the word at an offset, else the nearest before it, else the first; all of ``within`` if none."""
    nearest: Span | None = None
    for found in _WORD.finditer(text, within.start, within.end):
        if nearest is not None and found.start() > offset:
            break
        nearest = Span(*found.span())
    return nearest or within


def words_between(text: str, one: int, other: int, within: Span) -> Span:
    """Return the whole words from one offset to another, in either order."""
    first, last = (word_at(text, place, within) for place in sorted((one, other)))
    return Span(first.start, max(first.end, last.end))


def cut_places(text: str, span: Span) -> list[int]:
    """Return the offsets where a segment may be cut in two: before each of its words but the first."""
    return [found.start() for found in _WORD.finditer(text, span.start, span.end)][1:]
