"""A text with some of its stretches replaced, and where every place of it is afterwards."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from focuskit.model.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """Words put in the place of a span; ``erases``: what was said there is taken back by who said it."""

    span: Span
    words: str
    erases: bool = False


class Rewording:
    """A text with replacements made.

    Unlike an alignment of two texts it knows exactly what became of each place.

    Parameters
    ----------
    text
        The text before.
    replacements
        In any order; of two that overlap the first, or of two that start together the longer, is made.
    """

    def __init__(self, text: str, replacements: Sequence[Replacement]) -> None:
        self.made = _apart(replacements)
        self._starts = [one.span.start for one in self.made]
        self._new: list[Span] = []
        pieces, last, length = [], 0, 0
        for one in self.made:
            kept = text[last : one.span.start]
            length += len(kept)
            self._new.append(Span(length, length + len(one.words)))
            length += len(one.words)
            pieces += [kept, one.words]
            last = one.span.end
        self.text = "".join([*pieces, text[last:]])

    def span(self, old: Span) -> Span:
        """Return where a span is now; one that begins or ends inside a replacement takes all of it in."""
        start = self._place(old.start, is_start=True)
        return Span(start, max(start, self._place(old.end, is_start=False)))

    def cut(self, old: Span) -> Span:
        """Return where a part of a partition is now: parts still follow each other, some may be empty."""
        return Span(self._place(old.start, is_start=False), self._place(old.end, is_start=False))

    def is_erased(self, old: Span) -> bool:
        """Tell whether a span lies wholly in words that were erased."""
        at = bisect_left(self._starts, old.start + 1) - 1
        return at >= 0 and self.made[at].erases and self.made[at].span.holds(old)

    def _place(self, at: int, *, is_start: bool) -> int:
        last = bisect_left(self._starts, at) - 1
        if last < 0:
            return at
        old, new = self.made[last].span, self._new[last]
        if at >= old.end:
            return at - old.end + new.end
        return new.start if is_start else new.end


def _apart(replacements: Sequence[Replacement]) -> list[Replacement]:
    made: list[Replacement] = []
    for one in sorted(replacements, key=lambda one: (one.span.start, -one.span.end)):
        if len(one.span) and (not made or one.span.start >= made[-1].span.end):
            made.append(one)
    return made
