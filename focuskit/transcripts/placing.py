"""Spans of a text placed in its corrected version.

A span follows where both its ends can be placed. An end can be placed where its own word is still there
(perhaps with another spelling) with at least half of the words around it; or where words at that end were
taken out, nothing was put in their place, and at least half of the span is still there. Otherwise the span
is an orphan. Better an orphan than a span on words that nobody coded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from focuskit.model.spans import Span
from focuskit.transcripts.alignment import NONE, align
from focuskit.transcripts.gaps import ALIKE, Stretch, Words, likeness
from focuskit.transcripts.tokens import Token, cut_tokens

_SPACE = re.compile(r"\s")
_WINDOW = 8
_SPREAD = 2
_FAR = 12
_SHORT = 3
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a span is in the new text, ``None`` for an orphan; ``is_changed`` if its words differ."""

    span: Span | None
    is_changed: bool = False


def place_spans(old: str, new: str, spans: Sequence[Span]) -> tuple[Placement, ...]:
    """Place spans of ``old`` in ``new``, in the order given."""
    if old == new:
        return tuple(Placement(span) for span in spans)
    texts = _matched(old, new)
    return tuple(texts.place(span) for span in spans)


@lru_cache(maxsize=4)
def _matched(old: str, new: str) -> _Versions:
    return _Versions(old, new)


