"""The keys: one table for what they do, what the last line shows, and what `?` tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focuskit.messages import say


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the names by which a terminal tells it, what it does, how it is shown.

    ``rank`` orders the keys of the last line, the most needed first; 0 leaves it to the help.
    """

    names: tuple[str, ...]
    action: str
    shown: str
    rank: int = 0

    @property
    def label(self) -> str:
        """Short label, for the last line."""
        return say(f"review.key_{self.action}")

    @property
    def told(self) -> str:
        """What it does, for the help."""
        return say(f"review.help_{self.action}")


DECIDING = (
    Key(("a",), "accept", "a", 1),
    Key(("r", "delete"), "reject", "r", 2),
    Key(("e",), "exchange", "e", 4),
    Key(("c", "+"), "add", "c", 5),
    Key(("n",), "in_vivo", "n", 6),
    Key(("l",), "later", "l", 8),
    Key(("*",), "star", "*", 11),
    Key(("m",), "memo", "m", 7),
    Key(("u", "ctrl+z"), "undo", "u", 3),
    Key(("y", "ctrl+y", "U"), "redo", "y"),
)
MOVING = (
    Key(("tab", "enter", "space"), "next_open", "Tab", 9),
    Key(("shift+tab",), "previous_open", "⇧Tab"),
    Key(("down", "j"), "down", "↓"),
    Key(("up", "k"), "up", "↑"),
    Key(("right",), "next_code", "→"),
    Key(("left",), "previous_code", "←"),
    Key(("pagedown",), "page_down", "PgDn"),
    Key(("pageup",), "page_up", "PgUp"),
    Key(("home",), "first", "Home"),
    Key(("end",), "last", "End"),
    Key(("g",), "jump", "g"),
    Key(("d",), "document", "d"),
    Key(("/",), "search", "/", 13),
    Key((">", "f3"), "next_hit", ">"),
    Key(("<", "shift+f3"), "previous_hit", "<"),
)
WORDS = (
    Key(("v",), "span", "v", 10),
    Key(("s",), "select", "s"),
    Key(("S",), "cut", "S"),
    Key(("J",), "join", "J"),
)
SEEING = (
    Key(("f",), "filter", "f", 12),
    Key(("1",), "first_pass", "1"),
    Key(("2",), "second_pass", "2"),
    Key(("0",), "all_codes", "0"),
    Key(("o",), "order", "o"),
    Key(("b",), "codebook", "b", 14),
    Key(("i",), "orphans", "i"),
    Key(("T",), "theme", "T"),
    Key(("?", "f1"), "help", "?"),
    Key(("q", "ctrl+q"), "leave", "q"),
)
PICKING = (
    Key(("enter",), "pick_done", "Enter", 1),
    Key(("right",), "pick_right", "→", 2),
    Key(("left",), "pick_left", "←", 2),
    Key(("down",), "pick_down", "↓", 3),
    Key(("up",), "pick_up", "↑", 3),
    Key(("tab", "shift+tab"), "pick_edge", "Tab", 4),
    Key(("c", "+"), "pick_add", "c", 5),
    Key(("n",), "pick_in_vivo", "n", 6),
    Key(("m",), "pick_memo", "m", 7),
    Key(("*",), "pick_star", "*", 8),
    Key(("escape",), "pick_stop", "Esc", 9),
    Key(("?", "f1"), "help", "?"),
)
CODEBOOK = (
    Key(("enter",), "tree_put", "Enter", 1),
    Key(("space",), "tree_open", "Space", 2),
    Key(("escape", "b", "tab"), "tree_back", "Esc", 3),
    Key(("?", "f1"), "help", "?"),
)
GROUPS = (
    ("deciding", DECIDING),
    ("moving", MOVING),
    ("words", WORDS),
    ("seeing", SEEING),
    ("picking", PICKING),
    ("codebook", CODEBOOK[:-1]),
)
READING = (*DECIDING, *MOVING, *WORDS, *SEEING)


_NAMED = {
    "Enter": "enter",
    "Esc": "escape",
    "PgDn": "page_down",
    "PgUp": "page_up",
    "Home": "home",
    "End": "end",
    "Space": "space",
}


def shown_name(shown: str) -> str:
    """Return how a key is shown in the language in force: as the keyboards of its speakers have it."""
    return say(f"review.named_{_NAMED[shown]}") if shown in _NAMED else shown


def action_of(keys: tuple[Key, ...], name: str, character: str | None) -> str | None:
    """Return what a key does, known by the character it makes or by its name; ``None`` if nothing."""
    return next((one.action for one in keys if character in one.names or name in one.names), None)


def last_line(keys: tuple[Key, ...]) -> Iterator[tuple[str, str]]:
    """Yield the keys of the last line with their labels, the most needed first; labels shared stand once."""
    ranked = sorted((one for one in keys if one.rank), key=lambda one: one.rank)
    for rank in dict.fromkeys(one.rank for one in ranked):
        same = [one for one in ranked if one.rank == rank]
        yield "".join(one.shown for one in same), same[0].label
