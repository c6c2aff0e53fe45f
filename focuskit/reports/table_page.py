"""A table as an HTML page of its own: no script, nothing fetched, legible in print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from focuskit.messages import spoken
from focuskit.reports.headings import heading, with_told_values

_STYLE = """
body { font-family: Calibri, Carlito, "Helvetica Neue", sans-serif; color: #1f2a33; margin: 2rem; }
h1 { color: #1f3a4d; font-size: 1.4rem; }
p { color: #55626d; font-size: .9rem; margin: .2rem 0; max-width: 60rem; }
table { border-collapse: collapse; margin-top: 1rem; font-size: .9rem; }
th { background: #1f3a4d; color: #fff; text-align: left; vertical-align: bottom; position: sticky; top: 0; }
th, td { border: 1px solid #d5dce1; padding: .3rem .5rem; }
td { vertical-align: top; white-space: pre-line; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
th.n { max-width: 8rem; }
td.w { min-width: 22rem; }
tbody tr:nth-child(even) { background: #f4f7f9; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; font-size: .8rem; } th { position: static; } td.w { min-width: 0; } }
"""

_LONG = 120

_POLICY = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
"""A page of words runs nothing and fetches nothing."""


def render_page(frame: pd.DataFrame, title: str, notes: Sequence[str] = ()) -> str:
    """Return a table as a page, with what must be known to read it below the title."""
    looks = [_look(frame.iloc[:, place]) for place in range(frame.shape[1])]
    head = "".join(
        f"<th{_class(one)}>{escape(heading(column))}</th>"
        for column, one in zip(frame.columns, looks, strict=True)
    )
    body = "\n".join(
        f"<tr>{_cells(row, looks)}</tr>" for row in with_told_values(frame).itertuples(index=False, name=None)
    )
    told = "".join(f"<p>{escape(note)}</p>\n" for note in notes)
    return (
        f'<!DOCTYPE html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n{_POLICY}\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{told}<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n"
        "</tbody>\n</table>\n</body>\n</html>\n"
    )


def is_number(column: pd.Series) -> bool:
    """Tell whether a column is set as numbers: aligned right."""
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _look(column: pd.Series) -> str:
    """Return how a column is shown: ``n`` numbers, ``w`` wide for long words, else as it comes."""
    if is_number(column):
        return "n"
    return "w" if any(len(str(cell)) > _LONG for cell in column) else ""


def _class(look: str) -> str:
    return f' class="{look}"' if look else ""


def _cells(row: Sequence[object], looks: Sequence[str]) -> str:
    return "".join(
        f"<td{_class(one)}>{'' if is_missing(cell) else escape(str(cell))}</td>"
        for cell, one in zip(row, looks, strict=True)
    )


def is_missing(cell: object) -> bool:
    """Tell whether a cell holds nothing."""
    return cell is None or cell is pd.NA or cell != cell  # noqa: PLR0124 (nan is the only value unlike itself)
