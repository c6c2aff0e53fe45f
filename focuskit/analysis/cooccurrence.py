"""Co-occurrence: two codes on one unit, or near each other.

Units are distinct sets, so that c is Jaccard's coefficient and never above 1 (P. Jaccard, Bulletin de la
Société vaudoise des sciences naturelles 37, 1901, p. 547-579, doi 10.5169/seals-266450); it is the form
that ATLAS.ti calls c. With unequal codes c is small whatever the link (n1 = 100, n2 = 10, n12 = 5 gives .048
though half of the second stands with the first): n12 / min(n1, n2) stands beside it.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from focuskit.analysis.tally import CorpusIndex, identities
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus

COLUMNS = ("code_1", "code_2", "n1", "n2", "n12", "n21", "c", "of_smaller", "unequal", "units")
_UNEQUAL = 5
_Matrix = NDArray[np.bool_]


class Unit(StrEnum):
    """What two codes share; an exchange is what is said from one question to the next."""

    SEGMENT = "segment"
    TURN = "turn"
    EXCHANGE = "exchange"
    PERSON = "person"
    DOCUMENT = "document"
    NEAR = "near"


class Speakers(StrEnum):
    """Who must say the two codes that are near each other."""

    ANY = "any"
    SAME = "same"
    OTHER = "other"


def count_cooccurrences(
    corpus: CodedCorpus,
    unit: Unit = Unit.SEGMENT,
    *,
    level: int | None = None,
    within: int = 3,
    speakers: Speakers = Speakers.ANY,
) -> pd.DataFrame:
    """Count the units that carry two codes; a sub-code counts for its parents.

    Parameters
    ----------
    unit
        What must carry both. With `Unit.NEAR`: two turns of one document at most ``within`` turns apart (all
        turns count, a turn is near itself), of any, the same or other ``speakers``.

    Returns
    -------
    pandas.DataFrame
        One row per pair of codes that share something, the strongest c first, columns `COLUMNS`; a code and
        one below it are no pair. ``n12`` are units with both; near: turns with the first that have the second
        near, and ``n21`` the other way round (else equal). ``c`` is what is shared out of the units with
        either (three decimals), ``of_smaller`` n12 (near: the rarer code's own) out of min(n1, n2).
        ``unequal``: one is more than five times the other. ``units`` are all units with any segment.
    """
    index = CorpusIndex(corpus)
    codes = [code for code in corpus.codebook.codes if level is None or code.depth <= level]
    codes = [code for code in codes if len(index.rows(code.name))]
    if not codes:
        return pd.DataFrame([], columns=list(COLUMNS))
    if unit is Unit.NEAR:
        carrying, near = _near(index, codes, within, speakers)
    else:
        carrying = near = _carrying(index, codes, unit_numbers(index, unit))
    shared = _shared_by_pair(carrying, near, is_near=unit is Unit.NEAR)
    if unit is Unit.SEGMENT:
        apart = _apart(index, codes, carrying)
        shared = shared[0] - apart, shared[1] - apart, shared[2] - apart
    totals = carrying.sum(axis=0)
    rows = [
        cells
        for one, other in combinations(range(len(codes)), 2)
        if shared[1][one, other] and not codes[other].name.startswith(f"{codes[one].name}/")
        for cells in [_cells(codes, (one, other), totals, shared)]
    ]
    rows.sort(key=lambda cells: (-float(str(cells[6])), -int(str(cells[4]))))
    frame = pd.DataFrame(rows, columns=list(COLUMNS[:-1]))
    frame["units"] = carrying.shape[0]
    return frame


def _shared_by_pair(
    carrying: _Matrix, near: _Matrix, *, is_near: bool
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Count, by pair of codes, units with both, with the second near, and linked both ways."""
    same = _shared(carrying, carrying)
    if not is_near:
        return same, same, same
    linked = carrying & near
    return same, _shared(carrying, near), _shared(linked, linked)


def unit_numbers(index: CorpusIndex, unit: Unit) -> NDArray[np.intp]:
    """Return the unit of each segment as a number, shape ``(n_segments,)``."""
    segments = index.corpus.segments
    if unit is Unit.SEGMENT:
        return np.arange(len(segments), dtype=np.intp)
    if unit is Unit.EXCHANGE:
        blocks = {
            (talk.document, turn.number): turn.block for talk in index.corpus.talks for turn in talk.turns
        }
        return identities(
            (one.document, blocks.get((one.document, one.turn), one.question)) for one in segments
        )
    return {Unit.TURN: index.turns, Unit.PERSON: index.persons, Unit.DOCUMENT: index.documents}[unit]


def _carrying(index: CorpusIndex, codes: list[Code], numbers: NDArray[np.intp]) -> _Matrix:
    """Return which unit carries which code, shape ``(n_units, n_codes)``."""
    matrix = np.zeros((int(numbers.max(initial=-1)) + 1, len(codes)), dtype=np.bool_)
    for place, code in enumerate(codes):
        matrix[numbers[index.rows(code.name)], place] = True
    return matrix


def _apart(index: CorpusIndex, codes: list[Code], carrying: _Matrix) -> NDArray[np.intp]:
    """Count the segments that carry two codes which no coder put there together, for each pair of codes."""
    counts = np.zeros((len(codes), len(codes)), dtype=np.intp)
    for row in index.read_apart.tolist():
        there = np.flatnonzero(carrying[row]).tolist()
        for one, other in combinations(there, 2):
            if not index.corpus.segments[row].reads_together((codes[one].name, codes[other].name)):
                counts[one, other] += 1
                counts[other, one] += 1
    return counts


def _near(index: CorpusIndex, codes: list[Code], within: int, speakers: Speakers) -> tuple[_Matrix, _Matrix]:
    """Return which turn carries which code, and which turn has which code near it."""
    carrying = _carrying(index, codes, index.turns)
    segments = index.corpus.segments
    _, first = np.unique(index.turns, return_index=True)
    places = {(segments[row].document, segments[row].turn): turn for turn, row in enumerate(first.tolist())}
    persons = index.persons[first]
    near = np.zeros_like(carrying)
    for distance in range(-within, within + 1):
        pairs = [
            (turn, other)
            for (document, number), turn in places.items()
            if (other := places.get((document, number + distance))) is not None
        ]
        here, there = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        if speakers is not Speakers.ANY:
            kept = (persons[here] == persons[there]) == (speakers is Speakers.SAME)
            here, there = here[kept], there[kept]
        near[here] |= carrying[there]
    return carrying, near


def _shared(one: _Matrix, other: _Matrix) -> NDArray[np.intp]:
    """Return for each pair of codes how many units have the first in one, the second in the other."""
    counts = one.astype(np.float32).T @ other.astype(np.float32)
    return np.rint(counts).astype(np.intp)


def _cells(
    codes: list[Code],
    pair: tuple[int, int],
    totals: NDArray[np.intp],
    shared: tuple[NDArray[np.intp], ...],
) -> tuple[object, ...]:
    one, other = pair
    same, both, mutual = shared
    n1, n2, n12, n21 = (int(n) for n in (totals[one], totals[other], both[one, other], both[other, one]))
    n_linked = n12 + n21 - int(mutual[one, other])
    of_smaller = max(n12 / n1 if n1 <= n2 else 0, n21 / n2 if n2 <= n1 else 0)
    return (
        codes[one].name,
        codes[other].name,
        n1,
        n2,
        n12,
        n21,
        round(n_linked / (n1 + n2 - int(same[one, other])), 3),
        round(of_smaller, 3),
        max(n1, n2) > _UNEQUAL * min(n1, n2),
    )
