"""In what order open suggestions are met."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from focuskit.model.suggestions import Origin
from focuskit.review.passages import Passage, PlacedCode

_WORD = re.compile(r"\w{4,}")
_UNDECIDED = 0.5
_RANK = {Origin.MODEL: 0, Origin.CONTEXT: 1, Origin.RULE: 2, None: 3}


class Order(StrEnum):
    """Text order; what the machine is least sure of; code by code; passages least like what is coded."""

    TEXT = "text"
    UNSURE = "unsure"
    CODE = "code"
    NEW = "new"


def in_order(
    items: Iterable[PlacedCode], order: Order, codes: Sequence[str], novelty: Callable[[int], float]
) -> list[PlacedCode]:
    """Sort open proposals.

    Parameters
    ----------
    items
        Proposals in the order of the text.
    codes
        Full names in the order of the codebook.
    novelty
        Gives for a passage's number how unlike the coded passages it is, from 0 to 1; see `novelty_of`.
    """
    found = list(items)
    if order is Order.UNSURE:
        found.sort(key=_doubt)
    elif order is Order.CODE:
        places = {name: place for place, name in enumerate(codes)}
        found.sort(key=lambda one: places.get(one.code, len(places)))
    elif order is Order.NEW:
        found.sort(key=lambda one: -novelty(one.passage))
    return found


def _doubt(one: PlacedCode) -> tuple[int, float]:
    score = one.score
    return (_RANK[one.origin], abs(score - _UNDECIDED) if score is not None else 0.0)


def novelty_of(passages: Sequence[Passage], text: str) -> dict[int, float]:
    """Return for each passage the share of its words of four letters or more that no coded passage holds."""
    words = {one.number: set(_WORD.findall(one.span.slice(text).lower())) for one in passages}
    known: set[str] = set()
    for one in passages:
        if any(not code.is_open for code in one.codes):
            known |= words[one.number]
    return {number: len(found - known) / len(found) if found else 0.0 for number, found in words.items()}
