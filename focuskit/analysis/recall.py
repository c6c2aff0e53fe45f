"""How much suggestions miss: estimated from segments without suggestion that somebody read.

The interval is E. B. Wilson's (Probable inference, the law of succession, and statistical inference, Journal
of the American Statistical Association 22, 1927, p. 209-212, doi 10.1080/01621459.1927.10502953).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.959964


@dataclass(frozen=True, slots=True)
class RecallEstimate:
    """The share of a code's segments that suggestions had found.

    Parameters
    ----------
    n_found
        Segments with the code that had a suggestion of it.
    n_sample, n_missed
        Segments of the sample that were read, and those among them that got the code.
    n_without
        All segments without suggestion of the code.
    recall, low, high
        The estimate and its 95 % bounds, from 0 to 1; ``None`` without a sample, or where nothing has the
        code.
    """

    n_found: int
    n_sample: int
    n_missed: int
    n_without: int
    recall: float | None
    low: float | None
    high: float | None


def estimate_recall(n_found: int, n_sample: int, n_missed: int, n_without: int) -> RecallEstimate:
    """Estimate recall from a simple random sample of the segments without suggestion."""
    if n_sample == 0:
        return RecallEstimate(n_found, 0, 0, n_without, None, None, None)

    def recall(share: float) -> float | None:
        every = n_found + share * n_without
        return n_found / every if every else None

    share = n_missed / n_sample
    least, most = wilson_interval(n_missed, n_sample)
    return RecallEstimate(n_found, n_sample, n_missed, n_without, recall(share), recall(most), recall(least))


def wilson_interval(n: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, from 0 to 1; ``total`` is at least 1."""
    share = n / total
    middle = (share + _Z**2 / (2 * total)) / (1 + _Z**2 / total)
    half = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / (1 + _Z**2 / total)
    return max(0.0, middle - half), min(1.0, middle + half)
