"""Intervals: whole documents are drawn again, or blocks of turns where there are few documents.

Source: B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7, 1979, p. 1-26, doi
10.1214/aos/1176344552; the percentile interval, over clusters because words of one conversation go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

import numpy as np

from focuskit.analysis.agreement.statistic import Additive, Floats, Ints, Reason

FEWEST_CLUSTERS = 8
"""With fewer documents, blocks of turns are drawn; with fewer blocks, nothing is."""
TURNS_PER_BLOCK = 5
N_DRAWS = 2000
_BOUNDS = (2.5, 97.5)
_MOST_UNDEFINED = 0.05


class DrawnBy(StrEnum):
    """What is drawn for intervals."""

    DOCUMENT = "document"
    BLOCK = "block"


def choose_clusters(documents: Sequence[str], turns: Sequence[int]) -> tuple[DrawnBy, Ints]:
    """Return what is drawn, and the number of its cluster for each unit.

    Parameters
    ----------
    documents, turns
        Document and turn of each unit. A block holds `TURNS_PER_BLOCK` turns of one document that follow
        each other among the units.
    """
    if len(set(documents)) >= FEWEST_CLUSTERS:
        return DrawnBy.DOCUMENT, _numbered(list(documents))
    places: dict[str, dict[int, int]] = {}
    keys = []
    for document, turn in zip(documents, turns, strict=True):
        seen = places.setdefault(document, {})
        keys.append((document, seen.setdefault(turn, len(seen)) // TURNS_PER_BLOCK))
    return DrawnBy.BLOCK, _numbered(keys)


def _numbered(keys: Sequence[object]) -> Ints:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


@lru_cache(maxsize=4)
def _draws(n_clusters: int, seed: int, n_draws: int) -> Floats:
    """Return how often each cluster is in each draw, shape ``(n_draws, n_clusters)``."""
    chances = np.full(n_clusters, 1 / n_clusters)
    return np.random.default_rng(seed).multinomial(n_clusters, chances, n_draws).astype(np.float64)


def interval(
    coefficient: Additive, clusters: Ints, *, seed: int = 0, n_draws: int = N_DRAWS
) -> tuple[float, float] | Reason:
    """Return the bounds of the 95 % percentile interval, or why there are none.

    Parameters
    ----------
    coefficient, clusters
        ``clusters`` numbers, from 0, the cluster of each row of the coefficient's parts.
    """
    n_clusters = int(clusters.max(initial=-1)) + 1
    if n_clusters < FEWEST_CLUSTERS:
        return Reason.FEW_BLOCKS
    sums: Floats = np.zeros((n_clusters, coefficient.parts.shape[1]))
    np.add.at(sums, clusters, coefficient.parts)
    values = coefficient.combine(_draws(n_clusters, seed, n_draws) @ sums)
    defined = values[~np.isnan(values)]
    if len(defined) < (1 - _MOST_UNDEFINED) * n_draws:
        return Reason.UNSTABLE
    low, high = np.percentile(defined, _BOUNDS)
    return float(low), float(high)
