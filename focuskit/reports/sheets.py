"""The sheets that list: themes, crossings, quotations, and how things were counted."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook

from focuskit.analysis import WITHOUT_ROW, count_themes, cross_facets, list_quotations
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus, UnitStatus
from focuskit.reports.cells import WRAPPED, Column, add_list, new_cell, new_sheet, row_height
from focuskit.reports.headings import with_told_values
from focuskit.reports.linked_sheets import link_cell, link_counts
from focuskit.reports.selection import told_refusals
from focuskit.reports.wording import told, told_disputes, told_names

_WIDTHS = {
    "facet": 30,
    "code": 34,
    "label": 56,
    "row_code": 34,
    "row_label": 46,
    "column_code": 26,
    "column_label": 52,
    "first_movers": 40,
}
_QUOTATION_WIDTHS = {
    "document": 26,
    "kind": 14,
    "speaker": 14,
    "participant": 14,
    "role": 16,
    "codes": 34,
    "question": 36,
    "verbatim": 80,
    "evidence": 50,
}
_LONG = frozenset({"codes", "question", "verbatim", "evidence"})
_NUMBER_WIDTH = 12
_EXPLANATION_WIDTH = 110


def _columns(frame: pd.DataFrame, widths: Mapping[str, float], other: float = _NUMBER_WIDTH) -> list[Column]:
    return [
        Column(
            say(f"table.column_{name}"),
            widths.get(str(name), other),
            wrapped=name in _LONG,
            numeric=pd.api.types.is_numeric_dtype(frame[name]),
        )
        for name in frame.columns
    ]


def add_themes(book: Workbook, corpus: CodedCorpus, first: Mapping[str, int] | None = None) -> None:
    """Add the sheet of codes with their counts; top codes stand out.

    ``first`` is the row of each code's first quotation on the sheet of quotations by code, to link to.
    """
    frame = with_told_values(count_themes(corpus))
    labels = {facet.id: facet.label for facet in corpus.codebook.facets}
    frame["facet"] = [labels.get(facet, facet) for facet in frame["facet"]]
    tops = ["/" not in name for name in frame["code"]]
    rows = frame.itertuples(index=False, name=None)
    sheet = add_list(book, say("table.themes"), _columns(frame, _WIDTHS), rows, bold=tops)
    link_counts(sheet, list(frame.columns).index("segments") + 1, list(frame["code"]), first or {})


def add_crossing(
    book: Workbook, corpus: CodedCorpus, first: Mapping[tuple[str, str], int] | None = None
) -> None:
    """Add the sheet of crossings, one line per cell that is not empty; ``first`` as in `add_matrix`."""
    frame = cross_facets(corpus)
    labels = {code.name: code.label for code in corpus.codebook.codes}
    labels[WITHOUT_ROW] = say("table.without_row")
    frame.insert(1, "row_label", [labels[name] for name in frame["row_code"]])
    frame.insert(3, "column_label", [labels[name] for name in frame["column_code"]])
    frame = with_told_values(frame[frame["segments"] > 0])
    columns = _columns(frame, _WIDTHS)
    sheet = add_list(book, say("table.crossing_list"), columns, frame.itertuples(index=False, name=None))
    column = list(frame.columns).index("segments") + 1
    for row, cell in enumerate(zip(frame["row_code"], frame["column_code"], strict=True), 2):
        if first and cell in first:
            link_cell(sheet, (row, column), say("table.quotations_by_crossing"), first[cell])


def add_quotations(book: Workbook, corpus: CodedCorpus) -> None:
    """Add the sheet of coded segments with their words."""
    frame = list_quotations(corpus)
    for name in ("kind", "role", "status"):
        frame[name] = [say(f"table.{name}_{value}") for value in frame[name]]
    columns = _columns(frame, _QUOTATION_WIDTHS, 11)
    add_list(book, say("table.quotations"), columns, frame.itertuples(index=False, name=None))


def add_explanations(book: Workbook, corpus: CodedCorpus) -> None:
    """Add the sheet that tells how things were counted."""
    sheet = new_sheet(book, say("table.explanations"), (_EXPLANATION_WIDTH,), "A1")
    for place, line in enumerate(explanations(corpus), 1):
        sheet.row_dimensions[place].height = row_height([(line, _EXPLANATION_WIDTH)]) + 6
        sheet.append([new_cell(sheet, line, WRAPPED)])


def explanations(corpus: CodedCorpus) -> tuple[str, ...]:
    """Return how things were counted, one rule per line."""
    marks = [mark.status for segment in corpus.segments for mark in segment.marks]
    decided = marks.count(UnitStatus.DECIDED)
    return (
        say("table.about_units"),
        say("table.about_parents"),
        told("table.about_decided", decided),
        told("table.about_suggested", len(marks) - decided),
        *told_disputes(corpus),
        say("table.about_listed" if corpus.people_listed else "table.about_spoke"),
        *([told_names("report.automatic", corpus.unchecked)] if corpus.unchecked else []),
        say("table.about_moderators"),
        say("table.about_crossing"),
        say("table.about_share"),
        say("table.about_percentages"),
        say("table.about_quotations"),
        *told_refusals(corpus),
    )
