"""How unequally people take part."""

from __future__ import annotations

import math
from collections.abc import Sequence

from focuskit.model.undefined import Undefined

_FEWEST = 2


def measure_gini(amounts: Sequence[int], *, corrected: bool = True) -> float | Undefined:
    """Return Gini's coefficient of amounts (words, turns …), 0 where all are equal.

    ``G = sum_i sum_j |x_i - x_j| / (2 n² mean)`` (C. Gini, Variabilità e mutabilità, 1912), times ``n/(n-1)``
    if ``corrected``: with n people an uncorrected G cannot exceed (n-1)/n, and groups are small (G. Deltas,
    Review of Economics and Statistics 85, 2003, p. 226-234, doi 10.1162/rest.2003.85.1.226).

    Examples
    --------
    >>> round(measure_gini([457, 484, 201, 27]), 3)
    0.464
    """
    n, total = len(amounts), sum(amounts)
    if n < _FEWEST:
        return Undefined("finding.undefined_one_person")
    if not total:
        return Undefined("finding.undefined_silence")
    ranked = sum((2 * rank - n - 1) * amount for rank, amount in enumerate(sorted(amounts), 1))
    return ranked / (n * total) * (n / (n - 1) if corrected else 1)


def measure_entropy(amounts: Sequence[int]) -> float | Undefined:
    """Return normalised entropy, 1 where all amounts are equal, 0 where one person has everything.

    ``H / ln n``, ``H = -sum p ln p`` (C. E. Shannon, Bell System Technical Journal 27, 1948, p. 379-423, doi
    10.1002/j.1538-7305.1948.tb01338.x).

    Examples
    --------
    >>> round(measure_entropy([457, 484, 201, 27]), 3)
    0.809
    """
    n, total = len(amounts), sum(amounts)
    if n < _FEWEST:
        return Undefined("finding.undefined_one_person")
    if not total:
        return Undefined("finding.undefined_silence")
    shares = (amount / total for amount in amounts if amount)
    return max(0.0, -sum(share * math.log(share) for share in shares)) / math.log(n)
