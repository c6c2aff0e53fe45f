"""Words of two versions of a text, as they are compared to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from focuskit.transcripts.normalise import fold

_TOKEN = re.compile(r"[^\s\w]*\w\S*(?:[ \t\u00a0\u202f]+[^\w\s]+(?=\s|$))*|[^\w\s]+")
_CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_SENTENCE_END = ".!?…"


@dataclass(frozen=True, slots=True)
class Token:
    """A word with the punctuation around it.

    ``start`` and ``end`` are its place in the text, ``core_start`` and ``core_end`` that of the word alone;
    ``key`` is the word without case and accents; ``closes`` tells whether it ends a sentence, ``ends_line``
    a paragraph.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    key: str
    closes: bool
    ends_line: bool


def cut_tokens(text: str) -> list[Token]:
    """Cut a text in words; punctuation with a space before it (``?``, ``»``) belongs to the word before."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        core = _CORE.search(match[0])
        first, last = core.span() if core is not None else (0, len(match[0]))
        after = text[match.end() : match.end() + 1]
        ends_line = after in {"", "\n"}
        closes = ends_line or any(sign in _SENTENCE_END for sign in match[0][last:])
        tokens.append(
            Token(
                match.start(),
                match.end(),
                match.start() + first,
                match.start() + last,
                fold(match[0][first:last]),
                closes,
                ends_line,
            )
        )
    return tokens
