"""Any table as a sheet, and the tables that stand in a workbook beside themes, crossing and quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
from openpyxl import Workbook

from focuskit.analysis.dynamics import measure_dynamics
from focuskit.analysis.exchanges import find_exchanges
from focuskit.analysis.participation import measure_participation
from focuskit.analysis.saturation import measure_saturation
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.cells import Column, add_list
from focuskit.reports.headings import heading, with_told_values

_NUMBER_WIDTH, _NARROWEST, _WIDEST = 12.0, 10.0, 60.0
_LONG = 40
_TITLE_LIMIT = 31
_BESIDE: tuple[tuple[str, Callable[[CodedCorpus], pd.DataFrame]], ...] = (
    ("participation", measure_participation),
    ("dynamics", measure_dynamics),
    ("exchanges", find_exchanges),
    ("saturation", measure_saturation),
)


def add_frame(book: Workbook, frame: pd.DataFrame, title: str) -> None:
    """Add a table as a sheet, values told in the language in force, with a filter."""
    shown = with_told_values(frame)
    columns = [_column(shown, place) for place in range(shown.shape[1])]
    add_list(book, title[:_TITLE_LIMIT], columns, shown.itertuples(index=False, name=None))


def add_tables_beside(book: Workbook, corpus: CodedCorpus) -> None:
    """Add a sheet for each further table that has rows, and the codebook."""
    for name, frame in _frames(corpus):
        if len(frame):
            add_frame(book, frame, say(f"table.{name}"))


def _frames(corpus: CodedCorpus) -> Iterator[tuple[str, pd.DataFrame]]:
    for name, build in _BESIDE:
        yield name, build(corpus)
    labels = {facet.id: facet.label for facet in corpus.codebook.facets}
    codes = [
        (labels.get(one.facet, one.facet), one.name, one.label, one.definition, one.include, one.exclude)
        for one in corpus.codebook.codes
    ]
    names = ["facet", "code", "label", "definition", "include", "exclude"]
    yield "codebook", pd.DataFrame(codes, columns=names)


def _column(frame: pd.DataFrame, place: int) -> Column:
    values = frame.iloc[:, place]
    header = heading(frame.columns[place])
    if pd.api.types.is_numeric_dtype(values):
        longest_word = max(map(len, header.split()), default=0)
        return Column(header, max(_NUMBER_WIDTH, longest_word + 2), numeric=True)
    longest = max((len(line) for value in values for line in str(value).splitlines()), default=0)
    width = min(_WIDEST, max(_NARROWEST, longest + 2, min(len(header), 20) + 2))
    return Column(header, width, wrapped=longest > _LONG or any("\n" in str(value) for value in values))
