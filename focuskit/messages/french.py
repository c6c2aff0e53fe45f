"""French typography of the sentences of focuskit: never of what is put into them."""

from __future__ import annotations

import re
from functools import cache

_RULES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "\N{RIGHT SINGLE QUOTATION MARK}"),
    (re.compile(r" (?=[:;!?»%](?!\w))|(?<=«) "), "\N{NO-BREAK SPACE}"),
    (re.compile(r" / "), "\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}"),
)


@cache
def set_as_french(sentence: str) -> str:
    """Set apostrophes, and no-break spaces at high marks, guillemets and strokes; facts are not in it yet."""
    for pattern, sign in _RULES:
        sentence = pattern.sub(sign, sentence)
    return sentence
