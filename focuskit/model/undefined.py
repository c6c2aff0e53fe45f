"""Statistics that cannot be computed: a value with a reason, never a bare ``nan``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undefined:
    """What stands for a statistic that has no value; ``reason`` is the key of the sentence that tells why."""

    reason: str
