"""A coefficient, or the reason why there is none; and coefficients as sums over units.

Every coefficient here is a function of sums over units. Kept that way, its value on any resample of whole
documents or blocks of turns follows from adding up rows; see `focuskit.analysis.agreement.bootstrap`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
MISSING = -1
_TINY = 1e-9


class Reason(StrEnum):
    """Why a coefficient or its interval is undefined."""

    NO_UNIT = "no_unit"
    """No unit was judged by two coders (all of them, for coefficients that need all)."""
    ONE_VALUE = "one_value"
    """All gave the same value everywhere: chance would agree as well, there is nothing to set it against."""
    NEVER_MET = "never_met"
    """The coded stretches of different coders never overlap."""
    OVERLAP = "overlap"
    """One coder put several codes of the facet on the same words, which the coefficient does not know."""
    FEW_BLOCKS = "few_blocks"
    """Fewer than eight documents or blocks to draw from: an interval would say nothing."""
    UNSTABLE = "unstable"
    """In more than one draw out of twenty the coefficient is undefined."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """A value with its interval, or the reason why it is undefined.

    Parameters
    ----------
    value
        The coefficient; ``None`` where it is undefined, ``reason`` tells why.
    n_units
        Units that went into it (characters, for the unitising family).
    low, high
        Bounds of the 95 % interval; ``None`` where there is none, ``interval_reason`` tells why (``None``
        too where none was asked for).
    """

    value: float | None
    n_units: int
    reason: Reason | None = None
    low: float | None = None
    high: float | None = None
    interval_reason: Reason | None = None

    def __post_init__(self) -> None:
        if (self.value is None) is not (self.reason is not None):
            raise ValueError("a statistic has either a value or a reason")


def undefined(reason: Reason, n_units: int = 0) -> Statistic:
    """Return a statistic without value."""
    return Statistic(None, n_units, reason, interval_reason=reason)


@dataclass(frozen=True, slots=True)
class Additive:
    """A coefficient as a function of sums.

    Parameters
    ----------
    parts
        One row of summands per unit (or block of units), shape ``(n_rows, n_parts)``; zeros for a unit
        that does not count.
    combine
        Takes sums of shape ``(..., n_parts)`` to values of shape ``(...)``, ``nan`` where undefined.
    n_units
        How many units count.
    lacking
        Why there is no value although units count.
    """

    parts: Floats
    combine: Callable[[Floats], Floats]
    n_units: int
    lacking: Reason = Reason.ONE_VALUE


def measure(coefficient: Additive) -> Statistic:
    """Return the value of a coefficient, without interval."""
    if coefficient.n_units == 0:
        return undefined(Reason.NO_UNIT)
    value = float(coefficient.combine(coefficient.parts.sum(axis=0)))
    if np.isnan(value):
        return undefined(coefficient.lacking, coefficient.n_units)
    return Statistic(value, coefficient.n_units)


def with_interval(statistic: Statistic, found: tuple[float, float] | Reason) -> Statistic:
    """Return a statistic with the interval found for it."""
    if statistic.value is None:
        return statistic
    if isinstance(found, Reason):
        return replace(statistic, interval_reason=found)
    return replace(statistic, low=found[0], high=found[1])


def ratio(above: Floats, below: Floats) -> Floats:
    """Divide, giving ``nan`` where the divisor is nothing (it is a share or a count, so a billionth is)."""
    above, below = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    shape = np.broadcast_shapes(above.shape, below.shape)
    out: Floats = np.full(shape, np.nan)
    np.divide(above, below, out=out, where=np.abs(below) > _TINY)
    return out


def encode(units: Sequence[Sequence[Hashable | None]], n_coders: int | None = None) -> Ints:
    """Return values as numbers in order of first appearance.

    Parameters
    ----------
    units
        One row per unit, one value per coder in it; ``None`` where a coder did not judge the unit.
    n_coders
        Number of coders, needed where there is no unit.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_units, n_coders)``, `MISSING` for no value.
    """
    numbers: dict[Hashable, int] = {}
    rows = [
        [MISSING if value is None else numbers.setdefault(value, len(numbers)) for value in row]
        for row in units
    ]
    width = n_coders if n_coders is not None else len(rows[0]) if rows else 0
    return np.array(rows, dtype=np.intp).reshape(len(rows), width)


def count_values(ratings: Ints) -> Floats:
    """Return how many coders gave each value to each unit, shape ``(n_units, n_values)``."""
    n_values = int(ratings.max(initial=MISSING)) + 1
    return np.stack(
        [(ratings == value).sum(axis=1) for value in range(n_values)] or [np.zeros(len(ratings))], axis=1
    ).astype(np.float64)
