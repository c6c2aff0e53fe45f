"""What a table shows of its columns and values in the language in force."""

from __future__ import annotations

import pandas as pd

from focuskit.messages import say

_TOLD = frozenset({"origin", "kind", "role", "status", "state", "where", "speakers", "marker", "beyond"})
"""Columns whose values are words of the program."""


def heading(name: object) -> str:
    """Return the header of a column; the name itself where it is a value (a person, a group …)."""
    try:
        return say(f"table.column_{name}")
    except KeyError:
        return str(name)


def with_told_values(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose values are told in the language in force; numbers and words stay."""
    shown = frame.copy()
    for name in frame.columns:
        if name in _TOLD:
            told_values = [_told(str(name), value) for value in frame[name]]
            shown[name] = pd.Series(told_values, index=frame.index, dtype=object)
        elif pd.api.types.is_bool_dtype(frame[name]):
            told = {True: say("table.yes"), False: say("table.no")}
            shown[name] = pd.Series(
                [told.get(value, "") for value in frame[name].astype(object)], index=frame.index, dtype=object
            )
    return shown


def _told(name: str, value: object) -> object:
    try:
        return say(f"table.{name}_{value}") if isinstance(value, str) and value else value
    except KeyError:
        return value
