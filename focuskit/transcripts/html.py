"""HTML files (.html): the transcripts of noScribe, and pages whose paragraphs are turns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from focuskit.model.documents import Aside, AsideKind
from focuskit.transcripts.clock import IMPOSSIBLE_MS
from focuskit.transcripts.html_tree import read_html_tree
from focuskit.transcripts.lines import Line
from focuskit.transcripts.normalise import squeeze
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.turns import Found, compose_transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from focuskit.transcripts.reading import InputFile, Reading

_SILENT = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "iframe", "noframes", "noembed", "object"}
)
_BLOCKS = frozenset(
    {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "dd",
     "dt", "pre", "table", "ul", "ol", "body", "td", "th"}
)  # fmt: skip
_ANCHOR = re.compile(r"ts_(\d{1,10})_(\d{1,10})_(.{0,60})")
_ANY_ANCHOR = re.compile(r"ts_[^_]*_[^_]*_.*")


def read_html(file: InputFile, reading: Reading) -> ReadResult:
    """Read an HTML transcript; the times of noScribe's anchors are kept to the millisecond."""
    root, problems = read_html_tree(file)
    if root is None:
        return ReadResult(None, problems)
    lines, anchors = _lines(root)
    found = parse_lines(file.name, lines, reading=reading, problems=problems)
    title = tuple(Aside(AsideKind.HEADER, text) for text in _titles(root))
    return compose_transcript(replace(_timed(found, anchors), asides=(*title, *found.asides)))


def _timed(found: Found, anchors: dict[int, tuple[int, int]]) -> Found:
    drafts = [
        replace(draft, start_ms=anchors[draft.line][0], end_ms=anchors[draft.line][1])
        if draft.line in anchors
        else draft
        for draft in found.drafts
    ]
    return replace(found, drafts=drafts)


@dataclass(slots=True)
class _Walk:
    """What has been read so far: lines, pieces of the one being read, times of anchors by line."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    anchors: dict[int, tuple[int, int]] = field(default_factory=dict)

    def enter(self, element: etree._Element, name: str) -> None:
        if name in _BLOCKS:
            self.end()
        anchor = (element.get("name") or "") if name == "a" else ""
        match = _ANCHOR.fullmatch(anchor)
        line = len(self.lines) + 1
        if match is not None:
            self.anchors[line] = (self.anchors.get(line, (int(match[1]), 0))[0], int(match[2]))
        elif _ANY_ANCHOR.fullmatch(anchor):
            self.anchors[line] = (IMPOSSIBLE_MS, IMPOSSIBLE_MS)
        self.pieces.append("\n" if name == "br" else _folded(element.text))

    def leave(self, element: etree._Element, name: str) -> None:
        if name in _BLOCKS:
            self.end()
        self.pieces.append(_folded(element.tail))

    def end(self) -> None:
        for place, text in enumerate("".join(self.pieces).split("\n")):
            if text.strip():
                self.lines.append(Line(len(self.lines) + 1, text.strip(" "), new_paragraph=place == 0))
        self.pieces.clear()


def _lines(root: etree._Element) -> tuple[list[Line], dict[int, tuple[int, int]]]:
    """Return one line for each block of text, and the times that anchors tell of them by line."""
    walk = _Walk()
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        element, is_left = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if is_left:
            walk.leave(element, name)
            continue
        stack.append((element, True))
        if name and name not in _SILENT:
            walk.enter(element, name)
            stack += [(child, False) for child in reversed(element)]
    walk.end()
    return walk.lines, walk.anchors


def _folded(text: str | None) -> str:
    """Return a text as a browser shows it: line breaks and tabs of the source are spaces."""
    return re.sub(r"[ \t\n]+", " ", text or "")


def _titles(root: etree._Element) -> Iterator[str]:
    for title in root.iter("title"):
        if text := squeeze(title.text or ""):
            yield text
