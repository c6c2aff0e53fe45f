"""Headings of a transcript: those of one level that ask questions are turns of the moderator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from focuskit.model.documents import Aside, AsideKind
from focuskit.transcripts.header import header_asides
from focuskit.transcripts.lines import Line, Mark
from focuskit.transcripts.openings import find_opening

QUESTION_LABEL = "Question"
"""Label of headings that ask a question."""

_FEWEST_QUESTIONS = 2
_MOST_HEADINGS = 0.6


def mark_headings(lines: Sequence[Line]) -> tuple[list[Line], list[Aside]]:
    """Make turns of the headings that ask questions; set aside the others, and all that stands before.

    Where most lines are headings, the style was not used for headings, and nothing is changed.
    """
    titles = ((place, line) for place, line in enumerate(lines) if line.heading and line.text.strip())
    headings = {place: line for place, line in titles if _is_title(line)}
    n_lines = sum(bool(line.text.strip()) for line in lines)
    if len(headings) > _MOST_HEADINGS * n_lines:
        return list(lines), []
    level = _question_level(list(headings.values()))
    asked = [place for place, line in headings.items() if line.heading == level]
    first = asked[0] if asked else 0
    marked: list[Line] = []
    for place, line in enumerate(lines[first:], start=first):
        if place in asked:
            marked.append(replace(line, text=line.text.strip(), mark=Mark(QUESTION_LABEL, closes=True)))
        elif place in headings:
            aside = Aside(AsideKind.HEADER, line.text.strip())
            marked.append(replace(line, text="", asides=(*line.asides, aside)))
        else:
            marked.append(line)
    return marked, list(header_asides(lines[:first]))


def _is_title(line: Line) -> bool:
    """Tell whether a heading is one: not a label with words, nor a line of speech in that style."""
    opening = find_opening(line)
    return line.mark is None and (opening is None or not opening.timed)


def _question_level(headings: Sequence[Line]) -> int | None:
    """Return the level of headings at which questions are asked, ``None`` if there is none."""
    levels = Counter(line.heading for line in headings if "?" in line.text)
    if not levels:
        return None
    level, count = levels.most_common(1)[0]
    return level if count >= _FEWEST_QUESTIONS else None
