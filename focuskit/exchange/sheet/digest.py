"""The digest of words in a cell, whatever white space a program makes of theirs."""

from __future__ import annotations

import hashlib

MOST_CHARACTERS = 32_767
"""What a cell can hold."""


def cell_digest(words: str) -> str:
    """Return the first 32 hexadecimal digits of the SHA-256 of words."""
    bare = " ".join(words.split())
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:32]
