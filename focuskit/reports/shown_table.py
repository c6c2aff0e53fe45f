"""A table as a notebook shows it: headers in words, whole verbatims, never a column too many."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.reports.headings import heading, with_told_values
from focuskit.reports.table_page import is_missing, is_number

MOST = 20
_WIDE_TEXT = 60
_STYLE = """
table.fk-table.fk-table { border-collapse: collapse; font-size: .9em; }
table.fk-table.fk-table caption { text-align: left; font-weight: 600; padding-bottom: .3em; caption-side: top;
  color: inherit; }
table.fk-table.fk-table th, table.fk-table.fk-table td { border: 1px solid rgba(128, 128, 128, .4);
  padding: .25em .5em; vertical-align: top; text-align: left; white-space: pre-line; }
table.fk-table.fk-table th { vertical-align: bottom; max-width: 9em; }
table.fk-table.fk-table td.fk-n, table.fk-table.fk-table th.fk-n { text-align: right;
  font-variant-numeric: tabular-nums; }
table.fk-table.fk-table td.fk-long { min-width: 14em; max-width: 45em; }
.fk-note { opacity: .75; font-size: .88em; }
"""


@dataclass(frozen=True, slots=True, eq=False)
class ShownTable:
    """A table to read: its frame keeps machine names and all rows; the first ``most`` are shown (0: all).

    ``notes`` are sentences that must be known to read it.
    """

    frame: pd.DataFrame
    title: str = ""
    notes: tuple[str, ...] = ()
    most: int = MOST

    def __len__(self) -> int:
        return len(self.frame)

    def __repr__(self) -> str:
        shown = self._shown()
        rows = [[_text(cell) for cell in row] for row in shown.itertuples(index=False, name=None)]
        lines = [self.title] if self.title else []
        names = [heading(name) for name in shown.columns]
        for row in rows:
            told = " ; ".join(f"{name} : {cell}" for name, cell in zip(names, row, strict=True) if cell)
            lines += textwrap.wrap(f"– {told}", 100, subsequent_indent="  ")
        return "\n".join([*lines, *self._told()])

    def _repr_html_(self) -> str:
        """Show the table in a notebook; nothing but this text is needed, and cells are escaped."""
        shown = self._shown()
        numeric = [is_number(self.frame[name]) for name in shown.columns]
        head = "".join(
            f"<th{' class=fk-n' if one else ''}>{escape(heading(name))}</th>"
            for name, one in zip(shown.columns, numeric, strict=True)
        )
        body = "\n".join(
            f"<tr>{''.join(_cells(row, numeric))}</tr>" for row in shown.itertuples(index=False, name=None)
        )
        title = f"<caption>{escape(self.title)}</caption>" if self.title else ""
        told = "".join(f'<div class="fk-note">{escape(one)}</div>' for one in self._told())
        return (
            f'<style>{_STYLE}</style>\n<table class="fk-table">{title}<thead><tr>{head}</tr></thead>\n'
            f"<tbody>\n{body}\n</tbody></table>\n{told}"
        )

    def _shown(self) -> pd.DataFrame:
        return with_told_values(self.frame.head(self.most) if self.most else self.frame)

    def _told(self) -> tuple[str, ...]:
        if self.frame.empty:
            return (say("notebook.no_row"), *self.notes)
        left = len(self.frame) - self.most if self.most else 0
        return (*([say("notebook.rows_left", n=left)] if left > 0 else []), *self.notes)


def chosen_columns(frame: pd.DataFrame, only: Sequence[str]) -> pd.DataFrame:
    """Return a frame with only these columns, in this order; with all where none is named.

    Raises
    ------
    UsageError
        If it has no such column.
    """
    for name in only:
        if name not in frame.columns:
            raise UsageError("notebook.no_column", name=name, names=", ".join(map(str, frame.columns)))
    return frame[list(only)] if only else frame


def _cells(row: Sequence[object], numeric: Sequence[bool]) -> Iterator[str]:
    for cell, is_numeric in zip(row, numeric, strict=True):
        text = _text(cell)
        look = ' class="fk-n"' if is_numeric else ' class="fk-long"' if len(text) > _WIDE_TEXT else ""
        yield f"<td{look}>{escape(text)}</td>"


def _text(cell: object) -> str:
    return "" if is_missing(cell) else str(cell)
