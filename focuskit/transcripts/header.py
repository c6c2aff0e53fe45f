"""The header of a transcript: the lines before the first turn, and the attributes they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from focuskit.model.documents import Aside, AsideKind, count_words
from focuskit.transcripts.lines import Line
from focuskit.transcripts.normalise import fold, squeeze
from focuskit.transcripts.wordlists import HEADER_KEYS

_KEY_AND_VALUE = re.compile(r"[-*•_\s]*([^\W\d_][^:\n]{0,40}?)[*_\s]*:(?!//)[*_]{0,2}\s*(\S.*?)\s*$")
_WITHIN = 40
_LONGEST_VALUE = 8
_LONGEST_HEADER_LINE = 40


def find_header_end(lines: Sequence[Line]) -> int:
    """Return the number of leading lines that are surely a header: up to the last ``Date :``, ``Lieu :`` ...

    Short ``key: value`` lines that follow, such as ``Animatrice : Prénom Nom``, belong to it where a blank
    line ends them.
    """
    end = 0
    for place, line in enumerate(lines[:_WITHIN]):
        if line.mark is not None or _is_spoken(line.text):
            break
        if _has_header_key(line.text):
            end = place + 1
    block = end
    while 0 < block < len(lines) and _is_short_pair(lines[block].text):
        block += 1
    ends_blank = block == len(lines) or not lines[block].text.strip()
    return block if ends_blank else end


def header_asides(lines: Iterable[Line]) -> tuple[Aside, ...]:
    """Return the lines of a header as asides."""
    return tuple(
        aside
        for line in lines
        for aside in (*line.asides, Aside(AsideKind.HEADER, line.text.strip()))
        if aside.text
    )


def header_attributes(lines: Iterable[Line]) -> tuple[tuple[str, str], ...]:
    """Return the ``key: value`` lines of a header, keys in lower case, the first value of each kept."""
    attributes: dict[str, str] = {}
    for line in lines:
        match = _KEY_AND_VALUE.match(line.text)
        if match is not None:
            attributes.setdefault(squeeze(match[1]).lower(), squeeze(match[2]))
    return tuple(attributes.items())


def reads_as_speech(line: Line) -> bool:
    """Tell whether a line before the first label is too long for a title and no ``key: value``."""
    return count_words(line.text) > _LONGEST_HEADER_LINE and _KEY_AND_VALUE.match(line.text) is None


def _has_header_key(text: str) -> bool:
    match = _KEY_AND_VALUE.match(text)
    return match is not None and is_header_key(match[1])


def is_header_key(written: str) -> bool:
    """Tell whether words before a colon or in a first column name what a header tells: a date, a place ..."""
    key = fold(squeeze(written).rstrip(" :")).replace("'", " ").split()
    return bool(HEADER_KEYS.intersection(key[:1])) and len(key) <= _LONGEST_VALUE


def _is_short_pair(text: str) -> bool:
    match = _KEY_AND_VALUE.match(text)
    return match is not None and count_words(match[2]) <= _LONGEST_VALUE and not _is_spoken(text)


def _is_spoken(text: str) -> bool:
    """Tell whether a ``label: words`` line ends like a sentence."""
    match = _KEY_AND_VALUE.match(text)
    return match is not None and match[2].endswith((".", "!", "?", "…")) and not _has_header_key(text)
