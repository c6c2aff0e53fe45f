"""Segments are turns, cut at sentence punctuation once they exceed a number of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from focuskit.language import sentence_ends
from focuskit.model.documents import Segment, SpeakerTurn, count_words
from focuskit.model.spans import Span

METHOD = "sentences"
_SENTENCE = re.compile(r"[.!?…]+[\"'»”’)\]]*(?=\s)\s*|\n\s*")
_WORD = re.compile(r"\s*\S+\s*")
_ABBREVIATION = re.compile(r"(?:\b(?:M|MM|Mme|Mlle|Dr|Pr|St|Ste|cf|ex|etc|[A-Z]))\.\s*$")
_LEAST = 3
"""A last piece of fewer words than limit / 3 joins the piece before it when that is not too long."""


def segment_turns(
    text: str,
    turns: Sequence[SpeakerTurn],
    max_words: int,
    *,
    whole: bool = False,
    find_sentences: Callable[[str], list[int]] = sentence_ends,
) -> tuple[Segment, ...]:
    """Cut turns into segments that partition them.

    Parameters
    ----------
    text
        The stored text the turns point into.
    max_words
        Length beyond which a turn is cut, in words.
    whole
        Never cut (written answers).
    find_sentences
        Gives the offsets of sentence ends in a stretch without punctuation.

    Returns
    -------
    tuple of Segment
        In the order of the text, numbered from 1. No cut falls inside a word. White space between two
        segments of a turn belongs to the first.
    """
    segments: list[Segment] = []
    for turn in turns:
        words = turn.span.slice(text)
        cuts = [len(words)] if whole else _cuts(words, max_words, find_sentences)
        start = 0
        for end in cuts:
            span = Span(turn.span.start + start, turn.span.start + end)
            segments.append(Segment(len(segments) + 1, turn.number, span))
            start = end
    return tuple(segments)


def _cuts(words: str, max_words: int, find_sentences: Callable[[str], list[int]]) -> list[int]:
    """Return the ends of the segments of one turn, the last being its length."""
    if count_words(words) <= max_words:
        return [len(words)]
    pieces: list[tuple[int, int]] = []
    for start, end in _sentences(words):
        if count_words(words[start:end]) > max_words:
            pieces += _cut_long(words, start, end, max_words, find_sentences)
        else:
            pieces.append((start, end))
    return _pack(words, pieces, max_words)


def _sentences(words: str) -> Iterator[tuple[int, int]]:
    """Yield the places between sentence punctuation and line breaks."""
    start = 0
    for match in _SENTENCE.finditer(words):
        if _ABBREVIATION.search(words, start, match.end()):
            continue
        if words[start : match.end()].strip():
            yield start, match.end()
            start = match.end()
    if start < len(words):
        yield start, len(words)


def _cut_long(
    words: str, start: int, end: int, max_words: int, find_sentences: Callable[[str], list[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a long stretch without punctuation: at model sentences, else between words."""
    base = start
    for at in [*find_sentences(words[base:end]), end - base]:
        cut = _between_words(words, base + at)
        while count_words(words[start:cut]) > max_words:
            shorter = _after_words(words, start, max_words)
            yield start, shorter
            start = shorter
        if cut > start:
            yield start, cut
            start = cut


def _between_words(words: str, at: int) -> int:
    """Return the nearest place from ``at`` on that is not inside a word and has white space before it."""
    while 0 < at < len(words) and not (words[at - 1].isspace() and not words[at].isspace()):
        at += 1
    return at


def _after_words(words: str, start: int, n: int) -> int:
    """Return the place after ``n`` words from ``start``, white space included."""
    at = start
    while n:
        match = _WORD.match(words, at)
        if not match:
            break
        n -= bool(count_words(match[0]))
        at = match.end()
    return at


def _pack(words: str, pieces: Sequence[tuple[int, int]], max_words: int) -> list[int]:
    """Join neighbouring pieces while they stay within the limit; return the ends."""
    cuts: list[int] = []
    held = 0
    for start, end in pieces:
        n = count_words(words[start:end])
        if cuts and held + n <= max_words:
            cuts[-1] = end
            held += n
        elif cuts and n * _LEAST < max_words and end == len(words) and held + n <= max_words * 1.2:
            cuts[-1] = end
        else:
            cuts.append(end)
            held = n
    return cuts
