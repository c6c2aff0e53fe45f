"""Consensus as a workbook that is edited and read back: a sheet per group, propositions by members."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from focuskit.analysis.consensus import Proposition
from focuskit.messages import say
from focuskit.reports.cells import (
    FONT,
    FONT_SIZE,
    WRAPPED,
    Column,
    add_list,
    header_cell,
    new_cell,
    new_sheet,
    row_height,
)
from focuskit.reports.headings import with_told_values
from focuskit.reports.workbook import book_bytes
from focuskit.writing import write_whole

_GREY = Font(FONT, FONT_SIZE, italic=True, color="7F7F7F")
_MIDDLE = Alignment(horizontal="center", vertical="top")
_NUMBER_WIDTH, _PROPOSITION_WIDTH, _MEMBER_WIDTH, _NOTE_WIDTH = 8, 60, 14, 110
_EMPTY_ROWS = 3
_TITLE_LIMIT = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def write_consensus_book(
    propositions: Mapping[str, Sequence[Proposition]],
    members: Mapping[str, Sequence[str]],
    markers: pd.DataFrame,
    path: Path,
) -> None:
    """Write propositions and what each member says of them.

    Parameters
    ----------
    propositions, members
        By document; documents without propositions stand too, with rows to write some.
    markers
        Words that may mark agreement or disagreement (`focuskit.analysis.markers`), to be judged by a person.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    book = Workbook(write_only=True)
    titles: list[str] = []
    for document, people in members.items():
        titles.append(_title(document, titles))
        _add_document(book, titles[-1], document, people, propositions.get(document, ()))
    _add_markers(book, markers)
    sheet = new_sheet(book, say("table.explanations"), (_NOTE_WIDTH,), "A1")
    for place, key in enumerate(("consensus_how", "consensus_values", "consensus_back", "about_markers"), 1):
        note = say(f"finding.{key}")
        sheet.row_dimensions[place].height = row_height([(note, _NOTE_WIDTH)]) + 6
        sheet.append([new_cell(sheet, note, WRAPPED)])
    write_whole(path, book_bytes(book))


def _add_document(
    book: Workbook, title: str, document: str, members: Sequence[str], propositions: Sequence[Proposition]
) -> None:
    """Add the sheet of one group; its first row names the document, by which it is read back."""
    widths = (_NUMBER_WIDTH, _PROPOSITION_WIDTH, *[_MEMBER_WIDTH] * len(members))
    sheet = new_sheet(book, title, widths, "C3")
    sheet.append([new_cell(sheet, "", font=_GREY), new_cell(sheet, document, font=_GREY)])
    sheet.append(
        [
            header_cell(sheet, text)
            for text in (say("finding.number_short"), say("table.column_proposition"), *members)
        ]
    )
    for place, one in enumerate(propositions, 3):
        sheet.row_dimensions[place].height = row_height([(one.words, _PROPOSITION_WIDTH)])
        said = dict(one.stances)
        sheet.append(
            [
                new_cell(sheet, one.number),
                new_cell(sheet, one.words, WRAPPED),
                *(new_cell(sheet, " ".join(said.get(name, ())), _MIDDLE) for name in members),
            ]
        )
    for _ in range(_EMPTY_ROWS):
        sheet.append([new_cell(sheet, "") for _ in widths])


def _add_markers(book: Workbook, markers: pd.DataFrame) -> None:
    names = ("document", "turn", "participant", "marker", "words", "verbatim")
    shown = with_told_values(markers[list(names)])
    columns = [
        Column(say(f"table.column_{name}"), width, wrapped=name == "verbatim", numeric=name == "turn")
        for name, width in zip(names, (26, 8, 16, 18, 24, 100), strict=True)
    ]
    add_list(book, say("finding.markers_sheet"), columns, shown.itertuples(index=False, name=None))


def _title(document: str, taken: Sequence[str]) -> str:
    bare = _NOT_IN_TITLES.sub(" ", document.rpartition("/")[2].rpartition(".")[0] or document)[:_TITLE_LIMIT]
    if bare not in taken:
        return bare
    number = f" {len(taken) + 1}"
    return bare[: _TITLE_LIMIT - len(number)] + number
