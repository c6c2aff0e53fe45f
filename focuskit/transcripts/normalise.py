"""Texts made uniform once, at import; nothing but what is said here ever changes in them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_BOM = "\ufeff"
_SEPARATORS = re.compile("\r\n|[\r\v\f\x1c-\x1e\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MISREAD = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_COUNTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in NFC; ``n_controls`` control characters were taken out or replaced by the sign meant."""

    text: str
    n_controls: int


def normalise_text(text: str) -> Normalised:
    """Return the text in NFC, with the line feed as only line break, no BOM and no control character.

    Separators of lines or pages become line feeds (words stay apart). Tabs, apostrophes, quotes, all
    spaces and zero-width characters stay. Control characters that are Windows-1252 signs read as Latin-1
    (U+0092 for an apostrophe) become those signs, else words would be glued.
    """
    if text.isprintable():
        return Normalised(unicodedata.normalize("NFC", text), 0)
    n_controls = len(_COUNTED.findall(text))
    clean = _SEPARATORS.sub("\n", text.replace(_BOM, ""))
    if n_controls:
        clean = _FORBIDDEN.sub("", clean.translate(_MISREAD))
    return Normalised(unicodedata.normalize("NFC", clean), n_controls)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text without case, accents and differences of white space, to compare labels and columns."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.replace("’", "'").split())


def squeeze(text: str) -> str:
    """Return a text trimmed, with one normal space for each run of white space."""
    return " ".join(text.split())


def one_line(text: str) -> str:
    """Return a text whose line breaks, which only lay out the file, are spaces; nothing else changes."""
    return " ".join(stripped for line in text.split("\n") if (stripped := line.strip()))
