"""How large a file may be: what no researcher wrote is refused before it fills the memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focuskit.model.problems import Problem, error

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEGABYTES = 64
"""Largest file of text, in millions of bytes: some ten million words."""

MOST_LINES = 500_000
"""Most lines of a file whose lines are turns or captions."""

MOST_ROWS = 200_000
"""Most filled rows of a table."""

_ARCHIVES = frozenset({".docx", ".odt", ".xlsx", ".ods", ".pdf"})
_BY_LINES = frozenset({".txt", ".md", ".vtt", ".srt", ".cha"})
_PIECE = 1 << 20


def size_problem(path: Path, name: str) -> Problem | None:
    """Return the error on a file of text too large to be one, ``None`` if it may be read.

    Archives and PDF files have bounds of their own, on what they unpack to; tables one on filled rows.
    """
    suffix = path.suffix.lower()
    if suffix in _ARCHIVES:
        return None
    size = path.stat().st_size
    if size > MOST_MEGABYTES * 1_000_000:
        return error(name, "problem.too_large", size=-(-size // 1_000_000), most=MOST_MEGABYTES)
    if suffix in _BY_LINES and size > MOST_LINES and _has_too_many_lines(path):
        return error(name, "problem.too_many_lines", most=MOST_LINES // 1000)
    return None


def _has_too_many_lines(path: Path) -> bool:
    n_ends = [0, 0]
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            n_ends = [n_ends[0] + piece.count(b"\n"), n_ends[1] + piece.count(b"\r")]
    return max(n_ends) > MOST_LINES
