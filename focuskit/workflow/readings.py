"""How coders read a segment: which of its codes one person put there together.

Two coders of the same words may put different codes on them. Both codes count, as long as nothing is settled;
that they go together is what nobody said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from focuskit.model.codebook import Codebook
from focuskit.store.codings import KeptCoding
from focuskit.workflow.settled import SettledCodes

Readings = dict[int, tuple[frozenset[str], ...]]
_ALL = -1
"""Stands for everybody: what was settled belongs to each reading."""


def find_readings(
    decided: Mapping[tuple[int, str], Iterable[KeptCoding]], settled: SettledCodes, codebook: Codebook
) -> Readings:
    """Return the readings of the segments of a document on which coders put different codes.

    Coders who put codes of one facet somewhere in the document are taken to read the same thing; those who
    share no facet divide the work, and their codes on a segment are one reading.

    Parameters
    ----------
    decided
        The codings that count, by segment number and code.

    Returns
    -------
    dict
        Codes of each reading by segment number; only segments whose codes no single reading holds.
    """
    by_segment: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    facets: dict[int, set[str]] = defaultdict(set)
    for (number, code), codings in decided.items():
        for coding in codings:
            coder = _ALL if settled.is_settlement(coding) else coding.coder_id
            by_segment[number][coder].add(code)
            facets[coder].add(codebook.code(code).facet)
    found: Readings = {}
    for number, codes in by_segment.items():
        coders = [coder for coder in codes if coder != _ALL]
        readings = {
            frozenset().union(
                *(codes[other] for other in coders if other == coder or not facets[other] & facets[coder]),
                codes.get(_ALL, ()),
            )
            for coder in coders
        }
        every = frozenset().union(*codes.values())
        if readings and every not in readings:
            found[number] = tuple(sorted(readings, key=sorted))
    return found
