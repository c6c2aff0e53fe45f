"""Finding patterns in an analysed text.

Each pattern is looked for from its rarest-looking word (its anchor), so that a token costs nothing unless
it may be one. Commas, quotes and hesitations between words are passed over; the end of a sentence is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from focuskit.language import TextAnalysis, TokenType
from focuskit.tagging.common_words import COMMON_WORDS
from focuskit.tagging.expressions import Pattern, Slot
from focuskit.tagging.grammar import ANYTHING

_HESITATIONS = frozenset({"euh", "heu", "hum", "hein", "ben", "bah", "beh", "mm"})
_PASSED_OVER = frozenset({",", "-", "–", "—", '"', "«", "»", "(", ")", "…", "..."})
_BARRIERS = frozenset({".", "!", "?", ";", "/", "\n"})


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
        self.patterns = tuple(pattern for _, pattern in numbered)
        self._anchors = [_anchor(pattern) for pattern in self.patterns]
        self._slots = _Slots(slot for pattern in self.patterns for slot in pattern)
        self._by_anchor: dict[int, list[int]] = defaultdict(list)
        for index, (pattern, anchor) in enumerate(zip(self.patterns, self._anchors, strict=True)):
            self._by_anchor[self._slots.number(pattern[anchor])].append(index)
        self._chains = [
            tuple((self._slots.number(slot), slot.gap) for slot in pattern) for pattern in self.patterns
        ]
        self._plans: dict[TokenType, _Plan | None] = {}

    def find(self, analysis: TextAnalysis, kept: KeptTokens) -> Iterator[Hit]:
        """Yield every hit of every pattern, in the order of the text."""
        plans = [self._plan(kind) for kind in analysis.types]
        fitting = [self._fitting(kind) for kind in analysis.types]
        words = _Words([*(fitting[kind] for kind in kept.kinds), None])
        planned = ((at, plan) for at, kind in enumerate(kept.kinds) if (plan := plans[kind]))
        for at, plan in planned:
            possible = words.possible(plan, at)
            for index in sorted(set(possible)) if possible else ():
                chain, anchor = self._chains[index], self._anchors[index]
                first = words.backwards(chain, anchor, at)
                last = words.forwards(chain, anchor, at) if first >= 0 else -1
                if last >= 0:
                    yield Hit(self._numbers[index], first, last)

    def _fitting(self, token: TokenType) -> frozenset[int] | None:
        return None if token.form in _BARRIERS else self._slots.fitting(token)

    def _plan(self, token: TokenType) -> _Plan | None:
        plan = self._plans.get(token, _UNPLANNED)
        if plan is _UNPLANNED:
            anchored = self._slots.fitting(token) & self._by_anchor.keys()
            indices = [] if token.form in _BARRIERS else [i for a in anchored for i in self._by_anchor[a]]
            plan = self._plans[token] = self._plan_of(indices) if indices else None
        return plan

    def _plan_of(self, indices: Iterable[int]) -> _Plan:
        alone: list[int] = []
        beside: dict[tuple[int, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for index in indices:
            pattern, anchor = self.patterns[index], self._anchors[index]
            sides = [(1, at) for at in (anchor + 1,) if at < len(pattern)]
            sides += [(-1, at) for at in (anchor - 1,) if at >= 0]
            if not sides:
                alone.append(index)
                continue
            step, near = min(
                sides, key=lambda side: (pattern[max(side[1], anchor)].gap, _cost(pattern[side[1]]))
            )
            gap = pattern[max(near, anchor)].gap
            beside[step, gap][self._slots.number(pattern[near])].append(index)
        sought = tuple(
            _Beside(step, gap, frozenset(found), dict(found)) for (step, gap), found in beside.items()
        )
        return _Plan(tuple(alone), sought)


_Chain = Sequence[tuple[int, int]]
"""A pattern as the numbers of its slots, each with the gap that may stand before it."""


class _Beside(NamedTuple):
    """Patterns by the slot that must stand on one side (``step``), ``gap`` words away at most."""

    step: int
    gap: int
    slots: frozenset[int]
    patterns: Mapping[int, Sequence[int]]


class _Plan(NamedTuple):
    """What to look for where a token may be the anchor of patterns: those of one word, and the others."""

    alone: tuple[int, ...]
    beside: tuple[_Beside, ...]


_UNPLANNED = _Plan((), ())


class _Slots:
    """The distinct slots of all patterns, by number, and which of them fit a kind of token."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        self._numbers: dict[Slot, int] = {}
        for slot in slots:
            self._numbers.setdefault(replace(slot, gap=0), len(self._numbers))
        self._distinct = tuple(self._numbers)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._open = [number for slot, number in self._numbers.items() if not slot.is_fixed]
        for slot, number in self._numbers.items():
            for word in slot.lemmas | slot.forms:
                self._by_word[word].append(number)
        self._known: dict[TokenType, frozenset[int]] = {}

    def number(self, slot: Slot) -> int:
        """Return the number of a slot, whatever gap stands before it."""
        return self._numbers[replace(slot, gap=0)]

    def fitting(self, token: TokenType) -> frozenset[int]:
        """Return the numbers of the slots that fit a kind of token."""
        if token not in self._known:
            possible = set(self._open).union(
                *(self._by_word.get(word, ()) for word in (token.form, token.lemma, *token.lemmas))
            )
            self._known[token] = frozenset(one for one in possible if self._distinct[one].fits(token))
        return self._known[token]


