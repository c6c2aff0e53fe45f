"""Which word of a corrected text is which word of the text before.

Runs of words that occur once in both texts and keep their order are matched first (patience diff, B. Cohen
2007); then what lies between them, word by word, so that equal or nearly equal words, words in a row and
the edges of sentences agree best; last, sentences that were moved. Where two ways are as good as each other
a word has no match: better no place than a wrong one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from focuskit.transcripts.gaps import Stretch, Words, likeness, match_gap

NONE = -1
"""Mark of a word that has no match."""

_UNSURE = -2
_RUNS = (12, 6)
_SHORTEST_RUN = 3
_MARGIN = 8
_MOST_CELLS = 60_000
_MOVED_RUN = 6
_MOST_PAIRS = 250_000
_ALIKE = 0.6
_APART = 0.15
_SHORTEST_LINE, _SHORTEST_SENTENCE = 2, 3


def align(old: Words, new: Words) -> list[int]:
    """Return for each word of ``old`` the number of its match in ``new``, -1 where it has none."""
    aligned = _Alignment(old, new)
    aligned.match_between((0, len(old.keys)), (0, len(new.keys)), _RUNS)
    aligned.match_gaps()
    aligned.taken = {match for match in aligned.image if match >= 0}
    aligned.find_moved()
    aligned.find_moved_sentences()
    aligned.find_changed_sentences()
    aligned.extend_all()
    aligned.drop_doubtful()
    return [NONE if match == _UNSURE else match for match in aligned.image]


@dataclass(slots=True)
class _Alignment:
    """The matches found so far; ``taken`` are the words of the new text that have one."""

    old: Words
    new: Words
    image: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.image = [NONE] * len(self.old.keys)

    def match_between(self, a: Stretch, b: Stretch, runs: Sequence[int]) -> None:
        """Match unique runs of two stretches, then shorter ones between them."""
        if a[0] >= a[1] or b[0] >= b[1] or not runs:
            return
        anchors = _increasing(_unique_runs(self.old.keys, self.new.keys, a, b, runs[0]))
        last_a, last_b = a[0], b[0]
        for place, match in anchors:
            if place < last_a or match < last_b:
                continue
            self.match_between((last_a, place), (last_b, match), runs[1:])
            for step in range(runs[0]):
                self.image[place + step] = match + step
            last_a, last_b = place + runs[0], match + runs[0]
        self.match_between((last_a, a[1]), (last_b, b[1]), runs[1:])

    def match_gaps(self) -> None:
        """Match what lies between the runs, a few words of the runs on either side included."""
        for a, b in _gaps(self.image, len(self.new.keys)):
            self._match_gap(a, b, (_SHORTEST_RUN,))

    def _match_gap(self, a: Stretch, b: Stretch, runs: Sequence[int]) -> None:
        if (a[1] - a[0]) * (b[1] - b[0]) <= _MOST_CELLS:
            matches = match_gap(self.old.part(a), self.new.part(b))
            for place in range(*a):
                match = matches[place - a[0]]
                self.image[place] = match + b[0] if match >= 0 else match
        elif runs:
            self.match_between(a, b, runs)
            part = _gaps(self.image[a[0] : a[1]], b[1], b[0])
            for inner_a, inner_b in part:
                self._match_gap((inner_a[0] + a[0], inner_a[1] + a[0]), inner_b, ())

    def find_moved(self) -> None:
        """Match runs that were moved: they occur once in each text, and nothing of them is matched yet."""
        everything = (0, len(self.old.keys)), (0, len(self.new.keys))
        for place, match in _unique_runs(self.old.keys, self.new.keys, *everything, _MOVED_RUN):
            run = range(_MOVED_RUN)
            if all(self.image[place + step] < 0 and match + step not in self.taken for step in run):
                for step in run:
                    self._take(place + step, match + step)

    def find_moved_sentences(self) -> None:
        """Match whole paragraphs and sentences that were moved and occur once in each text."""
        first, second = _once(self.old, self.old.lines), _once(self.new, self.new.lines)
        self._take_same(first, second, _SHORTEST_LINE)
        first, second = _once(self.old, self.old.sentences), _once(self.new, self.new.sentences)
        self._take_same(first, second, _SHORTEST_SENTENCE)

    def _take_same(
        self, first: dict[tuple[str, ...], Stretch], second: dict[tuple[str, ...], Stretch], shortest: int
    ) -> None:
        for words, a in first.items():
            b = second.get(words)
            if b is None or len(words) < shortest:
                continue
            if all(self.image[place] < 0 for place in range(*a)) and self.taken.isdisjoint(range(*b)):
                for step in range(a[1] - a[0]):
                    self._take(a[0] + step, b[0] + step)

    def find_changed_sentences(self) -> None:
        """Match sentences that were moved and changed: alike, and no other sentence nearly as much."""
        lost = [one for one in self.old.sentences if _is_open([self.image[n] >= 0 for n in range(*one)])]
        found = [one for one in self.new.sentences if _is_open([n in self.taken for n in range(*one)])]
        if len(lost) * len(found) > _MOST_PAIRS:
            return
        for a in lost:
            words = self.old.keys[slice(*a)]
            likeness = sorted(
                (Indel.normalized_similarity(words, self.new.keys[slice(*b)]), b) for b in found
            )
            second = likeness[-2][0] if len(likeness) > 1 else 0.0
            if likeness and likeness[-1][0] >= max(_ALIKE, second + _APART):
                found.remove(likeness[-1][1])
                self._match_again(a, likeness[-1][1])

    def extend_all(self) -> None:
        """Match the same words before and after each match, as far as they are free."""
        n_old, n_new = len(self.old.keys), len(self.new.keys)
        for step, places in ((1, range(n_old)), (-1, range(n_old - 1, -1, -1))):
            for place in places:
                one, other = place + step, self.image[place] + step
                if self.image[place] < 0 or not (0 <= one < n_old and 0 <= other < n_new):
                    continue
                if self._is_same_and_free(one, other) and not self._fits_elsewhere(one, other, step):
                    self._take(one, other)

    def _is_same_and_free(self, one: int, other: int) -> bool:
        is_free = self.image[one] == NONE and other not in self.taken
        return is_free and self.old.keys[one] == self.new.keys[other]

    def _fits_elsewhere(self, one: int, other: int, step: int) -> bool:
        """Tell whether a word would as well stand beside the match of the word on its other side."""
        beyond = one + step
        if not 0 <= beyond < len(self.image) or self.image[beyond] < 0:
            return False
        there = self.image[beyond] - step
        return there != other and 0 <= there < len(self.new.keys) and self._is_same_and_free(one, there)

    def drop_doubtful(self) -> None:
        """Undo matches at the edge of words put in, where as good a match stands at the other edge."""
        doubtful: set[int] = set()
        for place in range(len(self.image) - 1):
            low, high = self.image[place], self.image[place + 1]
            if low >= 0 and high > low + 1:
                doubtful.update(self._doubtful(place, high - 1, -1))
                doubtful.update(self._doubtful(place + 1, low + 1, 1))
            if low >= 0 and high != low + 1:
                doubtful.update(self._said_twice(place, -1))
            if high >= 0 and high != low + 1:
                doubtful.update(self._said_twice(place + 1, 1))
        for place in doubtful:
            self.taken.discard(self.image[place])
            self.image[place] = _UNSURE

    def _doubtful(self, place: int, beside: int, step: int) -> list[int]:
        """Return the words from ``place`` on that are as well matched from ``beside`` on.

        They are not doubtful where they go on a sentence whose other words stand at their own edge.
        """
        found: list[int] = []
        while 0 <= place < len(self.image) and self.image[place] >= 0 and len(found) < _MARGIN:
            is_free = 0 <= beside < len(self.new.keys) and beside not in self.taken
            if not is_free or likeness(self.old.keys[place], self.new.keys[beside]) < _ALIKE:
                break
            found.append(place)
            place, beside = place + step, beside + step
        ends_here = (
            self.old.begins[found[-1]] if step < 0 and found else bool(found) and self.old.closes[found[-1]]
        )
        return found if ends_here else []

    def _said_twice(self, edge: int, step: int) -> list[int]:
        """Return the words at the edge of a run that the new text says twice in a row, once too often."""
        for n in range(1, _MARGIN + 1):
            run = [edge + step * one for one in range(n)]
            copy = [self.image[edge] - step * one for one in range(1, n + 1)]
            if not (0 <= run[-1] < len(self.image) and 0 <= copy[-1] < len(self.new.keys)):
                break
            if copy[-1] in self.taken or self.image[run[-1]] != self.image[edge] + step * (n - 1):
                break
            if all(
                self.old.keys[place] == self.new.keys[match]
                for place, match in zip(run, reversed(copy), strict=True)
            ):
                return run
        return []

    def _match_again(self, a: Stretch, b: Stretch) -> None:
        self.taken.difference_update(self.image[slice(*a)])
        for place in range(*a):
            self.image[place] = NONE
        for step, match in enumerate(match_gap(self.old.part(a), self.new.part(b))):
            if match >= 0 and match + b[0] not in self.taken:
                self._take(a[0] + step, match + b[0])

    def _take(self, place: int, match: int) -> None:
        self.image[place] = match
        self.taken.add(match)


def _gaps(image: Sequence[int], n_new: int, first_new: int = 0) -> list[tuple[Stretch, Stretch]]:
    """Return the stretches between runs of matches, with margins; runs shorter than these are undone."""
    n_old = len(image)
    runs: list[tuple[int, int, int]] = []
    for place, match in enumerate(image):
        if match < 0:
            continue
        if runs and runs[-1][1] == place and runs[-1][2] + place - runs[-1][0] == match:
            runs[-1] = (runs[-1][0], place + 1, runs[-1][2])
        else:
            runs.append((place, place + 1, match))
    long = [run for run in runs if run[1] - run[0] > _MARGIN // 2]
    gaps: list[tuple[Stretch, Stretch]] = []
    last_old, last_new = 0, first_new
    for start, end, match in [*long, (n_old, n_old, n_new)]:
        if start > last_old or match > last_new:
            before = min(_MARGIN, (last_old - _run_start(long, last_old)) // 2)
            after = min(_MARGIN, (end - start) // 2)
            gaps.append(((last_old - before, start + after), (last_new - before, match + after)))
        last_old, last_new = end, match + end - start
    return gaps


def _run_start(runs: Sequence[tuple[int, int, int]], end: int) -> int:
    return next((start for start, run_end, _ in runs if run_end == end), end)


def _unique_runs(
    old: Sequence[str], new: Sequence[str], a: Stretch, b: Stretch, length: int
) -> list[tuple[int, int]]:
    """Return the places of runs of words that occur once in each of two stretches."""
    first, second = _places_once(old, a, length), _places_once(new, b, length)
    return sorted((place, second[run]) for run, place in first.items() if run in second)


def _places_once(words: Sequence[str], within: Stretch, length: int) -> dict[tuple[str, ...], int]:
    places = range(within[0], within[1] - length + 1)
    runs = {place: tuple(words[place : place + length]) for place in places}
    counts = Counter(runs.values())
    return {run: place for place, run in runs.items() if counts[run] == 1}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest series of pairs in which both numbers grow (pairs come sorted by the first)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [NONE] * len(pairs)
    for place, (_, match) in enumerate(pairs):
        at = bisect_left(tails, match)
        before[place] = ends[at - 1] if at else NONE
        if at == len(tails):
            tails.append(match)
            ends.append(place)
        else:
            tails[at], ends[at] = match, place
    series: list[tuple[int, int]] = []
    place = ends[-1] if ends else NONE
    while place != NONE:
        series.append(pairs[place])
        place = before[place]
    return series[::-1]


def _once(words: Words, stretches: Sequence[Stretch]) -> dict[tuple[str, ...], Stretch]:
    runs = {stretch: tuple(words.keys[slice(*stretch)]) for stretch in stretches}
    counts = Counter(runs.values())
    return {run: stretch for stretch, run in runs.items() if counts[run] == 1}


def _is_open(matched: Sequence[bool]) -> bool:
    return len(matched) >= _SHORTEST_SENTENCE and 2 * sum(matched) < len(matched)
