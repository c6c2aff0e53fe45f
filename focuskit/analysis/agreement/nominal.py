"""Raw agreement, Cohen's and Fleiss' kappa, for one value per unit and coder.

Sources: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement
20, 1960, p. 37-46, doi 10.1177/001316446002000104. J. L. Fleiss, Measuring nominal scale agreement among many
raters, Psychological Bulletin 76, 1971, p. 378-382, doi 10.1037/h0031619.

``ratings`` has one row per unit and one column per coder, see `focuskit.analysis.agreement.statistic.encode`.
"""

from __future__ import annotations

import numpy as np

from focuskit.analysis.agreement.statistic import MISSING, Additive, Floats, Ints, count_values, ratio

_PAIR = 2


def raw_agreement(ratings: Ints) -> Additive:
    """Return the mean share of pairs of coders who gave a unit the same value.

    Units with fewer than two values do not count. With two coders: the share of units on which they agree.
    """
    counts = count_values(ratings)
    given = counts.sum(axis=1)
    used = given >= _PAIR
    pairs = (counts * (counts - 1)).sum(axis=1)
    agreeing = np.where(used, pairs / np.maximum(given * (given - 1), 1), 0.0)
    return Additive(np.stack([agreeing, used.astype(np.float64)], axis=1), _share, int(used.sum()))


def unanimity(ratings: Ints) -> Additive:
    """Return the share of units, among those with two values or more, to which all gave the same value."""
    counts = count_values(ratings)
    given = counts.sum(axis=1)
    used = given >= _PAIR
    same = used & (counts.max(axis=1) == given)
    return Additive(np.stack([same, used], axis=1).astype(np.float64), _share, int(used.sum()))


def _share(sums: Floats) -> Floats:
    return ratio(sums[..., 0], sums[..., 1])


def cohen_kappa(ratings: Ints) -> Additive:
    """Return Cohen's kappa of two coders: agreement beyond that of their own margins.

    ``(Po - Pe) / (1 - Pe)``, where ``Pe`` multiplies the shares each coder gives to a value. Undefined where
    both gave one and the same value to all units.

    Raises
    ------
    ValueError
        If there are not two coders.
    """
    if ratings.shape[1] != _PAIR:
        raise ValueError("Cohen's kappa compares two coders")
    both = (ratings != MISSING).all(axis=1)
    n_values = int(ratings.max(initial=MISSING)) + 1
    one, other = (
        (ratings[:, [place]] == np.arange(n_values)[None, :]) & both[:, None] for place in range(_PAIR)
    )
    agree = both & (ratings[:, 0] == ratings[:, 1])
    parts = np.concatenate([both[:, None], agree[:, None], one, other], axis=1).astype(np.float64)

    def combine(sums: Floats) -> Floats:
        n, agreeing = sums[..., 0], sums[..., 1]
        margins = sums[..., 2 : 2 + n_values] * sums[..., 2 + n_values :]
        return _beyond_chance(ratio(agreeing, n), ratio(margins.sum(axis=-1), n**2))

    return Additive(parts, combine, int(both.sum()))


def fleiss_kappa(ratings: Ints) -> Additive:
    """Return Fleiss' kappa, on the units that every coder judged.

    Agreement of pairs beyond that of the pooled shares of the values (with two coders: Scott's pi).
    Undefined where one value was given to all units.
    """
    counts = count_values(ratings)
    n_coders = ratings.shape[1]
    full = (counts.sum(axis=1) == n_coders) & (n_coders >= _PAIR)
    counts = np.where(full[:, None], counts, 0.0)
    agreeing = (counts * (counts - 1)).sum(axis=1) / max(n_coders * (n_coders - 1), 1)
    shares = counts / max(n_coders, 1)
    parts = np.concatenate([full[:, None].astype(np.float64), agreeing[:, None], shares], axis=1)

    def combine(sums: Floats) -> Floats:
        n = sums[..., 0]
        return _beyond_chance(ratio(sums[..., 1], n), ratio((sums[..., 2:] ** 2).sum(axis=-1), n**2))

    return Additive(parts, combine, int(full.sum()))


def _beyond_chance(observed: Floats, expected: Floats) -> Floats:
    return ratio(observed - expected, 1 - expected)
