"""The words of a short stretch of two texts matched one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

Stretch = tuple[int, int]
"""First word, and the word after the last."""

ALIKE = 0.6
"""From here on, two words are one with another spelling."""

_SOMEWHAT = 0.4
_LITTLE = 0.1
_IN_A_ROW, _ACROSS_SENTENCES = 0.4, 0.2
_SAME_EDGE = 0.15
_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are compared, and which of them begin and end a sentence.

    ``sentences`` and ``lines`` are stretches of words, for whole texts only.
    """

    keys: Sequence[str]
    begins: Sequence[bool]
    closes: Sequence[bool]
    sentences: Sequence[Stretch] = ()
    lines: Sequence[Stretch] = ()

    def part(self, stretch: Stretch) -> Words:
        """Return the words of a stretch."""
        place = slice(*stretch)
        return Words(self.keys[place], self.begins[place], self.closes[place])


def match_gap(old: Words, new: Words) -> list[int]:
    """Return for each word of ``old`` the number of its match in ``new``, -1 for none, -2 for two as good.

    The stretch is taken to go on from words matched before it to words matched after it.
    """
    a, b = old.keys, new.keys
    weights = [[_weight(old, new, i, j) for j in range(len(b))] for i in range(len(a))]
    open_best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    row_best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    rows = [_ACROSS_SENTENCES if begins else _IN_A_ROW for begins in (*old.begins, True)]
    row_best[len(a)][len(b)] = rows[len(a)]
    for i in range(len(a), -1, -1):
        for j in range(len(b), -1, -1):
            if i == len(a) or j == len(b):
                continue
            skip = max(open_best[i + 1][j], open_best[i][j + 1])
            weight = weights[i][j]
            matched = weight + row_best[i + 1][j + 1] if weight > 0 else 0.0
            open_best[i][j] = max(skip, matched)
            row_best[i][j] = max(skip, matched + rows[i] if weight > 0 else 0.0)
    best = _Best(weights, open_best, row_best, rows)
    early, late = _walk(best, match_first=True), _walk(best, match_first=False)
    matches = [one if one == other else -2 for one, other in zip(early, late, strict=True)]
    return [_confirmed(place, matches, old, new) for place in range(len(matches))]


@dataclass(frozen=True, slots=True)
class _Best:
    """What each pair of words is worth, and the best that follows a pair, in a row with it or not."""

    weights: Sequence[Sequence[float]]
    open_best: Sequence[Sequence[float]]
    row_best: Sequence[Sequence[float]]
    rows: Sequence[float]


def _confirmed(place: int, matches: Sequence[int], old: Words, new: Words) -> int:
    """Return a match, -1 if it is of another spelling and stands alone."""
    match = matches[place]
    if match < 0 or old.keys[place] == new.keys[match]:
        return match
    before = match - 1 == (matches[place - 1] if place else -1)
    after = match + 1 == (matches[place + 1] if place + 1 < len(matches) else len(new.keys))
    return match if before or after else -1


def _walk(best: _Best, *, match_first: bool) -> list[int]:
    """Follow one of the best ways: match as early as possible, or as late."""
    weights, open_best, row_best = best.weights, best.open_best, best.row_best
    n_old, n_new = len(open_best) - 1, len(open_best[0]) - 1
    matches = [-1] * n_old
    i = j = 0
    in_a_row = True
    while i < n_old and j < n_new:
        target = (row_best if in_a_row else open_best)[i][j] - _EQUAL
        weight = weights[i][j]
        gain = weight + (best.rows[i] if in_a_row else 0.0) + row_best[i + 1][j + 1]
        can_match = weight > 0 and gain >= target
        can_skip = max(open_best[i + 1][j], open_best[i][j + 1]) >= target
        if can_match and (match_first or not can_skip):
            matches[i] = j
            i, j, in_a_row = i + 1, j + 1, True
            continue
        in_a_row = False
        skips_old = open_best[i + 1][j] >= target
        skips_new = open_best[i][j + 1] >= target
        if skips_old and (match_first or not skips_new):
            i += 1
        else:
            j += 1
    return matches


def _weight(old: Words, new: Words, i: int, j: int) -> float:
    alike = likeness(old.keys[i], new.keys[j])
    if alike < ALIKE:
        return _LITTLE if alike >= _SOMEWHAT else 0.0
    edges = _edge(old.begins[i], new.begins[j]) + _edge(old.closes[i], new.closes[j])
    return alike + edges


def _edge(one: bool, other: bool) -> float:  # noqa: FBT001 (two flags of the same kind)
    return (_SAME_EDGE if one else 0.0) if one == other else -_SAME_EDGE


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> float:
    """Return how alike two words are, 0 to 1: 1 less the edits by the longer of them (Levenshtein)."""
    return float(Levenshtein.normalized_similarity(one, other))
