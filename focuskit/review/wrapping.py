"""Breaking a text into lines of a given width, by offsets: the words are never copied or changed."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

_UNEVEN = re.compile(
    "[\u0300-\u036f\u1100-\u115f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe00-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f000-\U0003ffff]"
)
"""Characters that take no cell or two cells of a terminal."""


def wrap_text(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break ``text[start:end]`` at spaces into lines of at most ``width`` cells.

    Returns
    -------
    list of tuple of int
        Offsets ``(start, end)`` of each line, shape ``(n_lines, 2)``; one empty line for an empty text.
        Spaces at which a line was broken belong to none. A word longer than a line is broken.
    """
    width = max(width, 2)
    if _UNEVEN.search(text, start, end):
        return _wrap_uneven(text, start, end, width)
    lines = []
    while end - start > width:
        cut = text.rfind(" ", start + 1, start + width + 1)
        cut = cut if cut > start else start + width
        lines.append((start, cut))
        start = _skip_spaces(text, cut, end)
    if start < end or not lines:
        lines.append((start, end))
    return lines


def cell_width(character: str) -> int:
    """Return how many cells of a terminal a character takes: 0, 1 or 2."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _skip_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _wrap_uneven(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    reach = [0, *accumulate(cell_width(one) for one in text[start:end])]
    lines = []
    first = start
    while reach[-1] - reach[first - start] > width:
        last = first + 1
        while last < end and reach[last + 1 - start] - reach[first - start] <= width:
            last += 1
        space = text.rfind(" ", first + 1, last + 1)
        cut = space if space > first else last
        lines.append((first, cut))
        first = _skip_spaces(text, cut, end)
    if first < end or not lines:
        lines.append((first, end))
    return lines
