"""Offsets of a file's text as places in turns or paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from focuskit.exchange.word.flow import Flow
from focuskit.exchange.word.turns_in import Zone
from focuskit.model.word_comments import WordAnchor


class Places:
    """The zones of a text, none overlapping another, and where offsets fall in them."""

    def __init__(self, flow: Flow, zones: Sequence[Zone]) -> None:
        self._text = flow.text
        self._zones = sorted(zones, key=lambda zone: (zone.start, zone.end))
        self._starts = [zone.start for zone in self._zones]
        self._ends = [zone.end for zone in self._zones]
        self._by_number = {zone.number: zone for zone in self._zones}

    def anchor(self, start: int, end: int) -> WordAnchor | None:
        """Return the place that holds all words of the zones between two offsets; ``None`` if none is there.

        What lies between zones (names, times, questions) is left out. A place without words is a point.
        """
        touched = self._zones[bisect_right(self._ends, start) : bisect_left(self._starts, end)]
        touched = [zone for zone in touched if zone.end > zone.start]
        if start >= end or not touched:
            return self._point(start)
        first, last = touched[0], touched[-1]
        if last.number < first.number:
            last = first
        return WordAnchor(
            first.number, max(start, first.start) - first.start, last.number, min(end, last.end) - last.start
        )

    def offsets(self, anchor: WordAnchor) -> tuple[int, int] | None:
        """Return the offsets of a place, ``None`` if it is not in the text."""
        first, last = self._by_number.get(anchor.first), self._by_number.get(anchor.last)
        if first is None or last is None:
            return None
        start, end = first.start + anchor.start, last.start + anchor.end
        return (start, end) if start <= first.end and end <= last.end else None

    def words(self, anchor: WordAnchor) -> str:
        """Return the words of a place, those of several zones joined by a line feed."""
        first, last = self._by_number[anchor.first], self._by_number[anchor.last]
        start, end = first.start + anchor.start, last.start + anchor.end
        touched = self._zones[bisect_left(self._starts, first.start) : bisect_right(self._starts, last.start)]
        return "\n".join(self._text[max(start, zone.start) : min(end, zone.end)] for zone in touched)

    def _point(self, offset: int) -> WordAnchor | None:
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset > self._ends[place]:
            return None
        zone = self._zones[place]
        return WordAnchor(zone.number, offset - zone.start, zone.number, offset - zone.start)
