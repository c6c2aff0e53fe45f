"""What a report numbers: headings, tables and figures, with the bookmarks that fields point to."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.messages import say
from focuskit.reports.blocks import FigureBlock, Heading, Listed, Report, TableBlock
from focuskit.reports.wording import NO_BREAK

LEVELS_IN_CONTENTS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading, table or figure.

    ``label`` is its number as shown (``2.1``, ``Tableau 3``), empty for a heading without; ``bookmark`` the
    name fields point to; ``level`` that of a heading, 1 for others; ``kind`` is ``None`` for a heading.
    """

    label: str
    text: str
    bookmark: str
    level: int = 1
    kind: Listed | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The entries of a report by the place of their block; ``by_key`` those that texts point to."""

    entries: dict[int, Entry]
    by_key: dict[str, Entry]

    def headings(self) -> list[Entry]:
        """Return the headings shown in the contents."""
        return [one for one in self.entries.values() if one.kind is None and one.level <= LEVELS_IN_CONTENTS]

    def listed(self, kind: Listed) -> list[Entry]:
        """Return the tables, or the figures."""
        return [one for one in self.entries.values() if one.kind is kind]


def outline_of(report: Report) -> Outline:
    """Give numbers to the headings, tables and figures of a report.

    Raises
    ------
    ValueError
        If two of them have the same key.
    """
    entries: dict[int, Entry] = {}
    by_key: dict[str, Entry] = {}
    counters = [0, 0, 0]
    n_listed = dict.fromkeys(Listed, 0)
    for place, block in enumerate(report.blocks):
        if isinstance(block, Heading):
            number = _next_number(counters, block.level) if block.numbered else ""
            entries[place] = Entry(number, block.text, f"_heading{place}", block.level)
        elif isinstance(block, TableBlock | FigureBlock):
            kind = Listed.TABLE if isinstance(block, TableBlock) else Listed.FIGURE
            n_listed[kind] += 1
            label = f"{sequence_name(kind)}{NO_BREAK}{n_listed[kind]}"
            entries[place] = Entry(label, block.caption, f"_{kind}{n_listed[kind]}", kind=kind)
            if block.key in by_key:
                raise ValueError(f"two tables or figures have the key {block.key!r}")
            if block.key:
                by_key[block.key] = entries[place]
    return Outline(entries, by_key)


def sequence_name(kind: Listed) -> str:
    """Return the word before the number of a table or figure: the name of its sequence in Word."""
    return say(f"report.sequence_{kind}")


def _next_number(counters: list[int], level: int) -> str:
    counters[level - 1] += 1
    counters[level:] = [0] * (len(counters) - level)
    return ".".join(str(max(1, one)) for one in counters[:level])
