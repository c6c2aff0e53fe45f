"""Names that a written Word file carries, and that are looked for when it comes back."""

from __future__ import annotations

import hashlib
import re
from uuid import UUID

from focuskit.xml_words import writable

LEDGER = "urn:focuskit:word-comments:1"
"""Namespace of the part that holds what was written."""
DOCUMENT_PROPERTY, VERSION_PROPERTY = "focuskit document", "focuskit version"
END_BOOKMARK = "fk_end"
"""Stands where the transcript ends and the codebook begins."""

_SHORT = 16
_TURN = re.compile(r"fk_t_(\d+)_([0-9a-f]{16})")
_QUESTION = "fk_q_"
_COMMENT = re.compile(r"fk_([ckur])_([0-9a-z]+)")
_SIMPLE = re.compile("[0-9a-z]{1,35}")


def words_digest(words: str) -> str:
    """Return the SHA-256 of words as a file can hold them, in hexadecimal."""
    return hashlib.sha256(writable(words).encode("utf-8")).hexdigest()


def turn_bookmark(number: int, words: str) -> str:
    """Return the bookmark on the words of a turn; it carries the beginning of their digest."""
    return f"fk_t_{number}_{words_digest(words)[:_SHORT]}"


def read_turn_bookmark(name: str) -> tuple[int, str] | None:
    """Return the number and the beginning of the digest that a bookmark names."""
    found = _TURN.fullmatch(name.lower())
    return (int(found[1]), found[2]) if found else None


def question_bookmark(number: int) -> str:
    """Return the bookmark on the question above a turn."""
    return f"{_QUESTION}{number}"


def is_question_bookmark(name: str) -> bool:
    """Tell whether a bookmark stands on a question."""
    return name.lower().startswith(_QUESTION)


def comment_bookmark(key: str, place: int) -> str:
    """Return the bookmark around the sign of a comment: its key where a bookmark can hold it, else its place.

    Bookmarks are letters, digits and ``_``, at most 40, and Word does not tell capitals from small letters.
    """
    if _SIMPLE.fullmatch(key):
        return f"fk_c_{key}"
    try:
        return f"fk_u_{UUID(key).hex}" if str(UUID(key)) == key else f"fk_k_{place}"
    except ValueError:
        return f"fk_k_{place}"


def is_comment_bookmark(name: str) -> bool:
    """Tell whether a bookmark stands around the sign of a comment."""
    return _COMMENT.fullmatch(name.lower()) is not None


def key_in_bookmark(name: str) -> str | None:
    """Return the key that a bookmark holds, ``None`` where it only holds a place."""
    found = _COMMENT.fullmatch(name.lower())
    if found is None or found[1] == "k":
        return None
    return str(UUID(found[2])) if found[1] == "u" and len(found[2]) == 32 else found[2]  # noqa: PLR2004


def paragraph_id(version_id: str, place: int) -> str:
    """Return the identifier of the n-th paragraph of comments: 8 hexadecimal digits below 80000000."""
    digest = hashlib.sha256(version_id.encode("utf-8", "surrogatepass")).digest()
    first = int.from_bytes(digest[:2]) << 15
    return f"{(first + place) % 0x7FFFFFFE + 1:08X}"
