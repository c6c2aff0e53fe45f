"""Beginnings of lines that may name a speaker: ``Nom :``, ``[00:01] Nom :``, ``NOM –``, ``[Nom] (0:01)``.

A shape is only a candidate; `focuskit.transcripts.labels` decides for the whole document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.documents import Aside, AsideKind
from focuskit.transcripts.clock import GAP, STAMP, parse_stamp
from focuskit.transcripts.lines import Line
from focuskit.transcripts.normalise import squeeze

_LONGEST_OPENING = 160
_STARS = r"(?:\*\*|__|\*|_)?"
_NAME = r"[^\s:\[\]<>|*#][^\n\t:\[\]<>|*]{0,60}?"


class Shape(StrEnum):
    """How a candidate label is written."""

    TIMED = "timed"
    COLON = "colon"
    BRACKET = "bracket"
    TAB = "tab"
    DASH = "dash"


_SHAPES = (
    (
        Shape.BRACKET,
        re.compile(
            rf"(?P<t1>{STAMP}{GAP}{{0,2}})?{_STARS}\[(?P<label>{_NAME})\]{_STARS}{GAP}{{0,2}}(?P<t2>{STAMP})?{GAP}{{0,2}}"
            rf"(?P<colon>:)?{_STARS}{GAP}{{0,2}}(?P<t3>{STAMP}(?=\s|$))?\s*"
        ),
    ),
    (
        Shape.COLON,
        re.compile(
            rf"(?P<t1>{STAMP}{GAP}{{0,2}})?{_STARS}{GAP}{{0,2}}(?P<label>{_NAME}){GAP}{{0,2}}{_STARS}{GAP}{{0,2}}(?P<t2>{STAMP})?{GAP}{{0,2}}"
            rf"{_STARS}{GAP}{{0,2}}(?P<colon>:)(?![/\d]){_STARS}{GAP}{{0,2}}(?P<t3>{STAMP}(?=\s|$))?\s*"
        ),
    ),
    (
        Shape.TIMED,
        re.compile(
            rf"(?P<t1>{STAMP}){GAP}{{1,2}}(?:[-–—]{GAP}{{1,2}})?{_STARS}(?P<label>{_NAME}){_STARS}{GAP}{{0,2}}$"
        ),
    ),
    (
        Shape.TIMED,
        re.compile(
            rf"{_STARS}(?P<label>{_NAME}){_STARS}{GAP}{{1,2}}(?:[-–—]{GAP}{{1,2}})?(?P<t1>{STAMP}){GAP}{{0,2}}$"
        ),
    ),
    (Shape.TAB, re.compile(rf"(?P<t1>{STAMP}\s*)?(?P<label>{_NAME}) *\t\s*(?=\S)")),
    (
        Shape.DASH,
        re.compile(
            rf"(?P<t1>{STAMP}{GAP}{{0,2}})?{_STARS}(?P<label>{_NAME}){_STARS}{GAP}{{1,2}}[-–—]{GAP}{{1,2}}{_STARS}(?=\S)"
        ),
    ),
)
_LEFT_EDGE = re.compile(rf"\s*(?:(?=[\[(#]){STAMP}|{STAMP}$)\s*")


@dataclass(frozen=True, slots=True)
class Opening:
    """A candidate: the label, what stands before the words (``head``, as written), and the words.

    ``timed`` is ``True`` where a time stands beside the label; the times are ``None`` where there are none.
    """

    shape: Shape
    label: str
    head: str
    rest: str
    timed: bool = False
    start_ms: int | None = None
    end_ms: int | None = None

    def asides(self) -> tuple[Aside, ...]:
        """Return what the opening sets aside."""
        return (Aside(AsideKind.LABEL, self.head),)


def find_opening(line: Line) -> Opening | None:
    """Return the candidate at the beginning of a line, ``None`` if there is none."""
    text = line.text.strip()
    start = text[:_LONGEST_OPENING]
    for shape, pattern in _SHAPES:
        match = pattern.match(start)
        if match is None or (pattern.pattern.endswith("$") and len(text) > len(start)):
            continue
        label = squeeze(match["label"]).strip("_ ")
        if any(char.isalpha() for char in label):
            return _opening(shape, label, match, text)
    return None


def _opening(shape: Shape, label: str, match: re.Match[str], text: str) -> Opening:
    groups = match.groupdict()
    stamps = [groups.get(name) for name in ("t1", "t2", "t3")]
    stamp = next((stamp for stamp in stamps if stamp), None)
    start_ms, end_ms = parse_stamp(stamp)
    rest = text[match.end() :].strip()
    if shape is Shape.BRACKET and ((stamp and not rest) or groups["colon"]):
        shape = Shape.TIMED if stamp else Shape.COLON
    return Opening(shape, label, text[: match.end()].strip(), rest, bool(stamp), start_ms, end_ms)


def take_time(text: str) -> tuple[str, str]:
    """Split a line in a time at its beginning (in brackets, or alone on the line) and the rest."""
    match = _LEFT_EDGE.match(text)
    return ("", text) if match is None else (match[0].strip(), text[match.end() :])
