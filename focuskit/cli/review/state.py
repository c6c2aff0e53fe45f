"""Where a coder is: the passage and code at hand, the words picked, the filter, the pass, the order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from focuskit.model.spans import Span
from focuskit.review.filters import Filter, Only
from focuskit.review.passages import Pass, Passage, PlacedCode, codes_in_pass, count_in_pass, passages_touched
from focuskit.review.queue import Order, in_order, novelty_of
from focuskit.review.searching import find_words
from focuskit.review.spans import Edge, Step, cut_places, move_edge, word_at, words_between

if TYPE_CHECKING:
    from focuskit.model.agreement import Disagreement
    from focuskit.store.codings import Orphan
    from focuskit.workflow.review import Review


_NEAR = 8


class Purpose(StrEnum):
    """What words are picked for: any code, the span of the code at hand, a cut, a coding without place."""

    CODE = "code"
    SPAN = "span"
    CUT = "cut"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Selection:
    """Words picked; ``edge`` is the end that moves, ``within`` what they never leave."""

    span: Span
    purpose: Purpose
    within: Span
    edge: Edge = Edge.END
    orphan: Orphan | None = None


class Reading:
    """The coder's place in the open document; ``at`` counts passages, ``item`` codes beside one, from 0."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.filter = Filter()
        self.way = Pass()
        self.order = Order.TEXT
        self.at = 0
        self.item = 0
        self.selection: Selection | None = None
        self._shown: dict[int, tuple[Passage, tuple[PlacedCode, ...]]] = {}
        self._queue: list[tuple[int, str]] = []
        self.disputes: dict[tuple[int, str], Disagreement] = {}

    @property
    def passage(self) -> Passage:
        """The passage at hand."""
        return self.review.passages[self.at]

    @property
    def code(self) -> PlacedCode | None:
        """The code at hand, ``None`` where the passage has none."""
        codes = self.codes(self.at)
        return codes[min(self.item, len(codes) - 1)] if codes else None

    def codes(self, place: int) -> tuple[PlacedCode, ...]:
        """Return the codes of a passage that the pass meets."""
        passage = self.review.passages[place]
        known = self._shown.get(place)
        if known is None or known[0] is not passage:
            known = (passage, codes_in_pass(passage, self.way, self.review.coder))
            self._shown[place] = known
        return known[1]

    def n_codes(self, place: int) -> int:
        """Count the codes of a passage that the pass meets."""
        return count_in_pass(self.review.passages[place], self.way)

    def wanted(self, place: int) -> bool:
        """Tell whether the filter lets a passage through."""
        passage = self.review.passages[place]
        given = self.review.given
        if given is not None and passage.number not in given:
            return False
        disputed = {number for number, _ in self.disputes} if self.disputes else ()
        return self.filter.is_empty or self.filter.lets_through(passage, disputed)

    @property
    def dispute(self) -> Disagreement | None:
        """What coders disagree on at the code at hand; ``None`` where they do not, or nobody asked."""
        return self.disputes.get((self.passage.number, self.code.code)) if self.code else None

    def open_codes(self, place: int) -> list[PlacedCode]:
        """Return the proposals of a passage that filter and pass meet."""
        if not self.wanted(place):
            return []
        if Only.DISAGREEMENT in self.filter.only:
            number = self.review.passages[place].number
            disputed = {one.code: one for one in self.codes(place) if (number, one.code) in self.disputes}
            return list(disputed.values())
        return [one for one in self.codes(place) if one.is_open and self._is_asked(one)]

    def _is_asked(self, one: PlacedCode) -> bool:
        codes, origins = self.filter.codes, self.filter.origins
        parts = one.proposed
        return (not codes or any(_below(part.code, codes) for part in parts)) and (
            not origins or any(part.origin in origins for part in parts)
        )

    def n_open(self) -> int:
        """Count the proposals that filter and pass still meet."""
        return sum(len(self.open_codes(place)) for place in range(len(self.review.passages)))

    def change(
        self, *, only: Filter | None = None, way: Pass | None = None, order: Order | None = None
    ) -> None:
        """Take another filter, pass or order, and stand at the first proposal they meet."""
        self.filter = self.filter if only is None else only
        self.way = way or self.way
        self.order = order or self.order
        self.begin_anew()

    def forget(self) -> None:
        """Forget the codes worked out for passages that have changed."""
        self._shown.clear()
        self.at = max(0, min(self.at, len(self.review.passages) - 1))

    def look_for_disputes(self) -> None:
        """Look anew for what coders disagree on, where it was asked for."""
        self.disputes = self.review.disputes() if Only.DISAGREEMENT in self.filter.only else {}

    def begin_anew(self) -> None:
        """Forget what was worked out for the document or pass before."""
        self._shown.clear()
        self.selection = None
        self.at = min(self.at, max(0, len(self.review.passages) - 1))
        self.look_for_disputes()
        self._queue = self._queued() if self.order is not Order.TEXT else []
        self.item = 0
        if self._queue:
            self.to_code(*self._queue[0])
        elif not self.open_codes(self.at) and not self.to_open(1):
            self._to_first_wanted()

    def _to_first_wanted(self) -> None:
        found = next((place for place in range(len(self.review.passages)) if self.wanted(place)), self.at)
        self.at, self.item = found, 0

    def _queued(self) -> list[tuple[int, str]]:
        passages = self.review.passages
        novelty = novelty_of(passages, self.review.text) if self.order is Order.NEW else {}
        names = [code.name for code in self.review.codebook.codes]
        everything = [one for place in range(len(passages)) for one in self.open_codes(place)]
        ordered = in_order(everything, self.order, names, lambda number: novelty.get(number, 0.0))
        return [(one.passage - 1, one.code) for one in ordered]

    # Moving ------------------------------------------------------------------------------------

    def to_passage(self, place: int, item: int = 0) -> None:
        """Stand at a passage."""
        self.at = max(0, min(place, len(self.review.passages) - 1))
        self.item = item
        self.selection = None

    def go_back(self, place: tuple[str, int] | None) -> None:
        """Stand at the segment a coder left, where this is its document and it is still there."""
        if place is not None and place[0] == self.review.name:
            numbers = [one.number for one in self.review.passages]
            if place[1] in numbers:
                self.to_passage(numbers.index(place[1]))

    def to_code(self, place: int, code: str) -> None:
        """Stand at a code of a passage, at its first code if that one is gone."""
        names = [one.code for one in self.codes(place)]
        self.to_passage(place, names.index(code) if code in names else 0)

    def to_span(self, span: Span, code: str = "") -> None:
        """Stand at the words of a decision."""
        touched = passages_touched(self.review.passages, span)
        if touched:
            self.to_code(touched[0], code)

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) passage that the filter wants."""
        place = self.at + by
        while 0 <= place < len(self.review.passages):
            if self.wanted(place):
                self.to_passage(place)
                return True
            place += by
        return False

    def step_code(self, by: int) -> None:
        """Go to the next or previous code of the passage, in turn."""
        codes = self.codes(self.at)
        if codes:
            self.item = (min(self.item, len(codes) - 1) + by) % len(codes)

    def go_on(self) -> bool:
        """Go from a code just decided to the next proposal, which may have slipped into its place."""
        codes = self.codes(self.at)
        here = codes[self.item] if self.item < len(codes) else None
        is_text = self.order is Order.TEXT
        if is_text and here is not None and here in self.open_codes(self.at):
            return True
        if here is None:
            self.item = max(0, len(codes) - 1)
        return self.to_open(1)

    def to_open(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) proposal, round the end; tell whether there is one."""
        found = next(self._open_from_here(by), None)
        if found is None:
            return False
        self.to_code(*found)
        return True

    def _open_from_here(self, by: int) -> Iterator[tuple[int, str]]:
        here = (self.at, self.code.code if self.code else "")
        if self._queue:
            at = self._queue.index(here) if here in self._queue else 0
            round_ = [*self._queue[at + 1 :], *self._queue[: at + 1]]
            for place, code in round_ if by > 0 else reversed(round_[:-1]):
                if any(one.code == code for one in self.open_codes(place)):
                    yield place, code
            return
        beside = [one.code for one in self.codes(self.at)]
        open_here = {one.code for one in self.open_codes(self.at)}
        later = beside[self.item + 1 :] if by > 0 else beside[: self.item][::-1]
        yield from ((self.at, code) for code in later if code in open_here)
        for place in self._places_from_here(by):
            names = [one.code for one in self.open_codes(place)]
            yield from ((place, code) for code in (names if by > 0 else reversed(names)))

    def _places_from_here(self, by: int) -> Iterable[int]:
        n = len(self.review.passages)
        if by > 0:
            return (*range(self.at + 1, n), *range(self.at + 1))
        return (*range(self.at - 1, -1, -1), *range(n - 1, self.at - 1, -1))

    # Picking words -----------------------------------------------------------------------------

    def pick(self, purpose: Purpose) -> None:
        """Begin to pick words: those of the code at hand, or of the passage."""
        code = self.code
        passage = self.passage
        around = self._around()
        if purpose is Purpose.SPAN and code is not None:
            self.selection = Selection(code.span, purpose, around)
        elif purpose is Purpose.CUT:
            places = cut_places(self.review.text, passage.span)
            if places:
                within = Span(passage.span.start, passage.span.end)
                start = Span(passage.span.start, places[0])
                ended = move_edge(self.review.text, start, Edge.END, Step.SENTENCE, 1, within)
                self.selection = Selection(start if ended.end == within.end else ended, purpose, within)
        else:
            first = word_at(self.review.text, passage.span.start, passage.span)
            self.selection = Selection(first, Purpose.CODE, around)

    def pick_between(self, one: int, other: int) -> None:
        """Pick the words from one offset to another; keep what they are picked for."""
        around = self._around()
        span = words_between(self.review.text, one, other, around)
        if self.selection is None:
            self.selection = Selection(span, Purpose.CODE, around)
        else:
            self.selection = replace(self.selection, span=span)

    def stretch(self, step: Step, by: int) -> None:
        """Move the edge of the picked words by a word or a sentence."""
        picked = self.selection
        if picked is not None:
            span = move_edge(self.review.text, picked.span, picked.edge, step, by, picked.within)
            self.selection = replace(picked, span=span)

    def stretch_to(self, offset: int) -> None:
        """Move the nearer edge of the picked words to a word."""
        picked = self.selection
        if picked is None:
            return
        word = word_at(self.review.text, offset, picked.within)
        to_start = abs(word.start - picked.span.start) < abs(word.end - picked.span.end)
        if picked.purpose is not Purpose.CUT and (word.start < picked.span.start or to_start):
            span = Span(min(word.start, picked.span.end - 1), picked.span.end)
        else:
            span = Span(picked.span.start, max(word.end, picked.span.start + 1))
        self.selection = replace(picked, span=span)

    def switch_edge(self) -> None:
        """Move the other edge from now on."""
        picked = self.selection
        if picked is not None and picked.purpose is not Purpose.CUT:
            edge = Edge.START if picked.edge is Edge.END else Edge.END
            self.selection = replace(picked, edge=edge)

    def cut_after(self, span: Span) -> int | None:
        """Return where words cut the passage: before the word after them; ``None`` if there is none."""
        places = cut_places(self.review.text, self.passage.span)
        return next((place for place in places if place >= span.end), None)

    def pick_for(self, orphan: Orphan) -> None:
        """Begin to pick words for a coding without place: where its own are found again, else here."""
        found = find_words(self.review.text, orphan.words)
        if found:
            self.to_span(found[0])
        around = self._around()
        span = found[0] if found else self.passage.span
        self.selection = Selection(span, Purpose.ORPHAN, around, orphan=orphan)

    def _around(self) -> Span:
        """Return the words that can be picked from here: those of the passages near by."""
        passages = self.review.passages
        first, last = passages[max(0, self.at - _NEAR)], passages[min(len(passages) - 1, self.at + _NEAR)]
        return Span(first.span.start, last.span.end)


def _below(code: str, above: Iterable[str]) -> bool:
    return any(code == one or code.startswith(f"{one}/") for one in above)
