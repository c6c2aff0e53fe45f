"""Text in which nobody is named: one paragraph is one turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from focuskit.model.documents import Aside, AsideKind
from focuskit.transcripts.clock import parse_stamp
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.lines import Line
from focuskit.transcripts.openings import take_time

_DASH = re.compile(r"\s*[-–—]\s+(?=\S)")
_DIALOGUE_SHARE = 0.8


def draft_paragraphs(lines: Sequence[Line]) -> tuple[list[Draft], list[Aside]]:
    """Return one draft per paragraph; leading dashes of a dialogue and leading times are set aside."""
    drafts: list[Draft] = []
    asides: list[Aside] = []
    dialogue = _is_dialogue(lines)
    for paragraph in _paragraphs(lines):
        words: list[str] = []
        times: tuple[int | None, int | None] = (None, None)
        for line in paragraph:
            asides += line.asides
            stamp, rest = take_time(line.text)
            if stamp:
                asides.append(Aside(AsideKind.TIME, stamp))
                times = times if words else parse_stamp(stamp)
            dash = _DASH.match(rest) if dialogue else None
            if dash is not None:
                asides.append(Aside(AsideKind.MARKUP, dash[0].strip()))
            words.append(rest if dash is None else rest[dash.end() :])
        if any(word.strip() for word in words):
            drafts.append(Draft(None, paragraph[0].number, tuple(words), *times))
    return drafts, asides


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for line in lines:
        if line.new_paragraph or not paragraphs:
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return paragraphs


def _is_dialogue(lines: Sequence[Line]) -> bool:
    spoken = [line for line in lines if line.text.strip()]
    dashed = sum(_DASH.match(line.text) is not None for line in spoken)
    return len(spoken) > 1 and dashed >= _DIALOGUE_SHARE * len(spoken)
