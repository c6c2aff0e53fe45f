"""Words in the cells of tables: each with who says it, in which document, at which turn and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest

from focuskit.analysis.quotations import clock
from focuskit.analysis.tally import CorpusIndex
from focuskit.messages import say
from focuskit.model.codings import CodedSegment

MOST = 3
"""Verbatims in a cell unless asked otherwise."""


def tell_quotation(segment: CodedSegment, *, is_decided: bool = True) -> str:
    """Return the exact words of a segment with their origin: ``« words » (person, document:turn, time)``.

    Where somebody refused to be quoted, the origin alone.
    """
    origin = [segment.participant, f"{segment.document}:{segment.turn}"]
    if segment.start_ms is not None:
        origin.append(clock(segment.start_ms))
    if not is_decided:
        origin.append(say("table.status_suggested"))
    told = f"({', '.join(origin)})"
    return f"« {segment.verbatim} » {told}" if segment.is_quotable else told


def tell_cell(index: CorpusIndex, rows: Sequence[int], codes: Sequence[str], most: int = MOST) -> str:
    """Return the verbatims of a cell, one a line, and how many more there are.

    Parameters
    ----------
    rows
        Places of its segments, ascending.
    codes
        The codes that make its theme: a verbatim on which all are decided is not told as suggested.
    most
        How many are told; 0 for all. See `pick_rows`.
    """
    if not rows:
        return ""
    decided = [index.decided_places(code) for code in codes]
    picked = pick_rows(index, rows, decided, most) if 0 < most < len(rows) else rows
    segments = index.corpus.segments
    told = [
        tell_quotation(segments[row], is_decided=all(row in places for places in decided)) for row in picked
    ]
    if len(picked) < len(rows):
        told.append(f"(+{len(rows) - len(picked)})")
    return "\n".join(told)


def pick_rows(
    index: CorpusIndex, rows: Sequence[int], decided: Sequence[frozenset[int]], most: int
) -> list[int]:
    """Pick segments, in the order of the corpus.

    Decided ones go first, then the first of each person, the second of each, and so on, in the order of the
    corpus: the rule is the same for all cells, and nobody chooses.
    """
    rank: Counter[int] = Counter()
    ranked = []
    for row, person in zip(rows, index.persons[list(rows)].tolist(), strict=True):
        ranked.append((not all(row in places for places in decided), rank[person], row))
        rank[person] += 1
    return sorted(row for _, _, row in nsmallest(most, ranked))
