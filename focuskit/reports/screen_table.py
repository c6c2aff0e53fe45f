"""A table as a terminal shows it: the columns that fit, counts as n / N, nothing a machine would want."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from focuskit.messages import say
from focuskit.reports.headings import heading, with_told_values
from focuskit.reports.table_page import is_missing, is_number
from focuskit.reports.wording import decimal

_MOST_ROWS = 200
_WIDEST_SHARE = 3
_NARROWEST = 4
_FRAME = 3
_TOTAL = "_total"


@dataclass(frozen=True, slots=True)
class ScreenTable:
    """A table cut to a width.

    Parameters
    ----------
    headings, numeric
        Of each column shown; whether it is set to the right.
    rows
        Cells as words.
    n_hidden_columns, n_hidden_rows
        What did not fit.
    """

    title: str
    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    n_hidden_columns: int
    n_hidden_rows: int


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    numeric: bool
    cells: tuple[str, ...]

    def width(self, widest: int) -> int:
        """Return the characters it takes; headings break between words, cells where they must."""
        longest_word = max(map(len, self.heading.split()), default=0)
        return max(_NARROWEST, longest_word, min(widest, max(map(len, self.cells), default=0)))


def table_for_screen(frame: pd.DataFrame, name: str, width: int) -> ScreenTable:
    """Cut a table to a width in characters.

    Columns without any value are left out, as is the facet of a code; ``persons`` and ``persons_total``
    become one, "13 / 14". Columns are taken from the left as long as they fit, two at least.
    """
    columns = [one for one in _columns(frame.head(_MOST_ROWS)) if any(one.cells) or not len(frame)]
    shown: list[_Column] = []
    used = 1
    for one in columns:
        used += one.width(width // _WIDEST_SHARE) + _FRAME
        if used > width and len(shown) > 1:
            break
        shown.append(one)
    return ScreenTable(
        say(f"table.{name}"),
        tuple(one.heading for one in shown),
        tuple(one.numeric for one in shown),
        tuple(zip(*(one.cells for one in shown), strict=True)),
        len(columns) - len(shown),
        max(0, len(frame) - _MOST_ROWS),
    )


def _columns(frame: pd.DataFrame) -> list[_Column]:
    told = with_told_values(frame)
    names = [str(name) for name in frame.columns]
    left_out = {f"{name}{_TOTAL}" for name in names if f"{name}{_TOTAL}" in names}
    columns = []
    for place, name in enumerate(names):
        if name in left_out or (name == "facet" and "code" in names):
            continue
        cells = tuple(map(_told, told.iloc[:, place]))
        if f"{name}{_TOTAL}" in left_out:
            cells = tuple(map(_of, cells, map(_told, told[f"{name}{_TOTAL}"])))
        columns.append(_Column(heading(name), is_number(frame.iloc[:, place]), cells))
    return columns


def _told(cell: object) -> str:
    if is_missing(cell):
        return ""
    if isinstance(cell, float):
        return decimal(cell)
    return str(cell)


def _of(count: str, total: str) -> str:
    return f"{count}\u202f/\u202f{total}" if count and total else count
