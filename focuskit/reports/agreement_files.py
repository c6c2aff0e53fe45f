"""Agreement and disagreements as files: a workbook, CSV, or a Word list for discussion."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from focuskit.analysis.agreement import AgreementSummary
from focuskit.messages import say
from focuskit.model.agreement import Disagreement
from focuskit.model.codebook import Codebook
from focuskit.reports.agreement import (
    disagreements_frame,
    reasons_met,
    spans_frame,
    told_conditions,
    units_frame,
)
from focuskit.reports.blocks import Block, Heading, Paragraph, Report, TableBlock, Title
from focuskit.reports.cells import WRAPPED, Column, add_list, new_cell, new_sheet, row_height
from focuskit.reports.text_tables import write_csv
from focuskit.reports.word import render_word
from focuskit.reports.workbook import book_bytes
from focuskit.writing import write_whole

FORMATS = ("xlsx", "csv", "docx")
_WIDTHS = {"label": 46, "code": 32, "facet": 16, "words": 80, "document": 26, "with": 18, "without": 22}
_OTHER_WIDTH = 13
_SENTENCE_WIDTH = 110
_WRAPPED = frozenset({"words", "label"})


def write_agreement(summary: AgreementSummary, codebook: Codebook, path: Path, *, spans: bool) -> None:
    """Write agreement: all of it as a workbook, or one table as CSV (of free spans with ``spans``).

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    if path.suffix.lower() == ".csv":
        write_csv((spans_frame if spans else units_frame)(summary, codebook), path)
        return
    book = Workbook(write_only=True)
    _add_frame(book, "agree.sheet_units", units_frame(summary, codebook))
    _add_frame(book, "agree.sheet_spans", spans_frame(summary, codebook))
    _add_disagreements(book, disagreements_frame(summary.disagreements, codebook))
    sheet = new_sheet(book, say("agree.sheet_conditions"), (_SENTENCE_WIDTH,), "A1")
    lines = [*told_conditions(summary), say("agree.about_coefficients"), *reasons_met(summary)]
    for place, line in enumerate(lines, 1):
        sheet.row_dimensions[place].height = row_height([(line, _SENTENCE_WIDTH)]) + 6
        sheet.append([new_cell(sheet, line, WRAPPED)])
    write_whole(path, book_bytes(book))


def write_disagreements(disagreements: Sequence[Disagreement], codebook: Codebook, path: Path) -> None:
    """Write the list of disagreements: a workbook or CSV with a column for the verdict, or Word.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    frame = disagreements_frame(disagreements, codebook)
    ending = path.suffix.lower()
    if ending == ".csv":
        write_csv(frame, path)
    elif ending == ".docx":
        write_whole(path, render_word(compose_disagreements(disagreements, codebook)).content)
    else:
        book = Workbook(write_only=True)
        _add_disagreements(book, frame)
        write_whole(path, book_bytes(book))


def compose_disagreements(disagreements: Sequence[Disagreement], codebook: Codebook) -> Report:
    """Compose the list for discussion: one table per document, a wide last column to write in."""
    title = say("agree.list_title")
    blocks: list[Block] = [
        Title(title, say("agree.list_subtitle", n=len(disagreements)), (say("agree.list_note"),))
    ]
    for document in dict.fromkeys(one.document for one in disagreements):
        blocks.append(Heading(document, 1, numbered=False))
        rows = tuple(_row(one, codebook) for one in disagreements if one.document == document)
        header = tuple(say(f"agree.column_{name}") for name in ("words", "code", "stances", "discussion"))
        caption = say("agree.list_caption", document=document)
        blocks.append(TableBlock(caption, header, rows, (0.42, 0.2, 0.16, 0.22), n_text=4))
    if not disagreements:
        blocks.append(Paragraph(say("agree.no_disagreement")))
    return Report(title, "", tuple(blocks))


def _row(one: Disagreement, codebook: Codebook) -> tuple[str, ...]:
    frame = disagreements_frame([one], codebook).iloc[0]
    stances = [
        say("agree.with", coders=frame["with"]),
        say("agree.without", coders=frame["without"]),
        *([say("agree.settled", verdict=frame["verdict"], coder=frame["settled_by"])] if one.settled else []),
    ]
    return (
        f"{say('agree.place', turn=one.turn, speaker=one.speaker)} {one.words}",
        f"{frame['label']}\n{one.code}\n[{one.id}]",
        "\n".join(stances),
        "",
    )


def _add_frame(book: Workbook, key: str, frame: pd.DataFrame) -> None:
    columns = _columns(frame)
    wholes = [not code for code in frame["code"]] if "code" in frame else []
    add_list(book, say(key), columns, frame.itertuples(index=False, name=None), bold=wholes)


def _columns(frame: pd.DataFrame) -> list[Column]:
    return [
        Column(
            column_title(str(name)),
            _WIDTHS.get(str(name), _OTHER_WIDTH),
            wrapped=name in _WRAPPED,
            numeric=pd.api.types.is_numeric_dtype(frame[name]),
        )
        for name in frame.columns
    ]


def column_title(name: str) -> str:
    """Return the header of a column in the language in force."""
    for ending in ("_low", "_high", "_reason"):
        if name.endswith(ending):
            return f"{say(f'agree.column_{name.removesuffix(ending)}')} {say(f'agree.column{ending}')}"
    return say(f"agree.column_{name}")


def _add_disagreements(book: Workbook, frame: pd.DataFrame) -> None:
    add_list(
        book, say("agree.sheet_disagreements"), _columns(frame), frame.itertuples(index=False, name=None)
    )
    sheet: Any = book.worksheets[-1]
    choice = DataValidation(
        type="list", formula1=f'"{say("agree.holds")},{say("agree.holds_not")}"', allow_blank=True
    )
    letter = chr(ord("A") + list(frame.columns).index("verdict"))
    choice.add(f"{letter}2:{letter}{len(frame) + 1}")
    sheet.data_validations.append(choice)
