"""Finding a code by typing: accents and capitals are optional, the words may stand anywhere in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from focuskit.model.codebook import Code

_LIKE_ENOUGH = 55


def folded(words: str) -> str:
    """Return words in lower case without accents, ligatures taken apart, marks between words as spaces."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe").replace("æ", "ae"))
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join("".join(one if one.isalnum() else " " for one in kept).split())


def find_codes(typed: str, codes: Sequence[Code], *, recent: Sequence[str] = ()) -> list[Code]:
    """Return the codes meant by what was typed, best first.

    First those of which every typed word begins a word of the full name or label, then those that hold them
    (see `is_meant`), then those whose definition does; failing all, the most similar names. Nothing typed:
    codes used last come first. Retired codes are given no more.
    """
    codes = [code for code in codes if not code.retired]
    words = folded(typed).split()
    if not words:
        last = {name: place for place, name in enumerate(reversed(recent))}
        return sorted(codes, key=lambda code: last.get(code.name, len(last)))
    begun = [code for code in codes if _all_begin(words, folded(f"{code.name} {code.label}").split())]
    held = [
        code
        for code in codes
        if code not in begun
        and all(one in folded(f"{code.name} {code.label} {code.definition}") for one in words)
    ]
    begun.sort(key=lambda code: (not _begins_last(words, code), code.depth))
    held.sort(key=lambda code: not is_meant(typed, code))
    return [*begun, *held] or _similar(words, codes)


def is_meant(typed: str, code: Code) -> bool:
    """Tell whether every typed word stands in the full name or label of a code; accents make no difference.

    A code found by its definition, or because its name is similar, is only offered: nobody has named it.
    """
    there = folded(f"{code.name} {code.label}")
    return all(word in there for word in folded(typed).split())


def _all_begin(words: Sequence[str], held: Iterable[str]) -> bool:
    there = tuple(held)
    return all(any(one.startswith(word) for one in there) for word in words)


def _begins_last(words: Sequence[str], code: Code) -> bool:
    return folded(code.name.rpartition("/")[2]).startswith(" ".join(words))


def _similar(words: Sequence[str], codes: Sequence[Code]) -> list[Code]:
    names = {place: folded(f"{code.name} {code.label}") for place, code in enumerate(codes)}
    found = process.extract(
        " ".join(words), names, scorer=fuzz.partial_ratio, score_cutoff=_LIKE_ENOUGH, limit=8
    )
    return [codes[place] for _, _, place in found]
