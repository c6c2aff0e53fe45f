"""Crossings: segments that carry two codes of different facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from focuskit.analysis.tally import CorpusIndex, Mask
from focuskit.model.codings import CodedCorpus

ROW_FACET = "transition"
FACETS_CROSSED = ("levier", "frein")
WITHOUT_ROW = "sans_transition"
CROSSING_COLUMNS = (
    "row_code",
    "column_code",
    "segments",
    "turns",
    "persons",
    "persons_total",
    "groups",
    "groups_total",
    "interviews",
    "interviews_total",
    "context",
)


def cross_facets(corpus: CodedCorpus) -> pd.DataFrame:
    """Cross the transitions with the levers and the obstacles; see `cross`."""
    return cross(corpus, ROW_FACET, FACETS_CROSSED, without=WITHOUT_ROW)


def cross(
    corpus: CodedCorpus, row_facet: str, column_facets: Sequence[str], *, without: str | None = None
) -> pd.DataFrame:
    """Count the segments that carry both a code of one facet and a code of others.

    Parameters
    ----------
    corpus
        What is counted; a sub-code counts for its parents, on both sides.
    row_facet, column_facets
        Facets whose codes (top codes and sub-codes, in the order of the codebook) are rows and columns.
    without
        Name of one more row for the segments that carry no code at all of the row facet; ``None`` for no
        such row.

    Returns
    -------
    pandas.DataFrame
        One row per cell, row by row, zeros included, columns `CROSSING_COLUMNS`; ``context`` is the number
        of further segments that may take the row's code over from their question or exchange. Empty where
        the codebook lacks the row facet or all of the column facets.
    """
    index = CorpusIndex(corpus)
    columns = [
        (code.name, index.carrying(code.name))
        for facet in column_facets
        for code in corpus.codebook.of_facet(facet)
    ]
    totals = index.totals
    cells = []
    for row_name, row, taken in _rows(index, row_facet, without):
        for column_name, column in columns:
            tally = index.tally(row & column)
            cells.append(
                (
                    row_name,
                    column_name,
                    tally.segments,
                    tally.turns,
                    tally.persons,
                    totals.persons,
                    tally.groups,
                    totals.groups,
                    tally.interviews,
                    totals.interviews,
                    int((taken & column).sum()),
                )
            )
    return pd.DataFrame(cells, columns=list(CROSSING_COLUMNS))


def _rows(index: CorpusIndex, facet: str, without: str | None) -> Iterator[tuple[str, Mask, Mask]]:
    codes = index.corpus.codebook.of_facet(facet)
    for code in codes:
        yield code.name, index.carrying(code.name), index.only_by_context(code.name)
    if codes and without is not None:
        bare = ~index.carrying_facet(facet)
        yield without, bare, bare & False
