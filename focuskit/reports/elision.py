"""Cutting a long quotation at the ends of sentences, around the words that made its codes."""

from __future__ import annotations

import re
from collections.abc import Collection

from focuskit.model.codebook import code_and_parents
from focuskit.model.codings import CodedSegment
from focuskit.model.documents import count_words
from focuskit.reports.selection import LONGEST

CUT = "[…]"
"""What stands for words left out."""
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\s\u00a0\u202f]*[»\"”)]?(?=\s|$)|\n|$)", re.DOTALL)


def elided(segment: CodedSegment, codes: Collection[str] = (), most: int = LONGEST) -> str:
    """Return the words to quote: all of them, or whole sentences around the first evidence for ``codes``.

    Parameters
    ----------
    codes
        Codes whose evidence must stay (of all codes if none is named); without evidence the beginning stays.
    most
        Words beyond which a quotation is cut. One sentence that is longer by itself is never cut.
    """
    words = segment.verbatim
    if count_words(words) <= most:
        return words
    sentences = [(one.start(), one.end()) for one in _SENTENCE.finditer(words)]
    first = last = _wanted(segment, codes, sentences)
    sizes = [count_words(words[start:end]) for start, end in sentences]
    while True:
        left = sum(sizes[first : last + 1])
        if last + 1 < len(sizes) and left + sizes[last + 1] <= most:
            last += 1
        elif first and left + sizes[first - 1] <= most:
            first -= 1
        else:
            break
    kept = words[sentences[first][0] : sentences[last][1]].strip()
    before = f"{CUT} " if first else ""
    after = f" {CUT}" if last + 1 < len(sentences) else ""
    return f"{before}{kept}{after}"


def _wanted(segment: CodedSegment, codes: Collection[str], sentences: list[tuple[int, int]]) -> int:
    """Return the number of the sentence with the first evidence."""
    places = [
        one.span.start - segment.span.start
        for mark in segment.marks
        if not codes or set(codes).intersection(code_and_parents(mark.code))
        for one in mark.evidence
    ]
    wanted = min((one for one in places if 0 <= one < len(segment.verbatim)), default=0)
    return next((number for number, (_, end) in enumerate(sentences) if wanted < end), 0)
