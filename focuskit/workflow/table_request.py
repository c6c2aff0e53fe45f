"""What a table is asked to be."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.analysis.filters import Condition
from focuskit.analysis.saturation import BASE, RUN, THRESHOLD
from focuskit.analysis.succession import DRAWS
from focuskit.analysis.verbatims import MOST


@dataclass(frozen=True, slots=True)
class TableRequest:
    """A table by name, and what is asked of it; ``None`` and empty mean the table's own default.

    Parameters
    ----------
    conditions
        Filters, all of which must be met.
    rows, columns
        What its rows and columns are (`focuskit.analysis.axes`).
    level
        Depth down to which codes are taken: 0 for top codes.
    code
        The theme of a portrait.
    most
        Verbatims in a cell; 0 for all.
    unit, within, speakers
        What co-occurring codes share; near: how many turns apart, said by whom
        (`focuskit.analysis.cooccurrence`).
    draws
        Random orders of turns; 0 for none.
    base, run, threshold
        Of saturation (`focuskit.analysis.saturation`).
    power
        Share of documents that have a theme, and how often it must be met, where the chance of that is asked.
    everybody
        Count moderators and observers too, with what was coded by hand on their words.
    """

    name: str
    conditions: tuple[Condition, ...] = ()
    rows: str | None = None
    columns: tuple[str, ...] = ()
    level: int | None = None
    code: str | None = None
    most: int = MOST
    unit: str | None = None
    within: int = 3
    speakers: str = "any"
    draws: int = DRAWS
    base: int = BASE
    run: int = RUN
    threshold: float = THRESHOLD
    power: tuple[float, int] | None = None
    everybody: bool = False
