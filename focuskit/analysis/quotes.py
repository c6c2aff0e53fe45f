"""Quotes: codes by groups, people or values of an attribute, with the words in the cells."""

from __future__ import annotations

import numpy as np
import pandas as pd

from focuskit.analysis.axes import axis_items
from focuskit.analysis.tally import CorpusIndex
from focuskit.analysis.verbatims import MOST, tell_cell
from focuskit.model.codings import CodedCorpus


def quote(
    corpus: CodedCorpus, columns: str = "document", *, level: int | None = None, most: int = MOST
) -> pd.DataFrame:
    """Set the verbatims of each code side by side.

    Parameters
    ----------
    columns
        What the columns are (`focuskit.analysis.axes`): documents unless told otherwise.
    level
        Depth down to which codes are taken: 0 for top codes; ``None`` for all.
    most
        Verbatims in a cell; 0 for all.

    Returns
    -------
    pandas.DataFrame
        One row per code that anybody says, in the order of the codebook: ``code``, ``label``, then a column
        per item of the axis; an empty cell is empty, and is not a "no".
    """
    index = CorpusIndex(corpus)
    items = axis_items(index, columns)
    codes = [code for code in corpus.codebook.codes if level is None or code.depth <= level]
    numbers = np.full(len(corpus.segments), -1, dtype=np.intp)
    for number, item in enumerate(items):
        numbers[item.rows] = number
    rows = []
    for code in codes:
        own = index.rows_by(code.name, numbers)
        if own:
            cells = (tell_cell(index, own.get(place, []), (code.name,), most) for place in range(len(items)))
            rows.append((code.name, code.label, *cells))
    return pd.DataFrame(rows, columns=["code", "label", *(item.name for item in items)])
