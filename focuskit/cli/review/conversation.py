"""The transcript as a conversation: only the lines on the screen are drawn, however long the document is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from focuskit.cli.review.drawing import GAP, GUTTER, Columns, Pen
from focuskit.cli.review.palette import Palette
from focuskit.review.layout import Page, PlacedLine

if TYPE_CHECKING:
    from textual import events

    from focuskit.cli.review.state import Reading

_LINES_ABOVE = 3


class Conversation(ScrollView, can_focus=True):
    """Draws the open document and tells where the mouse points."""

    class Pointed(Message):
        """A passage was clicked, on one of its codes (from 0) or a word; ``shift``: to pick up to there."""

        def __init__(self, passage: int, code: int | None, offset: int, *, shift: bool) -> None:
            super().__init__()
            self.passage, self.code, self.offset, self.shift = passage, code, offset, shift

    class Dragged(Message):
        """The mouse was drawn from one offset of the text to another."""

        def __init__(self, passage: int, start: int, end: int) -> None:
            super().__init__()
            self.passage, self.start, self.end = passage, start, end

    def __init__(self, reading: Reading, palette: Palette) -> None:
        super().__init__(id="conversation")
        self._reading = reading
        self._palette = palette
        self._columns = Columns.of(80)
        self._page: Page | None = None
        self._pen: Pen | None = None
        self._drawn: dict[tuple[int, int], tuple[object, Strip]] = {}
        self._from: tuple[int, int] | None = None

    def lay_out(self) -> None:
        """Wrap the document anew: another document, width, pass or palette."""
        reading = self._reading
        self._columns = Columns.of(self.scrollable_content_region.width)
        self._page = Page(
            reading.review.text,
            reading.review.passages,
            self._columns.words,
            reading.n_codes,
        )
        self._pen = Pen(reading, self._palette, self._columns)
        self._drawn.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, self._page.n_lines)
        self.show_here()

    def measure(self) -> None:
        """Lay out the same words beside other codes: another pass."""
        if self._page is not None:
            self._page.measure()
            self._drawn.clear()
            self.virtual_size = Size(self.virtual_size.width, self._page.n_lines)

    def use(self, palette: Palette) -> None:
        """Take other colours."""
        self._palette = palette
        self.lay_out()

    @property
    def pen(self) -> Pen:
        """What draws the lines; hits of a search are given to it."""
        assert self._pen is not None
        return self._pen

    def follow(self, passages: Iterable[int]) -> None:
        """Measure passages again after a decision."""
        assert self._page is not None
        changed = [self._page.refresh(place) for place in passages]
        if any(changed):
            self.virtual_size = Size(self.virtual_size.width, self._page.n_lines)

    def show_here(self) -> None:
        """Draw again, with the passage at hand in sight."""
        if self._page is None:
            return
        height = self.scrollable_content_region.height
        top, end = self._page.reach(self._reading.at)
        picked = self._reading.selection
        if picked is not None:
            line = self._page.line_of(self._reading.at, picked.span.end)
            top, end = min(line, end) - 1, line + 2
        if top < self.scroll_offset.y or end > self.scroll_offset.y + height:
            self.scroll_to(y=max(0, min(top - _LINES_ABOVE, self.max_scroll_y)), animate=False, force=True)
        self.refresh()

    def passage_a_page_away(self, by: int) -> int:
        """Return the passage one window further down (1) or up (-1)."""
        if self._page is None:
            return self._reading.at
        top, _ = self._page.reach(self._reading.at)
        wanted = top + by * max(1, self.scrollable_content_region.height - _LINES_ABOVE)
        line = self._page.line(max(0, min(wanted, self._page.n_lines - 1)))
        found = line.passage if line else self._reading.at
        return found if found != self._reading.at else self._reading.at + by

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self.lay_out()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width = self.scrollable_content_region.width
        blank = Strip.blank(width, Style(bgcolor=self._palette.background))
        if self._page is None or self._pen is None:
            return blank
        line = self._page.line(y + self.scroll_offset.y)
        if line is None or line.row == -2:  # noqa: PLR2004 (the empty line above a turn)
            return blank
        if line.passage == self._reading.at or self._reading.selection is not None:
            return self._draw(self._pen, line, width)
        passage = self._reading.review.passages[line.passage]
        state = (passage, self._pen.hits, self._reading.wanted(line.passage), width)
        known = self._drawn.get((line.passage, line.row))
        if known is None or known[0] != state:
            known = (state, self._draw(self._pen, line, width))
            self._drawn[line.passage, line.row] = known
        return known[1]

    def _draw(self, pen: Pen, line: PlacedLine, width: int) -> Strip:
        base = Style(color=self._palette.text, bgcolor=self._palette.background)
        segments = list(pen.draw(line).render(self.app.console))
        return Strip(segments).adjust_cell_length(width).apply_style(base)

    # The mouse ----------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Stand where the mouse points, or begin to pick words."""
        line = self._line_at(event.y)
        if line is None or self._page is None:
            return
        words_end = GUTTER + self._columns.words + GAP
        on_margin = event.x >= words_end
        offset = self._page.offset_at(line, max(0, event.x - GUTTER))
        code = line.row if on_margin and line.row >= 0 else None
        if not on_margin and line.row >= 0:
            self._from = (line.passage, offset)
            self.capture_mouse()
        self.post_message(self.Pointed(line.passage, code, offset, shift=event.shift))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pick the words that the mouse is drawn over."""
        line = self._line_at(event.y)
        if self._from is None or line is None or self._page is None or line.row < 0:
            return
        passage, start = self._from
        end = self._page.offset_at(line, max(0, event.x - GUTTER))
        if end != start:
            self.post_message(self.Dragged(passage, start, end))

    def on_mouse_up(self) -> None:
        """Let the mouse go."""
        self._from = None
        self.release_mouse()

    def _line_at(self, y: int) -> PlacedLine | None:
        return self._page.line(y + self.scroll_offset.y) if self._page else None
