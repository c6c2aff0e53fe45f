"""Tables as text: CSV, Markdown, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from focuskit.messages import say
from focuskit.reports.headings import heading, with_told_values
from focuskit.reports.table_page import render_page
from focuskit.writing import write_whole

_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def render_table(frame: pd.DataFrame, name: str, form: str, notes: Sequence[str] = ()) -> str:
    """Return a table as text.

    Parameters
    ----------
    frame
        The table.
    name
        Which one it is; the title in Markdown and HTML.
    form
        ``csv`` (identifiers as header, no byte-order mark), ``csv-fr`` (the same with semicolons and decimal
        commas, as a French spreadsheet expects), ``md`` or ``html`` (headers in the language in
        force) or ``json`` (a list of records, missing values ``null``).
    notes
        Sentences that must be known to read it, for Markdown and HTML.

    Raises
    ------
    ValueError
        If there is no such form.
    """
    if form == "csv":
        return _csv(frame)
    if form == "csv-fr":
        return _csv(frame, separator=";", decimal=",")
    if form == "md":
        return _markdown(frame, say(f"table.{name}"), notes)
    if form == "html":
        return render_page(frame, say(f"table.{name}"), notes)
    if form == "json":
        return json.dumps(_records(frame), ensure_ascii=False, indent=1) + "\n"
    raise ValueError(form)


def write_csv(frame: pd.DataFrame, path: Path, form: str = "csv") -> None:
    """Write a table as CSV, ``csv`` or ``csv-fr``: UTF-8 with the byte-order mark that Excel looks for.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_whole(path, render_table(frame, "", form).encode("utf-8-sig"))


def _csv(frame: pd.DataFrame, separator: str = ",", decimal: str = ".") -> str:
    guarded = frame.copy()
    for column in frame.columns:
        if not pd.api.types.is_numeric_dtype(frame[column]):
            guarded[column] = pd.Series([_guarded(cell) for cell in frame[column]], index=frame.index)
    guarded.columns = pd.Index([_guarded(name) for name in frame.columns])
    return guarded.to_csv(index=False, lineterminator="\n", sep=separator, decimal=decimal)


def _guarded(cell: object) -> object:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN_BY_SPREADSHEETS) else cell


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {str(name): None if pd.isna(value) else value for name, value in record.items()}
        for record in frame.to_dict("records")
    ]


def _markdown(frame: pd.DataFrame, title: str, notes: Sequence[str]) -> str:
    numeric = [pd.api.types.is_numeric_dtype(frame[column]) for column in frame.columns]
    header = [heading(column) for column in frame.columns]
    shown = with_told_values(frame)
    rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in shown.itertuples(index=False)]
    rule = ["---:" if one else "---" for one in numeric]
    told = [line for note in notes for line in (note, "")]
    lines = [f"# {title}", "", *told, _line(header), _line(rule), *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(cell: str) -> str:
    """Return words that Markdown shows as they are: neither link, nor tag, nor end of the cell."""
    words = _ENTITY.sub("&amp;", cell).replace("\\", "\\\\").replace("|", "\\|")
    return "<br>".join(words.replace("<", "&lt;").replace("](", "]\\(").splitlines())
