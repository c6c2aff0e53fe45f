"""The body of a Word file walked in order: paragraphs and tables, tracked changes counted.

Insertions are read, deletions are not; content controls, smart tags, links, fields and text boxes are read
through; a line break inside a paragraph keeps words apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from focuskit.transcripts.lines import Line

if TYPE_CHECKING:
    from lxml import etree

_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_SILENT = frozenset(
    {"", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText",
     "delText", "delInstrText", "fldData", "annotationRef", "rt", "docPartObj", "customXmlPr",
     "smartTagPr", "ffData"}
)  # fmt: skip
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "sym": "",
}
_HEADING_STYLE = re.compile(r"(?:heading|titre|title)\s*([1-9])?", re.IGNORECASE)
_BODY_LEVEL = 9
_PRIVATE_USE = 0xE000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its paragraphs."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The words of the cell, paragraphs joined by a line break."""
        return "\n".join(line.text for line in self.lines).strip()


@dataclass(frozen=True, slots=True)
class DocxTable:
    """A table: rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class Body:
    """What a part of a Word file holds, in order, and the tracked changes in it.

    ``pieces`` are the words of the paragraph being read.
    """

    blocks: list[Line | DocxTable] = field(default_factory=list)
    n_insertions: int = 0
    n_deletions: int = 0
    n_paragraphs: int = 0
    pieces: list[str] = field(default_factory=list)
    heading: int | None = None

    def end_paragraph(self) -> None:
        """Make a line of the pieces read, those of paragraphs whose end was deleted included."""
        self.blocks.append(Line(self.n_paragraphs, "".join(self.pieces), heading=self.heading))
        self.pieces.clear()
        self.heading = None

    def end_open_paragraph(self) -> None:
        """End a paragraph whose own end was deleted, where nothing follows it on the line."""
        if self.pieces:
            self.end_paragraph()

    def lines(self) -> Iterator[Line]:
        """Yield all paragraphs, those of tables too."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
            else:
                yield from (line for row in block.rows for cell in row for line in cell.lines)


def read_body(root: etree._Element) -> Body:
    """Read the paragraphs and tables below an element."""
    body = Body()
    _read_blocks(root, body)
    body.end_open_paragraph()
    return body


@lru_cache(maxsize=4096)
def local_name(tag: object) -> str:
    """Return the name of a tag or attribute without its namespace; nothing for a comment or an entity."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _read_blocks(element: etree._Element, body: Body) -> None:
    for child in element:
        name = local_name(child.tag)
        if name == "p":
            _read_paragraph(child, body)
        elif name == "tbl":
            body.end_open_paragraph()
            body.blocks.append(DocxTable(tuple(_rows(child, body))))
        elif name in _DELETED:
            body.n_deletions += 1
        elif name not in _SILENT:
            body.n_insertions += name in _INSERTED
            _read_blocks(_first_branch(child) if name == "AlternateContent" else child, body)


def _read_paragraph(element: etree._Element, body: Body) -> None:
    boxes: list[etree._Element] = []
    body.heading = body.heading or _heading_level(element)
    _read_inline(element, body, boxes)
    body.n_paragraphs += 1
    if not _mark_is_deleted(element):
        body.end_paragraph()
    for box in boxes:
        body.end_open_paragraph()
        _read_blocks(box, body)


def _heading_level(paragraph: etree._Element) -> int | None:
    """Return the level of a heading, told by its style or its place in the outline."""
    if len(paragraph) == 0 or local_name(paragraph[0].tag) != "pPr":
        return None
    for setting in paragraph[0]:
        value = next((str(one) for key, one in setting.attrib.items() if local_name(key) == "val"), "")
        style = _HEADING_STYLE.fullmatch(value) if local_name(setting.tag) == "pStyle" else None
        if style is not None:
            return int(style[1] or 1)
        if local_name(setting.tag) == "outlineLvl" and value.isdecimal() and int(value) < _BODY_LEVEL:
            return int(value) + 1
    return None


def _read_inline(element: etree._Element, body: Body, boxes: list[etree._Element]) -> None:
    for child in element:
        name = local_name(child.tag)
        if name == "t":
            body.pieces.append(child.text or "")
        elif name in _CHARACTERS:
            body.pieces.append(_symbol(child) if name == "sym" else _CHARACTERS[name])
        elif name in _DELETED:
            body.n_deletions += 1
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _SILENT:
            body.n_insertions += name in _INSERTED
            _read_inline(_first_branch(child) if name == "AlternateContent" else child, body, boxes)


def _first_branch(element: etree._Element) -> etree._Element:
    """Return the first branch of alternate content: all branches show the same."""
    return next((child for child in element if local_name(child.tag)), element)


def _symbol(element: etree._Element) -> str:
    """Return the character of a symbol, nothing for those that only a symbol font can show."""
    code = next((value for key, value in element.attrib.items() if local_name(str(key)) == "char"), "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < _PRIVATE_USE else ""  # noqa: PLR2004


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    """Tell whether the paragraph's end was deleted, so that the next paragraph follows on the same line."""
    if len(paragraph) == 0 or local_name(paragraph[0].tag) != "pPr":
        return False
    runs = (run for run in paragraph[0] if local_name(run.tag) == "rPr")
    return any(local_name(mark.tag) in _DELETED for run in runs for mark in run)


def _rows(element: etree._Element, body: Body) -> Iterator[tuple[Cell, ...]]:
    for child in element:
        name = local_name(child.tag)
        if name == "tr":
            yield tuple(_cells(child, body))
        elif name not in _SILENT:
            yield from _rows(child, body)


def _cells(element: etree._Element, body: Body) -> Iterator[Cell]:
    for child in element:
        name = local_name(child.tag)
        if name == "tc":
            inner = Body(n_paragraphs=body.n_paragraphs)
            _read_blocks(child, inner)
            inner.end_open_paragraph()
            body.n_paragraphs = inner.n_paragraphs
            body.n_insertions += inner.n_insertions
            body.n_deletions += inner.n_deletions
            yield Cell(tuple(inner.lines()))
        elif name not in _SILENT:
            yield from _cells(child, body)
