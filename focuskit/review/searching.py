"""Finding words in a text, whatever their accents, capitals and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from focuskit.model.spans import Span

_SAME = {"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\n": " "}


def find_words(text: str, words: str) -> tuple[Span, ...]:
    """Return every place of some words in a text, in order; capitals and accents do not count."""
    sought = "".join(_plain(one) for one in unicodedata.normalize("NFC", words.strip()))
    if not sought:
        return ()
    plain = text.translate({ord(one): _plain(one) for one in set(text)})
    return tuple(Span(*found.span()) for found in re.finditer(re.escape(sought), plain))


def on_stretch(found: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of the places found, in order and apart from each other, that a stretch overlaps."""
    first = bisect_right(found, start, key=lambda one: one.end)
    return found[first : bisect_left(found, end, key=lambda one: one.start)]


def _plain(character: str) -> str:
    """Return one character for one: lower case, without its accent."""
    if character.isascii():
        return " " if character == "\n" else character.lower()
    base = _SAME.get(character) or unicodedata.normalize("NFD", character)[0]
    low = base.lower()
    return low if len(low) == 1 else base
