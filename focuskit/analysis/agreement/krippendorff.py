"""Krippendorff's alpha for nominal values.

Source: K. Krippendorff, Content analysis, 4th edition, Sage, 2018, chapter 12; the same as Computing
Krippendorff's alpha-reliability, University of Pennsylvania, 2011.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from focuskit.analysis.agreement.statistic import Additive, Floats, Ints, count_values, ratio

_PAIR = 2
Distance = Callable[[int, int], float]


def nominal_alpha(ratings: Ints) -> Additive:
    """Return alpha of any number of coders, values missing or not.

    ``1 - (n - 1) D / (n² - sum n_c²)``, where ``D`` is the sum over units of the pairs of different values
    divided by one less than the unit's values. A unit with fewer than two values does not count. Undefined
    where only one value was given.
    """
    n_values = max(int(ratings.max(initial=-1)) + 1, 1)
    return alpha_by_distance(ratings, 1.0 - np.eye(n_values))


def alpha_by_distance(ratings: Ints, distances: Floats) -> Additive:
    """Return alpha where values differ more or less.

    Parameters
    ----------
    ratings
        One row per unit, one column per coder.
    distances
        Distance of each value to each, 0 on the diagonal, shape ``(n_values, n_values)``.
    """
    counts = count_values(ratings)
    given = counts.sum(axis=1)
    used = given >= _PAIR
    counts = np.where(used[:, None], counts, 0.0)
    apart = np.einsum("uc,ck,uk->u", counts, distances, counts) / np.maximum(given - 1, 1)
    parts = np.concatenate([apart[:, None], counts], axis=1)

    def combine(sums: Floats) -> Floats:
        totals = sums[..., 1:]
        n = totals.sum(axis=-1)
        observed = ratio(sums[..., 0], n)
        chance = np.einsum("...c,ck,...k->...", totals, distances, totals)
        return 1 - ratio(observed, ratio(chance, n * (n - 1)))

    return Additive(parts, combine, int(used.sum()))
