"""Finding patterns in an analysed text.

Each pattern is looked for from its rarest-looking word (its anchor), so that a token costs nothing unless
it may be one. Commas, quotes and hesitations between words are passed over; the end of a sentence is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focuskit.language import TextAnalysis, TokenType
from focuskit.tagging.expressions import Pattern, Slot

_HESITATIONS = frozenset({"euh", "heu", "hum", "hein", "ben", "bah", "beh", "mm"})
_PASSED_OVER = frozenset({",", "-", "–", "—", '"', "«", "»", "(", ")", "…", "..."})
_BARRIERS = frozenset({".", "!", "?", ";", "/", "\n"})
_COMMON = 4
"""Fixed words up to this length make poor anchors (de, pas, avoir's forms ...)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression found: its number, and its first and last token (inclusive) among the kept tokens."""

    expression: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class KeptTokens:
    """The tokens of a text that patterns can meet.

    ``kinds`` holds type indices and ``places`` the index in the analysis, both of shape ``(n_kept,)``.
    """

    kinds: Sequence[int]
    places: Sequence[int]


def keep_tokens(analysis: TextAnalysis) -> KeptTokens:
    """Leave out what is passed over between words."""
    passed = [_is_passed_over(kind.form) for kind in analysis.types]
    places = [place for place, kind in enumerate(analysis.kinds) if not passed[kind]]
    return KeptTokens([analysis.kinds[place] for place in places], places)


class Matcher:
    """Finds many patterns at once.

    Parameters
    ----------
    numbered
        Patterns with the number of their expression, which results name.
    """

    def __init__(self, numbered: Sequence[tuple[int, Pattern]]) -> None:
        self._numbers = [number for number, _ in numbered]
        patterns = self._patterns = [pattern for _, pattern in numbered]
        self._anchors = [_anchor(pattern) for pattern in patterns]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._open: list[int] = []
        for index, (pattern, anchor) in enumerate(zip(patterns, self._anchors, strict=True)):
            slot = pattern[anchor]
            for word in slot.lemmas | slot.forms:
                self._by_word[word].append(index)
            if not slot.is_fixed:
                self._open.append(index)
        self._known: dict[TokenType, tuple[int, ...]] = {}

    def find(self, analysis: TextAnalysis, kept: KeptTokens) -> Iterator[Hit]:
        """Yield every hit of every pattern, in the order of the text."""
        candidates = [self._candidates(kind) for kind in analysis.types]
        words = _Words(analysis.types, kept.kinds)
        for at, kind in enumerate(kept.kinds):
            for index in candidates[kind]:
                pattern, anchor = self._patterns[index], self._anchors[index]
                first = words.backwards(pattern, anchor, at)
                last = words.forwards(pattern, anchor, at) if first >= 0 else -1
                if last >= 0:
                    yield Hit(self._numbers[index], first, last)

    def _candidates(self, token: TokenType) -> tuple[int, ...]:
        if token not in self._known:
            possible = set(self._open).union(
                *(self._by_word.get(word, ()) for word in (token.form, token.lemma, *token.lemmas)),
            )
            self._known[token] = tuple(
                sorted(
                    index
                    for index in possible
                    if token.form not in _BARRIERS and self._patterns[index][self._anchors[index]].fits(token)
                )
            )
        return self._known[token]


class _Words:
    """The kept tokens of one text, and how patterns extend over them."""

    def __init__(self, types: Sequence[TokenType], kinds: Sequence[int]) -> None:
        self._types = types
        self._kinds = kinds

    def forwards(self, pattern: Pattern, slot: int, at: int) -> int:
        """Return the last token of the pattern whose ``slot`` stands at ``at``; -1 if it is not there."""
        if slot + 1 == len(pattern):
            return at
        wanted = pattern[slot + 1]
        for place in range(at + 1, min(at + 2 + wanted.gap, len(self._kinds))):
            if self._is_barrier(place):
                return -1
            if self._fits(wanted, place):
                last = self.forwards(pattern, slot + 1, place)
                if last >= 0:
                    return last
        return -1

    def backwards(self, pattern: Pattern, slot: int, at: int) -> int:
        """Return the first token of the pattern whose ``slot`` stands at ``at``; -1 if it is not there."""
        if slot == 0:
            return at
        wanted = pattern[slot - 1]
        for place in range(at - 1, max(at - 2 - pattern[slot].gap, -1), -1):
            if self._is_barrier(place):
                return -1
            if self._fits(wanted, place):
                first = self.backwards(pattern, slot - 1, place)
                if first >= 0:
                    return first
        return -1

    def _fits(self, slot: Slot, place: int) -> bool:
        return slot.fits(self._types[self._kinds[place]])

    def _is_barrier(self, place: int) -> bool:
        return self._types[self._kinds[place]].form in _BARRIERS


def _anchor(pattern: Pattern) -> int:
    """Choose the slot to look for first: fixed words before open ones, few and long words first."""

    def cost(slot: int) -> tuple[bool, bool, int, int]:
        found = pattern[slot]
        words = found.lemmas | found.forms or {"*"}
        longest = min(len(word) for word in words)
        return (found.any_word, not found.is_fixed, -longest if longest > _COMMON else 0, len(words))

    return min(range(len(pattern)), key=cost)


def _is_passed_over(form: str) -> bool:
    return form in _HESITATIONS or form in _PASSED_OVER
