"""Words in the cells of tables: each with who says it, in which document, at which turn and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from focuskit.analysis.quotations import clock
from focuskit.analysis.tally import CorpusIndex, Rows
from focuskit.messages import say
from focuskit.model.codings import CodedSegment

MOST = 3
"""Verbatims in a cell unless asked otherwise."""


def tell_quotation(segment: CodedSegment, *, is_decided: bool = True) -> str:
    """Return the exact words of a segment with their origin: ``« words » (person, document:turn, time)``."""
    origin = [segment.participant, f"{segment.document}:{segment.turn}"]
    if segment.start_ms is not None:
        origin.append(clock(segment.start_ms))
    if not is_decided:
        origin.append(say("table.status_suggested"))
    return f"« {segment.verbatim} » ({', '.join(origin)})"


def tell_cell(index: CorpusIndex, rows: Rows, codes: Sequence[str], most: int = MOST) -> str:
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
    decided = [bool(all(index.decided(code)[row] for code in codes)) for row in rows]
    known = dict(zip(rows.tolist(), decided, strict=True))
    picked = pick_rows(index, known, most)
    told = [tell_quotation(index.corpus.segments[row], is_decided=known[row]) for row in picked]
    more = len(rows) - len(picked)
    return "\n".join([*told, *([f"(+{more})"] if more else [])])


def pick_rows(index: CorpusIndex, decided: dict[int, bool], most: int) -> list[int]:
    """Pick segments, in the order of the corpus.

    Decided ones go first, then the first of each person, the second of each, and so on, in the order of the
    corpus: the rule is the same for all cells, and nobody chooses.
    """
    rank: Counter[str] = Counter()
    ranked = []
    for row, is_decided in decided.items():
        person = index.corpus.segments[row].participant
        ranked.append((not is_decided, rank[person], row))
        rank[person] += 1
    ranked.sort()
    return sorted(row for _, _, row in (ranked[:most] if most else ranked))


def list_names(counts: Iterable[tuple[str, int]]) -> str:
    """Return names with their counts: ``Léa (3), Marc (1)``."""
    return ", ".join(f"{name} ({n})" for name, n in counts)
