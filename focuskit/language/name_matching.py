"""Known names found again in any words: other cases and accents, a letter more, less or other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from focuskit.language.given_names import GIVEN_NAMES
from focuskit.language.name_rules import WORD
from focuskit.model.names import NameEntry, NameKind, name_key
from focuskit.model.spans import Span

_NEAR = 5
"""Letters from which on a name that differs by one is taken for the same."""
_JOINT = re.compile(r"[\s'’\-‐‑]*")
_IN_WORDS = frozenset({NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class NameHit:
    """A known name at a place of a text; ``is_near`` if its spelling differs by a letter."""

    entry: NameEntry
    span: Span
    is_near: bool = False


class NameMatcher:
    """Finds names that are known.

    Parameters
    ----------
    entries
        What is looked for.
    common
        Keys of words that are no misspelt names, whatever they look like (words met in small letters).
    """

    def __init__(self, entries: Iterable[NameEntry], common: Collection[str] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], NameEntry]]] = defaultdict(list)
        self._exact: list[NameEntry] = []
        self._common = common
        for entry in entries:
            words = tuple(WORD.findall(entry.key))
            if entry.kind in _IN_WORDS and words:
                self._by_first[words[0]].append((words, entry))
            else:
                self._exact.append(entry)
        for listed in self._by_first.values():
            listed.sort(key=lambda pair: -len(pair[0]))
        self._single = [key for key, listed in self._by_first.items() if any(len(w) == 1 for w, _ in listed)]
        self._near: dict[str, str | None] = {}

    def hits(self, text: str) -> list[NameHit]:
        """Return the names in a text, none overlapping another, in order."""
        found = [hit for entry in self._exact for hit in _exact(text, entry)]
        taken = [hit.span for hit in found]
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            hit, n_words = self._hit(text, words, at)
            if hit is not None and not any(hit.span.overlaps(one) for one in taken):
                found.append(hit)
            at += n_words
        return sorted(found, key=lambda hit: hit.span)

    def _hit(self, text: str, words: list[re.Match[str]], at: int) -> tuple[NameHit | None, int]:
        first = words[at]
        if not first.group()[0].isupper():
            return None, 1
        key = name_key(first.group())
        for wanted, entry in self._by_first.get(key, ()):
            run = words[at : at + len(wanted)]
            if _is_run(text, run, wanted):
                return NameHit(entry, Span(first.start(), run[-1].end())), len(run)
        near = self._nearest(key)
        if near is None:
            return None, 1
        entry = next(entry for wanted, entry in self._by_first[near] if len(wanted) == 1)
        return NameHit(entry, Span(*first.span()), is_near=True), 1

    def _nearest(self, key: str) -> str | None:
        """Return the name that a word is, but for a letter; a known first name is itself."""
        if key not in self._near:
            is_own = len(key) < _NEAR or key in GIVEN_NAMES or key in self._common
            self._near[key] = (
                None if is_own else next(filter(lambda one: _is_near(one, key), self._single), None)
            )
        return self._near[key]


def _is_near(name: str, key: str) -> bool:
    """Tell whether two keys are long enough to be the same name, and differ by one letter."""
    return len(name) >= _NEAR and Levenshtein.distance(name, key, score_cutoff=1) == 1


def _is_run(text: str, run: list[re.Match[str]], wanted: tuple[str, ...]) -> bool:
    if len(run) != len(wanted) or any(
        name_key(one.group()) != word for one, word in zip(run, wanted, strict=True)
    ):
        return False
    return all(_JOINT.fullmatch(text, one.end(), other.start()) for one, other in pairwise(run))


def _exact(text: str, entry: NameEntry) -> Iterator[NameHit]:
    for spelling in entry.spellings:
        form = r"[\s.\-]?".join(re.escape(one) for one in re.split(r"[\s.\-]", spelling))
        for found in re.finditer(form, text, re.IGNORECASE):
            yield NameHit(entry, Span(*found.span()))


def without_misspelt(counts: Mapping[str, int]) -> list[str]:
    """Leave out the names of people that are another, met more often, but for a letter.

    Known first names are never taken for another.
    """
    ordered = sorted(counts, key=lambda key: (key not in GIVEN_NAMES, -counts[key], key))
    kept: list[str] = []
    for key in ordered:
        if key in GIVEN_NAMES or len(key) < _NEAR or not any(_is_near(one, key) for one in kept):
            kept.append(key)
    return kept


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the keys of all words that stand in small letters somewhere."""
    return frozenset(
        name_key(found.group()) for text in texts for found in WORD.finditer(text) if found.group().islower()
    )