class _Versions:
    """Two versions of a text with their words matched."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.a, self.b = cut_tokens(old), cut_tokens(new)
        self.starts = [token.start for token in self.a]
        image = align(_words(self.a), _words(self.b))
        self.image = self._without_strays(self._believed(image))
        self.matched = {match for match in self.image if match != NONE}

    def place(self, span: Span) -> Placement:
        """Place one span."""
        inside = self._inside(span)
        if inside is None:
            return Placement(None)
        first, last = inside
        kept = [place for place in range(first, last + 1) if self.image[place] != NONE]
        if not kept:
            return Placement(None)
        is_whole = kept[0] == first and kept[-1] == last
        if not is_whole and 2 * len(kept) < last - first + 1:
            return Placement(None)
        tried = kept if last - first < _SHORT else (kept[0], kept[-1])
        if not all(self._is_alike(place) for place in tried):
            return Placement(None)
        start = self._start(span, first, kept[0])
        end = self._end(span, last, kept[-1])
        if start is None or end is None or not self._holds(start, end, kept):
            return Placement(None)
        placed = Span(start, end)
        return Placement(placed, placed.slice(self.new) != span.slice(self.old))

    def _believed(self, image: list[int]) -> list[int]:
        """Drop the matches of words whose neighbours are gone: their sentence was taken out."""
        believed = list(image)
        exact = [
            0.0 if match == NONE else self._vouches(token.key, self.b[match].key)
            for match, token in zip(image, self.a, strict=True)
        ]
        for first, end in _stretches([token.closes for token in self.a]):
            is_lost = end - first <= _SHORT and self._is_inside_another(image[first], image[end - 1])
            for place in range(first, end):
                near = range(max(first, place - _WINDOW), min(end, place + _WINDOW + 1))
                reach = _FAR + _SPREAD * len(near)
                together = sum(
                    exact[n] for n in near if image[n] != NONE and abs(image[n] - image[place]) <= reach
                )
                if is_lost or 2 * together < len(near) + (_HALF if len(near) > 1 else 0):
                    believed[place] = NONE
        return believed

    @staticmethod
    def _vouches(one: str, other: str) -> float:
        """Return how much a match says for those beside it: nothing where it is another word."""
        if one == other:
            return 1.0
        return _HALF if likeness(one, other) >= ALIKE else 0.0

    def _without_strays(self, image: list[int]) -> list[int]:
        """Drop the matches of words at the edge of a sentence that would be in a sentence put beside it.

        Words that are still at the edge of a sentence, or beside the words they were beside, are no strays.
        """
        cleared = list(image)
        for first, end in _stretches([token.closes for token in self.a]):
            kept = [place for place in range(first, end) if image[place] != NONE]
            parts = [place for place, after in pairwise(kept) if self._crosses(image[place], image[after])]
            if not parts:
                continue
            before = image[first - 1] if first else -1
            after = image[end] if end < len(image) else len(self.b)
            is_stray = not (image[kept[0]] == before + 1 or self._begins(image[kept[0]]))
            if is_stray or self._is_apart(image, kept, parts[0], first, end):
                cleared[first : parts[0] + 1] = [NONE] * (parts[0] + 1 - first)
            is_stray = not (image[kept[-1]] == after - 1 or self.b[image[kept[-1]]].closes)
            if is_stray or self._is_apart(image, kept, parts[-1], end, first):
                cleared[parts[-1] + 1 : end] = [NONE] * (end - parts[-1] - 1)
        return cleared

    def _is_apart(self, image: list[int], kept: Sequence[int], last: int, edge: int, other: int) -> bool:
        """Tell whether a smaller part of a sentence is parted from the rest by words put in."""
        after = kept[kept.index(last) + 1]
        return image[after] != image[last] + 1 and abs(last + 1 - edge) <= abs(other - last - 1)

    def _crosses(self, one: int, other: int) -> bool:
        """Tell whether a sentence of the new text ends between two words, or the second stands before."""
        return other < one or any(self.b[place].closes for place in range(one, other))

    def _begins(self, match: int) -> bool:
        return match == 0 or self.b[match - 1].closes

    def _is_inside_another(self, first: int, last: int) -> bool:
        """Tell whether what was a sentence would be in the middle of one: other words, for a short one."""
        return NONE not in {first, last} and not self._begins(first) and not self.b[last].closes

    def _is_alike(self, place: int) -> bool:
        """Tell whether a word is the same with another spelling: in a few words, another word is too much."""
        return likeness(self.a[place].key, self.b[self.image[place]].key) >= ALIKE

    def _inside(self, span: Span) -> tuple[int, int] | None:
        """Return the first and last word that a span touches, ``None`` if it touches none."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        if self.a and self.a[first].end <= span.start:
            first += 1
        last = bisect_left(self.starts, span.end) - 1
        return (first, last) if first <= last < len(self.a) else None

    def _start(self, span: Span, first: int, kept: int) -> int | None:
        if first == kept:
            return self._within(self.a[first], self.b[self.image[first]], span.start, is_end=False)
        return self.b[self.image[kept]].start if self._taken_out(first - 1, kept) else None

    def _end(self, span: Span, last: int, kept: int) -> int | None:
        if last == kept:
            return self._within(self.a[last], self.b[self.image[last]], span.end, is_end=True)
        if not self._taken_out(kept, last + 1):
            return None
        is_bare = span.end <= self.a[last].core_end
        return self.b[self.image[kept]].core_end if is_bare else self.b[self.image[kept]].end

    def _taken_out(self, before: int, after: int) -> bool:
        """Tell whether nothing stands in the new text where words between two others were taken out."""
        low = self.image[before] if before >= 0 else -1
        high = self.image[after] if after < len(self.a) else len(self.b)
        is_known = (before < 0 or low != NONE) and (after >= len(self.a) or high != NONE)
        return is_known and high == low + 1

    def _within(self, a: Token, b: Token, at: int, *, is_end: bool) -> int:
        """Return the place in a word of the new text of a place in its match: at its edges, or inside."""
        if at == a.core_start and not is_end:
            return b.core_start
        if at == a.core_end and is_end:
            return b.core_end
        if at <= a.start:
            return b.start
        if at >= a.end:
            return b.end if _SPACE.search(self.old, a.core_end, a.end) else self._without_loose_signs(b)
        return _inner(self.old[a.start : a.end], self.new[b.start : b.end], at - a.start) + b.start

    def _without_loose_signs(self, b: Token) -> int:
        """Return where a word ends before signs that stand apart from it: they were another word's."""
        space = _SPACE.search(self.new, b.core_end, b.end)
        return space.start() if space and space.start() > b.core_end else b.end

    def _holds(self, start: int, end: int, kept: Sequence[int]) -> bool:
        """Tell whether every word that is still there lies within the new ends, and no coded elsewhere."""
        matches = {self.image[place] for place in kept}
        tokens = [self.b[match] for match in matches]
        if start >= end or not all(token.end > start and token.start < end for token in tokens):
            return False
        foreign = self.matched.difference(matches)
        return not any(match in foreign for match in range(min(matches), max(matches) + 1))


def _inner(old: str, new: str, at: int) -> int:
    for block in Levenshtein.opcodes(old, new):
        if block.src_start <= at < block.src_end or (at == block.src_end == len(old)):
            return min(block.dest_start + at - block.src_start, block.dest_end)
    return len(new)


def _words(tokens: Sequence[Token]) -> Words:
    sentences = _stretches([token.closes for token in tokens])
    begins = [False] * len(tokens)
    for first, _ in sentences:
        begins[first] = True
    lines = _stretches([token.ends_line for token in tokens])
    closes = [token.closes for token in tokens]
    return Words([token.key for token in tokens], begins, closes, sentences, lines)


def _stretches(ends: Sequence[bool]) -> list[Stretch]:
    """Return the stretches between words at which something ends, as first word and word after the last."""
    bounds = [0, *(place + 1 for place, is_end in enumerate(ends) if is_end)]
    if bounds[-1] != len(ends):
        bounds.append(len(ends))
    return list(pairwise(bounds))
