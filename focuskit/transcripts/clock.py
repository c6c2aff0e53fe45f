"""Times of day and of recordings as they are written in transcripts, in milliseconds."""

from __future__ import annotations

import re

GAP = r"[ \t\u00a0\u202f\u2009]"
CLOCK = rf"\d{{1,3}}{GAP}?:\d{{2}}(?::\d{{2}})?(?:[.,-]\d{{1,3}})?"
STAMP = (
    rf"(?:\[{GAP}?{CLOCK}(?:{GAP}{{0,3}}(?:-->|[-–—à/]){GAP}{{0,3}}{CLOCK})?{GAP}?\]"
    rf"|\({GAP}?{CLOCK}(?:{GAP}{{0,3}}(?:-->|[-–—à/]){GAP}{{0,3}}{CLOCK})?{GAP}?\)"
    rf"|#{CLOCK}#|{CLOCK}(?:{GAP}{{0,3}}(?:-->|[-–—]){GAP}{{0,3}}{CLOCK})?)"
)
"""One time or a stretch of time, in brackets or not."""

IMPOSSIBLE_MS = -1
"""Stands in a draft for a time that is written and cannot be: the turn has none, and a warning tells."""
_LATEST_MS = 1000 * 3600 * 1000
_SIXTY = 60

_ONE_CLOCK = re.compile(rf"(\d{{1,3}}){GAP}?:(\d{{2}})(?::(\d{{2}}))?(?:[.,-](\d{{1,3}}))?")


def parse_clock(text: str) -> int | None:
    """Return a time (``1:02``, ``00:01:02``, ``00:01:02,5``) in milliseconds, ``None`` if it is none.

    `IMPOSSIBLE_MS` stands for minutes or seconds beyond 59.
    """
    match = _ONE_CLOCK.fullmatch(text.strip())
    return None if match is None else _milliseconds(match)


def parse_stamp(text: str | None) -> tuple[int | None, int | None]:
    """Return the first and second time in a stamp, in milliseconds; ``None`` for one that is not there."""
    times = [_milliseconds(match) for match in _ONE_CLOCK.finditer(text or "")]
    return (times[0] if times else None, times[1] if len(times) > 1 else None)


def possible(time_ms: float) -> int:
    """Return a time in whole milliseconds, `IMPOSSIBLE_MS` if below zero, endless or beyond 1,000 hours."""
    return round(time_ms) if 0 <= time_ms < _LATEST_MS else IMPOSSIBLE_MS


def _milliseconds(match: re.Match[str]) -> int:
    first, second, third, fraction = match.groups()
    if int(second) >= _SIXTY or int(third or 0) >= _SIXTY:
        return IMPOSSIBLE_MS
    seconds = int(first) * 60 + int(second)
    if third is not None:
        seconds = seconds * 60 + int(third)
    return seconds * 1000 + int((fraction or "0").ljust(3, "0"))
