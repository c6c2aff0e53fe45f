"""A document as lines on a screen: passages wrapped to a width, found by line; only what is seen is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from focuskit.review.passages import Passage
from focuskit.review.wrapping import cell_width, wrap_text


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the page.

    ``passage`` is its place in the document (from 0); ``row`` counts the text lines of the passage from 0,
    -1 for the line that names the speaker, -2 for the empty one above. ``start`` and ``end`` are offsets of
    its words, equal where codes in the margin need a line without words.
    """

    passage: int
    row: int
    start: int
    end: int


class Page:
    """The lines of a document at one width.

    Parameters
    ----------
    n_codes
        Gives how many codes stand beside a passage: it has at least as many lines.
    """

    def __init__(
        self, text: str, passages: Sequence[Passage], width: int, n_codes: Callable[[int], int]
    ) -> None:
        self._text = text
        self._passages = passages
        self._n_codes = n_codes
        self._lines = [wrap_text(text, one.span.start, one.span.end, width) for one in passages]
        self._heads = [(2 if place else 1) if one.opens_turn else 0 for place, one in enumerate(passages)]
        self._heights: list[int] = []
        self._tops: list[int] = []
        self.measure()

    @property
    def n_lines(self) -> int:
        """Lines of the whole document."""
        return self._tops[-1]

    def measure(self) -> None:
        """Measure all passages again, their lines being what they were: other codes stand beside them."""
        self._heights = [self._height(place) for place in range(len(self._passages))]
        self._tops = self._sums()

    def refresh(self, passage: int) -> bool:
        """Measure a passage again; tell whether its height changed."""
        height = self._height(passage)
        if height == self._heights[passage]:
            return False
        self._heights[passage] = height
        self._tops = self._sums()
        return True

    def line(self, number: int) -> PlacedLine | None:
        """Return what stands on a line (from 0); ``None`` below the last."""
        if not 0 <= number < self.n_lines:
            return None
        passage = bisect_right(self._tops, number) - 1
        row = number - self._tops[passage] - self._heads[passage]
        lines = self._lines[passage]
        end = lines[-1][1]
        if row < 0:
            return PlacedLine(passage, row, lines[0][0], lines[0][0])
        return PlacedLine(passage, row, *(lines[row] if row < len(lines) else (end, end)))

    def reach(self, passage: int) -> tuple[int, int]:
        """Return the first line of a passage, its speaker included, and the line after its last."""
        return self._tops[passage], self._tops[passage + 1]

    def line_of(self, passage: int, offset: int) -> int:
        """Return the line on which an offset of a passage stands."""
        starts = [start for start, _ in self._lines[passage]]
        row = max(0, bisect_right(starts, offset) - 1)
        return self._tops[passage] + self._heads[passage] + row

    def offset_at(self, line: PlacedLine, cell: int) -> int:
        """Return the offset of the character at a cell of a line, the last one if the line is shorter."""
        place = line.start
        while place < line.end - 1 and cell >= (width := cell_width(self._text[place])):
            cell -= width
            place += 1
        return place

    def _height(self, passage: int) -> int:
        return self._heads[passage] + max(len(self._lines[passage]), self._n_codes(passage))

    def _sums(self) -> list[int]:
        return [0, *accumulate(self._heights)]
