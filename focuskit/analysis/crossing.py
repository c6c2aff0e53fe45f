"""Crossings: segments that carry two codes, or a code and a value of a variable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from focuskit.analysis.axes import AxisItem, axis_items, totals_of
from focuskit.analysis.prompting import Prompts
from focuskit.analysis.splits import SPLIT_COLUMNS, split_cells
from focuskit.analysis.tally import CorpusIndex, Mask, Rows, Totals
from focuskit.analysis.themes import NULLABLE, top_share
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
    "top_share",
    *SPLIT_COLUMNS,
)


def cross_facets(corpus: CodedCorpus) -> pd.DataFrame:
    """Cross the transitions with the levers and the obstacles; see `cross`."""
    return cross(corpus, ROW_FACET, FACETS_CROSSED, without=WITHOUT_ROW)


def cross(
    corpus: CodedCorpus,
    rows: str,
    columns: Sequence[str],
    *,
    level: int | None = None,
    without: str | None = None,
) -> pd.DataFrame:
    """Count the segments that belong both to an item of one axis and to one of others.

    Parameters
    ----------
    corpus
        What is counted; a sub-code counts for its parents, on both sides.
    rows, columns
        Facets, codes (with those below them) or variables (`focuskit.analysis.axes`).
    level
        Depth down to which codes are taken: 0 for top codes; ``None`` for all.
    without
        Name of one more row for the segments that carry no code at all of the row facet; ``None`` for no
        such row.

    Returns
    -------
    pandas.DataFrame
        One row per cell, row by row, zeros included, columns `CROSSING_COLUMNS`; ``context`` is the number
        of further segments that may take the row's code over from their question or exchange. Totals are
        those of the people and documents that have the value, where an axis is a variable. Empty where the
        codebook lacks the row facet or all of the column facets.
    """
    index, prompts = CorpusIndex(corpus), Prompts(corpus)
    across = [item for name in columns for item in axis_items(index, name, level)]
    masks = [_mask(index, item.rows) for item in across]
    totals: dict[tuple[tuple[str, str], ...], Totals] = {}
    cells = [
        _cell(index, prompts, (item, other), mask, totals)
        for item in _row_items(index, rows, level, without)
        for other, mask in zip(across, masks, strict=True)
    ]
    return pd.DataFrame(cells, columns=list(CROSSING_COLUMNS)).astype(NULLABLE)


def find_crossed(corpus: CodedCorpus) -> Iterator[tuple[str, str, Rows]]:
    """Yield the cells of `cross_facets` that are not empty: both codes, and places of the segments."""
    index = CorpusIndex(corpus)
    across = [item for name in FACETS_CROSSED for item in axis_items(index, name, None)]
    masks = [_mask(index, item.rows) for item in across]
    for item in _row_items(index, ROW_FACET, None, WITHOUT_ROW):
        for other, mask in zip(across, masks, strict=True):
            rows = index.together(item.rows[mask[item.rows]], *item.codes, *other.codes)
            if len(rows):
                yield item.name, other.name, rows


def _row_items(index: CorpusIndex, name: str, level: int | None, without: str | None) -> Iterator[AxisItem]:
    items = axis_items(index, name, level)
    yield from items
    if items and items[0].codes and without is not None:
        yield AxisItem(without, np.flatnonzero(~index.carrying_facet(name)))


def _cell(
    index: CorpusIndex,
    prompts: Prompts,
    items: tuple[AxisItem, AxisItem],
    mask: Mask,
    known: dict[tuple[tuple[str, str], ...], Totals],
) -> tuple[object, ...]:
    item, other = items
    rows = index.together(item.rows[mask[item.rows]], *item.codes, *other.codes)
    tally = index.tally_rows(rows)
    values = tuple(one.value for one in items if one.value is not None)
    if values not in known:
        known[values] = totals_of(index.corpus, values, index.totals)
    totals = known[values]
    return (
        item.name,
        other.name,
        tally.segments,
        tally.turns,
        tally.persons,
        totals.persons,
        tally.groups,
        totals.groups,
        tally.interviews,
        totals.interviews,
        int(mask[item.context].sum()) if item.context is not None else 0,
        top_share(tally),
        *split_cells(index, prompts, rows, (*item.codes, *other.codes), tally),
    )


def _mask(index: CorpusIndex, rows: Rows) -> Mask:
    mask = np.zeros(len(index.corpus.segments), dtype=np.bool_)
    mask[rows] = True
    return mask
