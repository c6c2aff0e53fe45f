"""Markdown files (.md): front matter, headings that ask questions, and the conventions of plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ruamel.yaml.error import YAMLError

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem, warning
from focuskit.transcripts.header import header_asides
from focuskit.transcripts.headings import mark_headings
from focuskit.transcripts.lines import Line, split_lines
from focuskit.transcripts.normalise import squeeze
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.plain_yaml import load_plain_yaml
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import read_normalised
from focuskit.transcripts.turns import compose_transcript

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile, Reading

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u00a0]+(\S.*)$")
_ONLY_MARKUP = re.compile(r"\s*(?:</?[a-zA-Z][^<>]{0,300}>|<!--.{0,500}-->|(?:[-*_]\s?){3,40})\s*$")
_FENCE = "---"
_LONGEST_FRONT_MATTER = 200
_SCALARS = (str, int, float, date)


def read_markdown(file: InputFile, reading: Reading) -> ReadResult:
    """Read a .md transcript."""
    text, problems = read_normalised(file)
    if text is None:
        return ReadResult(None, problems)
    lines = split_lines(text)
    front = _front_matter_end(lines)
    attributes, faults = _front_matter(file.name, lines[:front])
    body, asides = mark_headings([_with_heading(_without_markup(line)) for line in lines[front:]])
    found = parse_lines(file.name, body, reading=reading, problems=(*problems, *faults))
    known = {key for key, _ in attributes}
    return compose_transcript(
        replace(
            found,
            asides=(*header_asides(lines[:front]), *asides, *found.asides),
            attributes=(*attributes, *(pair for pair in found.attributes if pair[0] not in known)),
        )
    )


def _front_matter_end(lines: Sequence[Line]) -> int:
    """Return the number of lines of the YAML block at the top, fences included; 0 if there is none."""
    if lines[0].text.rstrip() != _FENCE:
        return 0
    for place, line in enumerate(lines[1:_LONGEST_FRONT_MATTER], start=1):
        if line.text.rstrip() in {_FENCE, "..."}:
            return place + 1
    return 0


def _front_matter(
    name: str, lines: Sequence[Line]
) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
    if not lines:
        return (), ()
    try:
        content = load_plain_yaml("\n".join(line.text for line in lines[1:-1]), "safe")
    except (YAMLError, ValueError, RecursionError):
        return (), (warning(name, "problem.front_matter", line=1),)
    if not isinstance(content, dict):
        return (), ()
    pairs = ((squeeze(str(key)).lower(), _value(value)) for key, value in content.items())
    return tuple((key, value) for key, value in pairs if value), ()


def _value(value: object) -> str:
    """Return a scalar, or a flat list of scalars, as text; anything else is left to the asides."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, _SCALARS):
        return squeeze(str(value))
    if isinstance(value, list) and all(isinstance(item, _SCALARS) for item in value):
        return ", ".join(squeeze(str(item)) for item in value)
    return ""


def _without_markup(line: Line) -> Line:
    """Set aside a line that is only a rule or an HTML tag."""
    if not _ONLY_MARKUP.match(line.text[:600]) or len(line.text) > 600:  # noqa: PLR2004
        return line
    return replace(line, text="", asides=(Aside(AsideKind.MARKUP, line.text.strip()),))


def _with_heading(line: Line) -> Line:
    """Set aside the signs of a heading and keep its level."""
    match = _HEADING.match(line.text)
    if match is None:
        return line
    aside = Aside(AsideKind.MARKUP, match[1])
    return replace(line, text=match[2].strip(), asides=(*line.asides, aside), heading=len(match[1]))
