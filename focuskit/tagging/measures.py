"""Precision, recall and F1 of codes on passages, with bootstrap intervals.

A percentile bootstrap over passages (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993,
chapter 13; doi 10.1201/9780429246593); F1 after C. J. van Rijsbergen, Information Retrieval, 1979.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

N_RESAMPLES = 1000
_SEED = 20260101
Marks = NDArray[np.bool_]
"""Whether each passage has a code, shape ``(n_passages,)``."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How well suggestions agree with a reading.

    ``precision``, ``recall`` and ``f1`` are from 0 to 1, ``None`` where undefined: nothing suggested, nothing
    read, neither. ``low`` and ``high`` bound the F1 with 95 % confidence, ``None`` where it is undefined.
    """

    n_suggested: int
    n_read: int
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None = None
    high: float | None = None


def measure(suggested: Marks, read: Marks, *, with_interval: bool = True) -> Measure:
    """Measure suggestions of one code against a reading of the same passages."""
    hits, n_suggested, n_read = int((suggested & read).sum()), int(suggested.sum()), int(read.sum())
    f1 = 2 * hits / (n_suggested + n_read) if n_suggested + n_read else None
    low, high = _interval(suggested, read) if with_interval and f1 is not None else (None, None)
    return Measure(
        n_suggested,
        n_read,
        hits / n_suggested if n_suggested else None,
        hits / n_read if n_read else None,
        f1,
        low,
        high,
    )


def mean_f1(measures: Sequence[Measure]) -> float | None:
    """Return the mean of the defined F1, ``None`` where there is none."""
    values = [one.f1 for one in measures if one.f1 is not None]
    return sum(values) / len(values) if values else None


def _interval(suggested: Marks, read: Marks) -> tuple[float, float]:
    """Resample passages: how many of each of the four kinds are drawn follows a multinomial law."""
    n = len(read)
    kinds = [(suggested & read).sum(), (suggested & ~read).sum(), (~suggested & read).sum()]
    shares = np.array([*kinds, n - sum(kinds)]) / n
    drawn = np.random.default_rng(_SEED).multinomial(n, shares, size=N_RESAMPLES)
    hits, both = drawn[:, 0], 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]
    f1 = np.divide(2 * hits, both, out=np.zeros(N_RESAMPLES), where=both > 0)
    low, high = np.percentile(f1, [2.5, 97.5])
    return float(low), float(high)
