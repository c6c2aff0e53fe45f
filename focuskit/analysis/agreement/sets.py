"""Several codes on one unit: alpha over sets of codes, with a distance that is named.

Two incompatible distances are called MASI. The one here is R. Passonneau's of 2006 (Measuring agreement on
set-valued items (MASI) for semantic and pragmatic annotation, LREC 2006, p. 831-836). No code at all is a set
like any other: it is at distance 1 of every other set, but for `PASSONNEAU_2004`, which takes it as a subset
of all (Computing reliability for coreference annotation, LREC 2004, p. 1503-1506).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

import numpy as np

from focuskit.analysis.agreement.krippendorff import alpha_by_distance
from focuskit.analysis.agreement.statistic import Additive, encode

Codes = frozenset[str]
SetDistance = Callable[[AbstractSet[str], AbstractSet[str]], float]
_SUBSET, _SHARING = 1 / 3, 2 / 3


class DistanceName(StrEnum):
    """The distances by their names."""

    MASI_2006 = "masi"
    JACCARD = "jaccard"
    PASSONNEAU_2004 = "passonneau"


def masi_distance(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return ``1 - J M``: Jaccard's index times 1 (same), 2/3 (subset), 1/3 (some in common) or 0."""
    if one == other:
        return 0.0
    if not one & other:
        return 1.0
    monotony = 1 - _SUBSET if one <= other or other <= one else 1 - _SHARING
    return 1 - monotony * (1 - jaccard_distance(one, other))


def jaccard_distance(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return the share of the codes of both sets that only one of them has; 0 for two empty sets.

    P. Jaccard, Étude comparative de la distribution florale, Bulletin de la Société vaudoise des sciences
    naturelles 37, 1901, p. 547-579, doi 10.5169/seals-266450.
    """
    every = one | other
    return len(one ^ other) / len(every) if every else 0.0


def passonneau_distance(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return 0 (same), 1/3 (subset, the empty set being one of all), 2/3 (some in common) or 1."""
    if one == other:
        return 0.0
    if one <= other or other <= one:
        return _SUBSET
    return _SHARING if one & other else 1.0


_DISTANCES: dict[DistanceName, SetDistance] = {
    DistanceName.MASI_2006: masi_distance,
    DistanceName.JACCARD: jaccard_distance,
    DistanceName.PASSONNEAU_2004: passonneau_distance,
}


def alpha_of_sets(
    units: Sequence[Sequence[Codes | None]],
    distance: DistanceName | SetDistance = DistanceName.MASI_2006,
    n_coders: int | None = None,
) -> Additive:
    """Return Krippendorff's alpha where the value of a unit is the set of its codes.

    Parameters
    ----------
    units
        One row per unit, one set per coder in it; ``None`` where a coder did not judge the unit.
    """
    apart = _DISTANCES[distance] if isinstance(distance, DistanceName) else distance
    known = list(dict.fromkeys(value for row in units for value in row if value is not None))
    matrix = np.array([[apart(one, other) for other in known] for one in known], dtype=np.float64)
    return alpha_by_distance(encode(units, n_coders), matrix.reshape(max(len(known), 0), -1))
