"""What stands above and below the conversation: document, progress, question; the code at hand; keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import Static

from focuskit.cli.review.keys import Key, last_line, shown_name
from focuskit.cli.review.palette import Palette, readable
from focuskit.cli.review.state import Purpose
from focuskit.messages import say, spoken
from focuskit.model.codebook import Code
from focuskit.model.suggestions import Origin
from focuskit.review.filters import Filter
from focuskit.review.pace import Pace
from focuskit.review.passages import Level, PlacedCode
from focuskit.review.queue import Order

if TYPE_CHECKING:
    from textual import events

    from focuskit.cli.review.state import Reading

_BAR = 10
_SHOWN_WORDS = 12
_MINUTE, _HOUR = 60, 3600


class KeyClicked(Message):
    """A key of the last line was clicked."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.shown = shown


class Above(Static):
    """Two lines: the document, what is shown, progress; the question at hand."""

    def tell(self, reading: Reading, palette: Palette) -> None:
        """Show where the coder is."""
        width = self.size.width or 80
        pace = reading.review.pace()
        right = progress_text(pace, palette, is_blind=not reading.review.sees_suggestions)
        left = _whose(reading, palette, max(8, width - cell_len(right.plain) - 2))
        left.append(" " * max(1, width - cell_len(left.plain) - cell_len(right.plain) - 1)).append_text(right)
        question = reading.passage.question if reading.review.passages else ""
        below = Text(
            " " + (say("review.question", question=question) if question else say("review.no_question"))
        )
        below.stylize(Style(italic=True, color=palette.faint))
        below.truncate(width - 1, overflow="ellipsis")
        self.update(Text("\n").join([left, below]), layout=False)


