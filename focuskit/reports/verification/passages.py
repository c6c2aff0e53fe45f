"""The passages that a report quotes, whatever the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_QUOTED = re.compile(
    r"«[\s\u00a0\u202f]*([^«»]+?)[\s\u00a0\u202f]*»|[“„]([^“”„]+)[“”]|(?<!\w)\"([^\"]+)\"(?!\w)"
)
_SOURCE = re.compile(r"[\s\u00a0\u202f.,;:!?]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
FEWEST_WORDS = 5
"""Words from which a passage in quotation marks is looked up although nothing says where it comes from."""


class ParagraphKind(StrEnum):
    """What a paragraph of a report is for."""

    TEXT = "text"
    HEADING = "heading"
    VERBATIM = "verbatim"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class ReportParagraph:
    """A paragraph of a report: its words and what it is for."""

    words: str
    kind: ParagraphKind = ParagraphKind.TEXT


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """Words that a report quotes.

    Parameters
    ----------
    number
        Place among the quotations of the report, from 1.
    chapter
        The heading above it, empty for none.
    words
        What is quoted, without quotation marks.
    source
        What the report says of where it comes from (without brackets), empty for nothing.
    is_verbatim
        Whether it stands in a paragraph made for quotations; ``False`` within running text.
    """

    number: int
    chapter: str
    words: str
    source: str
    is_verbatim: bool


def find_passages(paragraphs: Iterator[ReportParagraph]) -> tuple[QuotedPassage, ...]:
    """Find what paragraphs quote.

    A verbatim takes its source from the paragraph of that kind behind it, or from brackets behind its closing
    mark. In running text, what stands in quotation marks counts from five words on, or with a source.
    """
    found: list[tuple[str, str, str, bool]] = []
    chapter, follows_verbatim = "", False
    for one in paragraphs:
        if follows_verbatim and one.kind is ParagraphKind.SOURCE:
            where, words, _, _ = found[-1]
            found[-1] = where, words, one.words.strip().removeprefix("(").removesuffix(")"), True
        follows_verbatim = one.kind is ParagraphKind.VERBATIM and bool(one.words.strip())
        if one.kind is ParagraphKind.HEADING:
            chapter = one.words.strip()
        elif follows_verbatim:
            found.append((chapter, *_verbatim(one.words), True))
        elif one.kind is ParagraphKind.TEXT:
            found += [(chapter, words, source, False) for words, source in _within(one.words)]
    return tuple(QuotedPassage(number, *facts) for number, facts in enumerate(found, start=1))


def _verbatim(text: str) -> tuple[str, str]:
    """Take the marks off a verbatim: the first and the last, whatever stands in between."""
    words, source = text.strip(), ""
    for opening, closing in (("«", "»"), ("“", "”"), ("„", "“"), ("„", "”"), ('"', '"')):
        head, there, tail = words.rpartition(closing)
        if words.startswith(opening) and there:
            bracket = _SOURCE.fullmatch(tail)
            source = bracket.group(1) if bracket else ""
            words = head.removeprefix(opening)
            break
    return words.strip("\u00a0\u202f \t"), source


def _within(text: str) -> Iterator[tuple[str, str]]:
    for one in _QUOTED.finditer(text):
        words = next(filter(None, one.groups()))
        bracket = _SOURCE.match(text, one.end())
        source = bracket.group(1) if bracket else ""
        if source or len(words.split()) >= FEWEST_WORDS:
            yield words, source
