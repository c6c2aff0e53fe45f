"""PDF files with text (.pdf): lines of the pages joined again to paragraphs, then read like plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import error, warning
from focuskit.transcripts.lines import Line
from focuskit.transcripts.normalise import normalise_text, squeeze
from focuskit.transcripts.openings import find_opening
from focuskit.transcripts.pdf_pages import PdfPages, read_pages
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import control_characters
from focuskit.transcripts.turns import compose_transcript

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile, Reading

_EDGE_SHARE = 0.6
_FEWEST_PAGES = 3
_FULL, _FULL_SENTENCE = 0.85, 0.93
_SHORTEST_MARGIN = 40
_WORD_CUT = re.compile(r"[^\W\d_]-$")
_SENTENCE_END = re.compile(r"[.!?…][»”\")\]]?$")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:/|sur|of)\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(file: InputFile, reading: Reading) -> ReadResult:
    """Read a PDF transcript; one that holds only pictures of pages is told as such."""
    pages = read_pages(file.path)
    if pages.fault is not None:
        return ReadResult(None, (error(file.name, f"problem.{pages.fault}"),))
    normal = [normalise_text(text) for text in pages.texts]
    problems = control_characters(file.name, sum(page.n_controls for page in normal))
    if pages.n_unread:
        problems += (warning(file.name, "problem.pdf_pages_unread", n=pages.n_unread),)
    empty = sum(not page.text.strip() for page in normal)
    if empty == len(normal):
        return ReadResult(None, (*problems, error(file.name, "problem.pdf_without_text")))
    if empty and _has_pictures(pages):
        problems += (warning(file.name, "problem.pdf_pages_without_text", n=empty),)
    lines, asides = _lines([page.text.split("\n") for page in normal])
    found = parse_lines(file.name, lines, reading=reading, problems=problems)
    found = replace(found, problems=(*found.problems, warning(file.name, "problem.pdf_guessed")))
    return compose_transcript(replace(found, asides=(*asides, *found.asides)))


def _has_pictures(pages: PdfPages) -> bool:
    return pages.n_pictures > 0


def _lines(pages: Sequence[Sequence[str]]) -> tuple[list[Line], list[Aside]]:
    """Return the paragraphs of all pages, and what is repeated at their edges, set aside."""
    repeated = _repeated_edges(pages)
    asides: list[Aside] = []
    kept: list[str] = []
    for page in pages:
        written = [line.strip(" ") for line in page if line.strip()]
        for place, line in enumerate(written):
            at_edge = place in {0, len(written) - 1}
            if at_edge and (_key(line) in repeated or _PAGE_NUMBER.fullmatch(line.strip())):
                asides.append(Aside(AsideKind.MARKUP, line.strip()))
            else:
                kept.append(line)
    return _joined(kept), asides


def _repeated_edges(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        written = [line for line in page if line.strip()]
        counts.update({_key(line) for line in (written[:1] + written[-1:])})
    needed = max(_FEWEST_PAGES, _EDGE_SHARE * len(pages))
    return frozenset(key for key, count in counts.items() if count >= needed)


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", squeeze(line))


def _joined(written: Sequence[str]) -> list[Line]:
    """Join lines cut at the right margin; a word cut at a hyphen keeps it, since it may be its own."""
    if not written:
        return []
    lengths = sorted(map(len, written))
    margin = lengths[int(len(lengths) * 0.95)] if len(lengths) > 1 else lengths[0]
    lines = [Line(1, written[0])]
    for previous, line in pairwise(written):
        if _goes_on(previous, line, margin):
            last = lines[-1]
            glue = "" if _WORD_CUT.search(previous) and line[:1].islower() else " "
            lines[-1] = replace(last, text=f"{last.text.rstrip()}{glue}{line.lstrip()}")
        else:
            lines.append(Line(lines[-1].number + 1, line))
    return lines


def _goes_on(previous: str, line: str, margin: int) -> bool:
    """Tell whether a line goes on from the one before: that one is full, and this one begins nothing."""
    opening = find_opening(Line(1, line))
    if opening is not None and (opening.timed or line[:1].isupper() or line[:1] in "[("):
        return False
    if margin < _SHORTEST_MARGIN or line[:1].islower():
        return line[:1].islower()
    next_word = line.split(maxsplit=1)[0] if line.split() else ""
    room = len(previous) + 1 + len(next_word)
    ends = _SENTENCE_END.search(previous) is not None
    return room > margin * (_FULL_SENTENCE if ends else _FULL)
