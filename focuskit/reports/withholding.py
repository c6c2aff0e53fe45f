"""Words that may not be shown, looked for in what researchers write beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from focuskit.reports.elision import CUT

FEWEST_WORDS = 5
"""Words one after the other that somebody said, from which they are taken for a quotation."""
_WORD = re.compile(r"\w+")
_Run = tuple[str, ...]


class Withholding:
    """Takes the words of people who may not be quoted out of what somebody else wrote.

    Words are compared without case, accents and punctuation. What is also said in ``allowed`` stays.

    Parameters
    ----------
    withheld, allowed
        Words that may not be shown, and those that may.
    """

    def __init__(self, withheld: Iterable[str], allowed: Iterable[str] = ()) -> None:
        self._runs = {run for text in withheld for run in _runs(_folded(text))}
        if self._runs:
            self._runs.difference_update(run for text in allowed for run in _runs(_folded(text)))

    def masked(self, words: str) -> tuple[str, int]:
        """Return words with ``[…]`` in the place of each passage withheld, and how many there are."""
        found = [(one.start(), one.end()) for one in _WORD.finditer(words)] if self._runs else []
        folded = [_fold(words[start:end]) for start, end in found]
        hidden = {
            place + step
            for place, run in enumerate(_runs(folded))
            if run in self._runs
            for step in range(FEWEST_WORDS)
        }
        pieces, end, n = [], 0, 0
        for place, (start, stop) in enumerate(found):
            if place in hidden:
                if place - 1 not in hidden:
                    pieces += [words[end:start], CUT]
                    n += 1
                end = stop
        return "".join((*pieces, words[end:])), n


def _folded(text: str) -> list[str]:
    return [_fold(one) for one in _WORD.findall(text)]


def _fold(word: str) -> str:
    """Return a word without case and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


def _runs(words: list[str]) -> Iterator[_Run]:
    for place in range(len(words) - FEWEST_WORDS + 1):
        yield tuple(words[place : place + FEWEST_WORDS])
