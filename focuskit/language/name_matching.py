"""Known names found again in any words: other cases, accents and hyphens, a letter more, less or other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from focuskit.language.given_names import is_word_too, rank_of
from focuskit.language.name_rules import WORD
from focuskit.language.ordinary_words import is_ordinary
from focuskit.model.names import NameCase, NameEntry, NameKind, name_key
from focuskit.model.spans import Span

_NEAR = 5
"""Letters from which on a name that differs by one is taken for the same."""
_FREQUENT = 400
_JOINT = re.compile(r"[\s'’.\-‐‑]*")
_PART = re.compile(r"[^\W\d_]+")
_IN_WORDS = frozenset({NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION})
_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("y", "i"), ("bv", "v"), ("x", "s"), ("z", "s"), ("q", "k"))
_DOUBLED = re.compile(r"(.)\1")


@dataclass(frozen=True, slots=True)
class NameHit:
    """A known name at a place of a text.

    ``is_near`` if its spelling differs by a letter; ``is_doubtful`` if it is an ordinary word in small
    letters, where nobody decided that it is a name there.
    """

    entry: NameEntry
    span: Span
    is_near: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A word between hyphens; ``begins``, ``ends``: at the edge of what the hyphens join."""

    start: int
    end: int
    key: str
    is_capital: bool
    begins: bool
    ends: bool


class NameMatcher:
    """Finds names that are known.

    Parameters
    ----------
    entries
        What is looked for.
    common
        Keys of words that are no misspelt names, whatever they look like (words met in small letters).
    everywhere
        Look for names in small letters too, whatever their case is; ordinary words among them are doubtful.
    """

    def __init__(
        self, entries: Iterable[NameEntry], common: Collection[str] = (), *, everywhere: bool = False
    ) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], NameEntry]]] = defaultdict(list)
        self._exact: list[NameEntry] = []
        self._common = common
        self._everywhere = everywhere
        self.entries = tuple(entries)
        for entry in self.entries:
            words = tuple(_PART.findall(entry.key))
            if entry.kind in _IN_WORDS and words:
                self._by_first[words[0]].append((words, entry))
            else:
                self._exact.append(entry)
        for listed in self._by_first.values():
            listed.sort(key=lambda pair: -len(pair[0]))
        singles = [
            entry
            for listed in self._by_first.values()
            for words, entry in listed
            if len(words) == 1 and len(entry.key) >= _NEAR and entry.case is not NameCase.SMALL
        ]
        self._singles = {entry.key: entry for entry in singles}
        self._by_sound = {_sound(entry.key): entry for entry in singles}
        self._nearest = cache(self._nearest_entry)

    def hits(self, text: str) -> list[NameHit]:
        """Return the names in a text, none overlapping another, in order."""
        found = [hit for entry in self._exact for hit in _exact(text, entry)]
        taken = [hit.span for hit in found]
        parts = _parts(text)
        at = 0
        while at < len(parts):
            hit, n_words = self._hit(text, parts, at)
            if hit is not None and not any(hit.span.overlaps(one) for one in taken):
                found.append(hit)
            at += n_words
        return sorted(found, key=lambda hit: hit.span)

    def _hit(self, text: str, parts: list[_Part], at: int) -> tuple[NameHit | None, int]:
        first = parts[at]
        if not first.begins:
            return None, 1
        for wanted, entry in self._by_first.get(first.key, ()):
            run = parts[at : at + len(wanted)]
            if _is_run(text, run, wanted) and self._is_case(entry, first):
                doubtful = not first.is_capital and entry.case is NameCase.CAPITAL
                return NameHit(entry, Span(first.start, run[-1].end), is_doubtful=doubtful), len(run)
        if not first.ends or not (first.is_capital or self._everywhere):
            return None, 1
        near = self._nearest(first.key, first.is_capital)
        doubtful = self._everywhere and near is not None and is_ordinary(first.key)
        return (NameHit(near, Span(first.start, first.end), True, doubtful), 1) if near else (None, 1)

    def _is_case(self, entry: NameEntry, first: _Part) -> bool:
        if entry.case is NameCase.ANY:
            return True
        if self._everywhere:
            return first.is_capital or entry.case is NameCase.SMALL or len(entry.key) > 2  # noqa: PLR2004 (la, de)
        return first.is_capital is (entry.case is NameCase.CAPITAL)

    def _nearest_entry(self, key: str, is_capital: bool) -> NameEntry | None:  # noqa: FBT001 (a key of a cache)
        """Return the name that a word is, but for a letter; a known first name is itself."""
        rank = rank_of(key)
        if len(key) < _NEAR or key in self._common or (rank is not None and rank <= _FREQUENT):
            return None
        if not is_capital and is_ordinary(key):
            return None
        alike = self._by_sound.get(_sound(key))
        if alike is not None:
            return alike
        near = process.extractOne(key, self._singles.keys(), scorer=Levenshtein.distance, score_cutoff=1)
        return self._singles[near[0]] if near else None