class _Words:
    """The kept tokens of one text, each as the slots that fit it, and how chains of slots extend over them.

    ``fitting`` has one more place than there are tokens, ``None``, as at every barrier; place -1 is that one.
    """

    def __init__(self, fitting: Sequence[frozenset[int] | None]) -> None:
        self._fitting = fitting

    def possible(self, plan: _Plan, at: int) -> list[int]:
        """Return the patterns whose anchor may stand at ``at``, judged by one word beside it."""
        found = list(plan.alone)
        for step, gap, slots, patterns in plan.beside:
            for place in range(at + step, at + step * (gap + 2), step):
                fitting = self._fitting[place]
                if fitting is None:
                    break
                if not slots.isdisjoint(fitting):
                    for slot in slots & fitting:
                        found += patterns[slot]
        return found

    def forwards(self, chain: _Chain, slot: int, at: int) -> int:
        """Return the last token of the chain whose ``slot`` stands at ``at``; -1 if it is not there."""
        if slot + 1 == len(chain):
            return at
        wanted, gap = chain[slot + 1]
        for place in range(at + 1, at + 2 + gap):
            fitting = self._fitting[place]
            if fitting is None:
                return -1
            if wanted in fitting:
                last = self.forwards(chain, slot + 1, place)
                if last >= 0:
                    return last
        return -1

    def backwards(self, chain: _Chain, slot: int, at: int) -> int:
        """Return the first token of the chain whose ``slot`` stands at ``at``; -1 if it is not there."""
        if slot == 0:
            return at
        wanted, gap = chain[slot - 1][0], chain[slot][1]
        for place in range(at - 1, at - 2 - gap, -1):
            fitting = self._fitting[place]
            if fitting is None:
                return -1
            if wanted in fitting:
                first = self.backwards(chain, slot - 1, place)
                if first >= 0:
                    return first
        return -1


def _anchor(pattern: Pattern) -> int:
    """Choose the slot to look for first: the one that is rarest in talk, as far as its words tell."""
    return min(range(len(pattern)), key=lambda place: _cost(pattern[place]))


def _cost(slot: Slot) -> float:
    """Return how many of 1,000 words may fit a slot, roughly; 1,000 if any may."""
    if slot.any_word:
        return 1000.0 if slot.grammar is ANYTHING else 100.0
    words = slot.lemmas | slot.forms
    return sum(COMMON_WORDS.get(word, 0.5 / len(word)) for word in words) + len(slot.heads + slot.tails)


def _is_passed_over(form: str) -> bool:
    return form in _HESITATIONS or form in _PASSED_OVER