def _whose(reading: Reading, palette: Palette, width: int) -> Text:
    """Write document, coder and what is shown; of too long names of both something is left."""
    coder = Text(f"· {reading.review.coder} " if reading.review.coder else "", Style(color=palette.text))
    coder.truncate(width // 2, overflow="ellipsis")
    text = Text(f" {reading.review.name} ", Style(bold=True, color=palette.text))
    text.truncate(max(1, width - cell_len(coder.plain)), overflow="ellipsis")
    text.append_text(coder)
    shown = shown_text(reading)
    if shown:
        text.append(f"· {shown}", Style(color=palette.accent))
    text.truncate(width, overflow="ellipsis")
    return text


def progress_text(pace: Pace, palette: Palette, *, is_blind: bool = False) -> Text:
    """Write how many proposals are decided (passages coded), of how many, and the time left."""
    key = "review.progress_coded" if is_blind else "review.progress"
    done = round(_BAR * pace.n_decided / pace.n_all) if pace.n_all else 0
    text = Text.assemble(
        ("━" * done, Style(color=palette.yes)),
        ("━" * (_BAR - done), Style(color=palette.faint)),
        (" " + say(key, done=pace.n_decided, all=pace.n_all), Style(color=palette.text)),
    )
    if pace.seconds_left is not None and pace.n_open:
        text.append(f" · {duration(pace.seconds_left)}", Style(color=palette.faint))
    return text


def duration(seconds: float) -> str:
    """Write a time to come, no more exactly than it is known."""
    if seconds < _MINUTE:
        return say("review.under_a_minute")
    minutes = round(seconds / _MINUTE)
    if seconds < _HOUR:
        return say("review.minutes", minutes=minutes)
    return say("review.hours", hours=minutes // 60, minutes=f"{minutes % 60 // 5 * 5:02}")


def shown_text(reading: Reading) -> str:
    """Say what is shown, where it is not everything: pass, filter, order."""
    said = []
    if reading.way.level is Level.TOP:
        said.append(say("review.pass_top"))
    if reading.way.level is Level.WITHIN:
        said.append(say("review.pass_within", code=reading.way.code))
    said.extend(filter_words(reading.filter))
    if reading.order is not Order.TEXT:
        said.append(say(f"review.order_{reading.order.value}"))
    return " · ".join(said)


def filter_words(chosen: Filter) -> list[str]:
    """Say in words what a filter lets through."""
    words = [say(f"review.only_{one.value}") for one in sorted(chosen.only)]
    words += [say(f"review.origin_{one.value}") for one in sorted(chosen.origins)]
    for values in (chosen.codes, chosen.people, chosen.questions):
        words += sorted(values)
    return words


class Below(Static):
    """The code at hand: why it is proposed, what it means; or what is being picked."""

    def tell(self, reading: Reading, palette: Palette, message: str = "") -> None:
        """Show the code at hand."""
        self.update(self._words(reading, palette, message), layout=False)

    def _words(self, reading: Reading, palette: Palette, message: str) -> Text:
        lines = [Text(message, Style(color=palette.accent, bold=True))] if message else []
        picked = reading.selection
        if picked is not None:
            lines.append(_picking(reading, palette))
        elif reading.code is None:
            key = "review.no_code" if reading.review.sees_suggestions else "review.no_code_blind"
            lines.append(Text(say(key), Style(color=palette.faint)))
        else:
            lines += _about(reading, reading.code, palette)
        text = Text("\n").join(lines)
        text.no_wrap = False
        return text


def _picking(reading: Reading, palette: Palette) -> Text:
    picked = reading.selection
    assert picked is not None
    words = _shortened(picked.span.slice(reading.review.text))
    told = say(f"review.pick_{picked.purpose.value}")
    if picked.purpose is not Purpose.CUT:
        told += " " + say(f"review.pick_edge_{picked.edge.value}")
    return Text.assemble((told, Style(color=palette.accent)), "\n", (say("review.quoted", words=words), ""))


def _about(reading: Reading, one: PlacedCode, palette: Palette) -> list[Text]:
    codebook = reading.review.codebook
    known = codebook.code(one.code) if one.code in codebook else None
    color = readable(known.color if known else "", palette)
    head = Text.assemble(("▌", Style(color=color)), (one.code, Style(bold=True)))
    if known and known.label != one.code:
        head.append(f"  {known.label}")
    lines = [head, Text(why(reading, one), Style(color=palette.accent if one.is_open else palette.yes))]
    dispute = reading.dispute
    if dispute is not None:
        told = ", ".join(
            say(f"review.stance_{each.stance.value}", coder=each.coder) for each in dispute.stances
        )
        lines.append(Text(say("review.dispute", stances=told), Style(color=palette.accent)))
    if known:
        lines += definition_lines(known, palette)
    return lines


def why(reading: Reading, one: PlacedCode) -> str:
    """Say who put a code there, or where its proposal comes from, and what can be answered."""
    if one.coder is not None:
        return say("review.put_by", coder=one.coder)
    told = say(f"review.proposed_{one.origin.value}") if one.origin else say("review.proposed")
    if one.score is not None:
        score = f"{one.score:.2f}"
        told += f" {score.replace('.', ',') if spoken() == 'fr' else score}"
    if one.origin is not Origin.CONTEXT:
        words = dict.fromkeys(" ".join(each.span.slice(reading.review.text).split()) for each in one.evidence)
        if any(words):
            told += " " + say("review.quoted", words=_shortened(" … ".join(word for word in words if word)))
    return say("review.answer", why=told)


def _shortened(words: str) -> str:
    """Leave out the middle of a long quotation that is only pointed at."""
    listed = words.split()
    if len(listed) <= 2 * _SHOWN_WORDS:
        return words
    return " ".join([*listed[:_SHOWN_WORDS], "[…]", *listed[-_SHOWN_WORDS:]])


def definition_lines(code: Code, palette: Palette) -> list[Text]:
    """Say what a code means, takes in and leaves out; what is not said in the codebook is left out."""
    parts = (("", code.definition), ("review.include", code.include), ("review.exclude", code.exclude))
    return [
        Text(say(key, words=words) if key else words, Style(color=palette.text if not key else palette.faint))
        for key, words in parts
        if words
    ]


class LastLine(Static):
    """The main keys, which can be clicked too."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(id="keys")
        self._palette = palette
        self._places: list[tuple[int, int, str]] = []
        self._told: tuple[object, ...] = ()

    def tell(self, palette: Palette, keys: tuple[Key, ...]) -> None:
        """Show as many keys as the line holds, help last."""
        width = self.size.width or 80
        if self._told == (keys, width, palette):
            return
        self._told = (keys, width, palette)
        help_ = ("?", say("review.key_help"))
        room = width - cell_len(" ".join(help_)) - 3
        line = Text(" ", no_wrap=True, end="")
        self._places = []
        for shown, label in last_line(keys):
            if cell_len(line.plain) + cell_len(f"{shown_name(shown)} {label}") + 2 > room:
                break
            self._put(line, shown, label, palette)
        line.append(" " * max(0, room - cell_len(line.plain)))
        self._put(line, *help_, palette)
        self.update(line, layout=False)

    def _put(self, line: Text, shown: str, label: str, palette: Palette) -> None:
        start = cell_len(line.plain)
        line.append(shown_name(shown), Style(color=palette.accent, bold=True)).append(
            f" {label}  ", Style(color=palette.text)
        )
        self._places.append((start, cell_len(line.plain), shown))

    def on_click(self, event: events.Click) -> None:
        """Press the key that is clicked."""
        for start, end, shown in self._places:
            if start <= event.x < end:
                self.app.post_message(KeyClicked(shown))
