"""The help: every key with what it does."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from focuskit.cli.review.keys import GROUPS, shown_name
from focuskit.cli.review.palette import Palette
from focuskit.messages import say

_SHOWN = 8


def help_text(palette: Palette) -> Text:
    """Write the keys, group by group."""
    lines = [Text(say("review.help_intro"), Style(color=palette.text))]
    for group, keys in GROUPS:
        lines += [Text(""), Text(say(f"review.group_{group}"), Style(bold=True, color=palette.accent))]
        for key in keys:
            shown = shown_name(key.shown)
            shown += " " * max(1, _SHOWN - cell_len(shown))
            lines.append(Text.assemble((shown, Style(bold=True)), key.told))
    lines += [Text(""), Text(say("review.help_signs"), Style(color=palette.faint))]
    return Text("\n").join(lines)
