"""Small windows over the screen: one line to type, a list to choose from, a text to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from focuskit.messages import say

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


_AT_ONCE, _SOON_S = 40, 0.1
"""Lines of a list shown at once, and when the others follow: the key is answered first."""


class Ask(ModalScreen[str | None]):
    """Ask for one line; ``None`` where the coder gave up."""

    BINDINGS: ClassVar = [("escape", "dismiss(None)", "")]

    def __init__(self, title: str, *, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        """Make the window."""
        with Vertical(classes="window"):
            yield Static(self._title, classes="title", markup=False)
            yield Input(value=self._value, id="line")
            yield Static(self._hint or say("review.hint_line"), classes="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value.strip())


@dataclass(frozen=True, slots=True)
class Choice:
    """A line to choose: its value, how it is shown, and what is told of it below the list.

    ``is_at_hand`` tells whether it may be taken by Enter alone where it comes first; else one must go to it.
    """

    value: object
    shown: Text
    told: Text | None = None
    is_at_hand: bool = True


class Choose(ModalScreen[object]):
    """Choose a line of a list that typing narrows; ``None`` where the coder gave up.

    Parameters
    ----------
    find
        Gives the lines for what was typed.
    """

    BINDINGS: ClassVar = [("escape", "dismiss(None)", "")]

    def __init__(self, title: str, find: Callable[[str], Sequence[Choice]], *, hint: str = "") -> None:
        super().__init__()
        self._title, self._find, self._hint = title, find, hint
        self._choices: Sequence[Choice] = ()

    def compose(self) -> ComposeResult:
        """Make the window."""
        with Vertical(classes="window tall"):
            yield Static(self._title, classes="title", markup=False)
            yield Input(placeholder=say("review.type_to_find"), id="line")
            yield OptionList(id="choices", markup=False)
            yield Static("", id="told", markup=False)
            yield Static(self._hint or say("review.hint_list"), classes="hint", markup=False)

    def on_mount(self) -> None:
        """Show everything at first."""
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._show(event.value)

    def _show(self, typed: str) -> None:
        self._choices = self._find(typed)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(one.shown) for one in self._choices[:_AT_ONCE]])
        is_first = bool(self._choices) and self._choices[0].is_at_hand
        options.highlighted = 0 if is_first else None
        self._tell(0 if is_first else None)
        if len(self._choices) > _AT_ONCE:
            self.set_timer(_SOON_S, partial(self._show_rest, self._choices))

    def _show_rest(self, choices: Sequence[Choice]) -> None:
        """Add the lines below the window's edge, unless something else was typed meanwhile."""
        if choices is self._choices:
            self.query_one(OptionList).add_options([Option(one.shown) for one in choices[_AT_ONCE:]])

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the line has the focus."""
        options = self.query_one(OptionList)
        moves: dict[str, Callable[[], None]] = {
            "down": options.action_cursor_down,
            "up": options.action_cursor_up,
            "pagedown": options.action_page_down,
            "pageup": options.action_page_up,
        }
        if event.key in moves and self._choices:
            moves[event.key]()
            event.stop()
            event.prevent_default()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the line at hand."""
        self._tell(event.option_index)

    def _tell(self, place: int | None) -> None:
        told = self._choices[place].told if place is not None and place < len(self._choices) else None
        self.query_one("#told", Static).update(told or "")

    def on_input_submitted(self) -> None:
        """Take the line at hand."""
        self._take(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the line clicked."""
        self._take(event.option_index)

    def _take(self, place: int | None) -> None:
        if place is not None and place < len(self._choices):
            self.dismiss(self._choices[place].value)


class Read(ModalScreen[None]):
    """A text to read; any of the usual keys closes it."""

    BINDINGS: ClassVar = [("escape,q,enter,question_mark,f1", "dismiss(None)", "")]

    def __init__(self, title: str, text: Text) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Make the window."""
        with Vertical(classes="window tall"):
            yield Static(self._title, classes="title", markup=False)
            with VerticalScroll(id="text"):
                yield Static(self._text, markup=False)
            yield Static(say("review.hint_read"), classes="hint", markup=False)