def _parts(text: str) -> list[_Part]:
    return [
        _Part(
            one.start(),
            one.end(),
            _key(one.group()),
            one.group()[0].isupper(),
            one.start() == word.start(),
            one.end() == word.end(),
        )
        for word in WORD.finditer(text)
        for one in _PART.finditer(text, word.start(), word.end())
    ]


@cache
def _key(word: str) -> str:
    return name_key(word)


def _sound(key: str) -> str:
    """Fold what is written in several ways and said in one: ``joséphine`` and ``joséfine``."""
    for written, said in _SOUNDS:
        key = key.replace(written, said)
    return _DOUBLED.sub(r"\1", key).rstrip("eshtd")


def _is_near(name: str, key: str) -> bool:
    """Tell whether two keys are long enough to be the same name, and differ by one letter."""
    return len(name) >= _NEAR and Levenshtein.distance(name, key, score_cutoff=1) == 1


def _is_run(text: str, run: list[_Part], wanted: tuple[str, ...]) -> bool:
    if len(run) != len(wanted) or not run[-1].ends:
        return False
    if any(one.key != word for one, word in zip(run, wanted, strict=True)):
        return False
    return all(_JOINT.fullmatch(text, one.end, other.start) for one, other in pairwise(run))


def _exact(text: str, entry: NameEntry) -> Iterator[NameHit]:
    for spelling in entry.spellings:
        form = r"[\s.\-]?".join(re.escape(one) for one in re.split(r"[\s.\-]", spelling))
        for found in re.finditer(form, text, re.IGNORECASE):
            yield NameHit(entry, Span(*found.span()))


def without_misspelt(counts: Mapping[str, int]) -> list[str]:
    """Leave out the names of people that are another, met more often, but for a letter.

    Frequent first names are never taken for another.
    """

    def is_own(key: str) -> bool:
        rank = rank_of(key)
        return len(key) < _NEAR or (rank is not None and rank <= _FREQUENT)

    ordered = sorted(counts, key=lambda key: (not is_own(key), -counts[key], key))
    kept: list[str] = []
    for key in ordered:
        if is_own(key) or not any(_is_near(one, key) for one in kept):
            kept.append(key)
    return kept


def common_words(texts: Iterable[str], least: int = 1) -> frozenset[str]:
    """Return the keys of words that stand in small letters somewhere, but for names that are no words.

    Parameters
    ----------
    least
        How often at least.
    """
    words = (found.group() for text in texts for found in WORD.finditer(text))
    counts = Counter(word for word in words if word.islower())
    folded: Counter[str] = Counter()
    for word, n in counts.items():
        folded[_key(word)] += n
    return frozenset(
        key for key, n in folded.items() if n >= least and (is_ordinary(key) or not _is_named(key))
    )


def _is_named(key: str) -> bool:
    return rank_of(key) is not None and not is_word_too(key)
