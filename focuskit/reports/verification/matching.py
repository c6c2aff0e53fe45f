"""Whether quoted words are in the texts: exactly, but for typography, with cuts, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_CUT = re.compile(r"[\[(][\s\u00a0]*(?:…|\.\.\.)[\s\u00a0]*[\])]")
_ADDED = re.compile(r"\[[^\[\]]*\]")
_SPACES = re.compile(r"\s+")
_ALIKE = {"'": "’‘ʼ′", '"': "“”„«»", "-": "–—‑‐−", "": "\u00ad\u200b\ufeff"}  # fmt: skip
_LIGATURES = {"…": "...", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_FOLDED = str.maketrans({**{one: plain for plain, all_ in _ALIKE.items() for one in all_}, **_LIGATURES})
_LONGEST_GAP = 4000
"""Characters that may stand between two pieces of one quotation."""


class QuotationState(StrEnum):
    """How quoted words stand in the texts."""

    EXACT = "exact"
    NORMALISED = "normalised"
    ELIDED = "elided"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Matched:
    """A state, and the document the words are in (``None`` where they are in none)."""

    state: QuotationState
    document: str | None


class QuotationMatcher:
    """Looks quotations up in the texts of a study.

    Folding, on both sides: Unicode compatibility forms (ligatures), apostrophes, quotation marks, dashes,
    ellipses, soft hyphens, and white space of any kind and length. Case, accents and words are not folded.

    Parameters
    ----------
    texts
        The stored text of each document by name.
    others
        Texts of the study that are no talk (codebook, questions of the guide): what is in them and in no
        document is no quotation of anybody.
    """

    def __init__(self, texts: Mapping[str, str], others: tuple[str, ...] = ()) -> None:
        self._texts = texts
        self._folded = {name: fold_typography(text) for name, text in texts.items()}
        self._others = tuple(fold_typography(one) for one in others)

    def match(self, words: str, source: str = "") -> Matched:
        """Find words, in the documents that the source names before all others."""
        order = sorted(self._texts, key=lambda name: name not in source)
        for name in order:
            if words in self._texts[name]:
                return Matched(QuotationState.EXACT, name)
        folded = fold_typography(words)
        for name in order:
            if folded in self._folded[name]:
                return Matched(QuotationState.NORMALISED, name)
        pieces = _pieces(words)
        for name in order if pieces and pieces != [folded] else ():
            if stand_in_order(pieces, self._folded[name]):
                return Matched(QuotationState.ELIDED, name)
        return Matched(QuotationState.NOT_FOUND, None)

    def is_of_the_study(self, words: str) -> bool:
        """Tell whether words are those of the codebook or of the guide."""
        folded = fold_typography(words)
        return any(folded in one for one in self._others)


def fold_typography(text: str) -> str:
    """Return a text with its typography folded; see `QuotationMatcher`."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED)).strip()


def _pieces(words: str) -> list[str]:
    """Return what is left of a quotation between its cuts, without what was added in square brackets."""
    folded = (fold_typography(piece) for cut in _CUT.split(words) for piece in _ADDED.split(cut))
    return [piece for piece in (one.strip(" ,;") for one in folded) if any(map(str.isalnum, piece))]


def stand_in_order(pieces: list[str], text: str) -> bool:
    """Tell whether pieces stand in a text one after the other, none too far behind the one before."""
    first = text.find(pieces[0])
    while first >= 0:
        end = first + len(pieces[0])
        for piece in pieces[1:]:
            place = text.find(piece, end, end + _LONGEST_GAP + len(piece))
            if place < 0:
                break
            end = place + len(piece)
        else:
            return True
        first = text.find(pieces[0], first + 1)
    return False
