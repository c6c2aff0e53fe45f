"""Framework: cases by codes, with a written summary in each cell and references to quotations.

J. Ritchie & L. Spencer, in A. Bryman & R. Burgess (eds), Analyzing Qualitative Data, 1994, p. 173-194; N. K.
Gale et al., BMC Medical Research Methodology 13, 2013, 117, doi 10.1186/1471-2288-13-117. A cell is a
summary that a person writes; a list of segments is no charting, so cells without one and segments not
charted are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from focuskit.analysis.axes import UNKNOWN, axis_items
from focuskit.analysis.tally import CorpusIndex, Rows
from focuskit.model.codings import CodedCorpus

COLUMNS = ("case", "code", "label", "summary", "segments", "references", "state")


class CellState(StrEnum):
    """What a cell holds: a summary with or without segments, segments without summary, or nothing."""

    CHARTED = "charted"
    UNSUPPORTED = "unsupported"
    UNCHARTED = "uncharted"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """A cell: the places of its segments, where they are (``FG1:12``), and what was written."""

    case: str
    code: str
    rows: Rows
    references: tuple[str, ...]
    summary: str

    @property
    def state(self) -> CellState:
        """Return what the cell holds."""
        if self.summary:
            return CellState.CHARTED if len(self.rows) else CellState.UNSUPPORTED
        return CellState.UNCHARTED if len(self.rows) else CellState.EMPTY


def chart(
    corpus: CodedCorpus,
    summaries: Mapping[tuple[str, str], str],
    by: str = "document",
    *,
    level: int | None = 0,
) -> tuple[FrameworkCell, ...]:
    """Return the cells of a framework, case by case, codes in the order of the codebook.

    Parameters
    ----------
    summaries
        What was written, by case and code.
    by
        What the cases are: documents (a group is a case), people, or another axis (`focuskit.analysis.axes`).
    level
        Depth down to which codes are columns; deeper ones with a summary are too.
    """
    index = CorpusIndex(corpus)
    written = {code for _, code in summaries}
    codes = [
        code.name
        for code in corpus.codebook.codes
        if level is None or code.depth <= level or code.name in written
    ]
    cells = []
    for item in axis_items(index, by):
        if item.name == UNKNOWN:
            continue
        inside = np.zeros(len(corpus.segments), dtype=np.bool_)
        inside[item.rows] = True
        for code in codes:
            rows = index.rows(code)
            rows = rows[inside[rows]] if len(rows) else rows
            segments = (corpus.segments[row] for row in rows.tolist())
            references = tuple(dict.fromkeys(f"{one.document}:{one.turn}" for one in segments))
            summary = summaries.get((item.name, code), "")
            cells.append(FrameworkCell(item.name, code, rows, references, summary))
    return tuple(cells)


def tabulate_framework(corpus: CodedCorpus, cells: tuple[FrameworkCell, ...]) -> pd.DataFrame:
    """Return one row per cell, empty ones too, columns `COLUMNS`; references are documents and turns."""
    labels = {code.name: code.label for code in corpus.codebook.codes}
    rows = [
        (
            cell.case,
            cell.code,
            labels[cell.code],
            cell.summary,
            len(cell.rows),
            ", ".join(cell.references),
            cell.state.value,
        )
        for cell in cells
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))
