"""Finding the code that somebody meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

_NEAR_ENOUGH = 55


def nearest_codes(names: Iterable[str], written: str, n: int = 3) -> tuple[str, ...]:
    """Return the names nearest to what was written, best first; case and accents do not count.

    Parameters
    ----------
    names
        Full names of codes.
    n
        How many at most.
    """
    known = list(names)
    choices = [_folded(name) for name in known]
    word = _folded(written)
    found = process.extract(word, choices, scorer=fuzz.WRatio, limit=n, score_cutoff=_NEAR_ENOUGH)
    return tuple(known[place] for _, _, place in found)


def _folded(word: str) -> str:
    """Return a word without accents, in small letters, its parts as words."""
    bare = "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
    return bare.casefold().replace("/", " ").replace("_", " ").replace("-", " ")
