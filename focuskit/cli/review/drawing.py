"""One line of the conversation, drawn: who speaks and when, the words, the codes in the margin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text

from focuskit.cli.review.palette import Palette, readable
from focuskit.model.documents import Role
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin
from focuskit.review.layout import PlacedLine
from focuskit.review.passages import Passage, PlacedCode
from focuskit.review.searching import on_stretch

if TYPE_CHECKING:
    from focuskit.cli.review.state import Reading

GUTTER, GAP = 2, 2
_NARROW, _WIDE = 24, 36
_TOP_LETTERS = (5, 3)


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells for the words and for the codes beside them; the gutter comes first."""

    words: int
    margin: int

    @classmethod
    def of(cls, width: int) -> Columns:
        """Share out the width of the conversation."""
        margin = max(_NARROW, min(_WIDE, width // 4))
        return cls(max(10, width - GUTTER - margin - 3), margin)


class Pen:
    """Draws the lines of a document at one width, in one palette."""

    def __init__(self, reading: Reading, palette: Palette, columns: Columns) -> None:
        self._reading = reading
        self._palette = palette
        self._columns = columns
        self._colors = {code.name: readable(code.color, palette) for code in reading.review.codebook.codes}
        people = dict.fromkeys(
            one.speaker for one in reading.review.passages if one.role is not Role.MODERATOR
        )
        turn = palette.people
        self._people = {name: turn[place % len(turn)] for place, name in enumerate(people)}
        self.hits: tuple[Span, ...] = ()

    def draw(self, line: PlacedLine) -> Text:
        """Draw a line of the page."""
        reading = self._reading
        passage = reading.review.passages[line.passage]
        is_here = line.passage == reading.at
        wanted = reading.wanted(line.passage)
        drawn = Text(end="")
        drawn.append_text(self._gutter(line, passage, is_here=is_here))
        words = self._head(passage) if line.row == -1 else self._words(line, passage, is_here=is_here)
        missing = self._columns.words + GAP - cell_len(words.plain)
        drawn.append_text(words).append(" " * missing)
        codes = reading.codes(line.passage)
        if 0 <= line.row < len(codes):
            chosen = is_here and line.row == min(reading.item, len(codes) - 1)
            drawn.append_text(self._code(codes[line.row], chosen=chosen))
        rest = GUTTER + self._columns.words + GAP + self._columns.margin + 1 - cell_len(drawn.plain)
        drawn.append(" " * max(0, rest))
        if not wanted:
            drawn.stylize(Style(dim=True, color=self._palette.faint))
        if is_here and line.row >= 0:
            drawn.stylize_before(Style(bgcolor=self._palette.here))
        return drawn

    def _gutter(self, line: PlacedLine, passage: Passage, *, is_here: bool) -> Text:
        if line.row < 0:
            return Text("  ")
        if line.row == 0:
            sign = "★" if passage.is_starred else "◷" if passage.is_later else "✎" if passage.n_memos else ""
            if sign:
                return Text.assemble((sign, Style(color=self._palette.accent, bold=True)), " ")
        bar = "▌" if is_here else "▏"
        color = self._palette.accent if is_here else self._color_of(passage)
        return Text.assemble((bar, Style(color=color)), " ")

    def _color_of(self, passage: Passage) -> str:
        return self._people.get(passage.speaker, self._palette.moderator)

    def _head(self, passage: Passage) -> Text:
        color = self._color_of(passage)
        head = Text(passage.speaker, Style(color=color, bold=True))
        if passage.start_ms is not None:
            head.append(f"  {clock(passage.start_ms)}", Style(color=self._palette.faint))
        head.truncate(self._columns.words)
        return head

    def _words(self, line: PlacedLine, passage: Passage, *, is_here: bool) -> Text:
        text = self._reading.review.text
        color = self._palette.moderator if passage.role is Role.MODERATOR else self._palette.text
        words = Text(
            text[line.start : line.end].replace("\t", " ").replace("\n", " "),
            Style(color=color, italic=passage.role is Role.MODERATOR),
        )
        selection = self._reading.selection
        if is_here and selection is None:
            self._show_code(words, line, passage)
        for hit in on_stretch(self.hits, line.start, line.end):
            _lay(words, line, hit, Style(bgcolor=self._palette.hit))
        if selection is not None:
            _lay(words, line, selection.span, Style(bgcolor=self._palette.picked, bold=True))
        return words

    def _show_code(self, words: Text, line: PlacedLine, passage: Passage) -> None:
        """Show the words of the code at hand: its span, and in it those behind a proposal."""
        code = self._reading.code
        if code is None:
            return
        if code.span != passage.span:
            _lay(words, line, code.span, Style(bgcolor=self._palette.span))
        color = self._colors.get(code.code, self._palette.accent)
        for evidence in code.evidence if code.origin is not Origin.CONTEXT else ():
            if passage.span.overlaps(evidence.span):
                _lay(words, line, evidence.span, Style(color=color, bold=True, underline=True))

    def _code(self, one: PlacedCode, *, chosen: bool) -> Text:
        palette = self._palette
        color = self._colors.get(one.code, palette.faint)
        is_disputed = (one.passage, one.code) in self._reading.disputes
        sign = "≠" if is_disputed else "?" if one.is_open else "✓"
        foreign = one.coder is not None and one.coder != self._reading.review.coder
        name = short_name(one.code, self._columns.margin - 4 - (len(one.coder or "") + 3 if foreign else 0))
        style = Style(color=palette.text if chosen else color, bold=chosen or not one.is_open)
        drawn = Text.assemble(
            ("▌", Style(color=color)),
            (sign, Style(color=palette.accent if one.is_open or is_disputed else palette.yes, bold=True)),
            " ",
            (name, style),
        )
        if foreign:
            drawn.append(f" ({one.coder})", Style(color=palette.faint))
        drawn.truncate(self._columns.margin, overflow="ellipsis")
        if chosen:
            drawn.pad_right(max(0, self._columns.margin - cell_len(drawn.plain)))
            drawn.stylize_before(Style(bgcolor=palette.span))
        return drawn


def _lay(words: Text, line: PlacedLine, span: Span, style: Style) -> None:
    start, end = max(span.start, line.start), min(span.end, line.end)
    if start < end:
        words.stylize(style, start - line.start, end - line.start)


def short_name(name: str, width: int) -> str:
    """Return a code's full name; where it is too long, its upper parts are shortened first."""
    if len(name) <= width:
        return name
    *above, last = name.split("/")
    for letters in _TOP_LETTERS:
        short = "/".join([*(one[:letters] for one in above), last])
        if len(short) <= width:
            return short
    return set_cell_size(short, max(1, width - 1)).rstrip() + "…"


def clock(ms: int) -> str:
    """Write a time of the recording."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"
