"""How deep the brackets of a text go: what no person nests is refused before a parser is lost in it."""

from __future__ import annotations

import re

DEEPEST = 100
"""More brackets open at once than anyone writes."""

_BRACKET = re.compile(r"[\[\]{}]")


def is_too_deep(text: str, most: int = DEEPEST) -> bool:
    """Tell whether more than so many square or curly brackets are open at once.

    Brackets within words count too: those that a text opens and closes again do no harm.
    """
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(0, depth - 1)
        if depth > most:
            return True
    return False
