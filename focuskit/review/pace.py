"""How far a coder is, and how long the rest will take at their pace."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_PAUSE_S = 180.0
_RECENT = 40
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """Decided and open proposals, and the seconds left (``None`` before a pace is known)."""

    n_decided: int
    n_open: int
    seconds_left: float | None = None

    @property
    def n_all(self) -> int:
        """All proposals, decided or not."""
        return self.n_decided + self.n_open


def measure_pace(n_decided: int, n_open: int, moments: Sequence[float]) -> Pace:
    """Estimate the time left as the median time per decision of late times what is open.

    Parameters
    ----------
    moments
        When decisions were taken, in seconds, ascending. Waits of more than three minutes are pauses.
    """
    waits = [after - before for before, after in itertools.pairwise(moments)]
    working = [wait for wait in waits if wait <= _PAUSE_S][-_RECENT:]
    if len(working) < _FEWEST:
        return Pace(n_decided, n_open)
    return Pace(n_decided, n_open, statistics.median(working) * n_open)
