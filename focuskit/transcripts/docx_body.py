"""The body of a Word file walked in order: paragraphs and tables, tracked changes counted.

Insertions are read, deletions are not; content controls, smart tags, links, fields and text boxes are read
through; a line break inside a paragraph keeps words apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from focuskit.transcripts.lines import Line

if TYPE_CHECKING:
    from lxml import etree

_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_SILENT = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "delText",
     "delInstrText", "fldData", "annotationRef", "rt", "docPartObj", "customXmlPr", "smartTagPr", "ffData"}
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
    """What a part of a Word file holds, in order, and the tracked changes in it."""

    blocks: list[Line | DocxTable] = field(default_factory=list)
    n_insertions: int = 0
    n_deletions: int = 0
    n_paragraphs: int = 0

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
    _read_blocks(root, body, body.blocks, [])
    return body


@cache
def local_name(tag: str) -> str:
    """Return the name of a tag or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _children(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for child in element:
        if isinstance(child.tag, str):
            yield local_name(child.tag), child


def _read_blocks(
    element: etree._Element, body: Body, blocks: list[Line | DocxTable], pending: list[str]
) -> None:
    """Read the blocks of a container; ``pending`` holds text whose paragraph mark was deleted."""
    for name, child in _children(element):
        if name == "p":
            _read_paragraph(child, body, blocks, pending)
        elif name == "tbl":
            blocks.append(DocxTable(tuple(_rows(child, body))))
        elif name in _DELETED:
            body.n_deletions += 1
        elif name == "AlternateContent":
            _read_blocks(_first_branch(child), body, blocks, pending)
        elif name not in _SILENT:
            body.n_insertions += name in _INSERTED
            _read_blocks(child, body, blocks, pending)


def _read_paragraph(
    element: etree._Element, body: Body, blocks: list[Line | DocxTable], pending: list[str]
) -> None:
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _read_inline(element, body, pieces.append, boxes)
    text = "".join(pieces)
    body.n_paragraphs += 1
    if _mark_is_deleted(element):
        pending.append(text)
    else:
        number = body.n_paragraphs
        blocks.append(Line(number, "".join(pending) + text))
        pending.clear()
    for box in boxes:
        _read_blocks(box, body, blocks, [])


def _read_inline(
    element: etree._Element, body: Body, add: Callable[[str], object], boxes: list[etree._Element]
) -> None:
    for name, child in _children(element):
        if name == "t":
            add(child.text or "")
        elif name in _CHARACTERS:
            add(_symbol(child) if name == "sym" else _CHARACTERS[name])
        elif name in _DELETED:
            body.n_deletions += 1
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _SILENT:
            body.n_insertions += name in _INSERTED
            inner = _first_branch(child) if name == "AlternateContent" else child
            _read_inline(inner, body, add, boxes)


def _first_branch(element: etree._Element) -> etree._Element:
    """Return the first branch of alternate content: all branches show the same."""
    return next((child for _, child in _children(element)), element)


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
    for name, properties in _children(paragraph):
        if name == "pPr":
            return any(
                mark in _DELETED
                for inner, run in _children(properties)
                if inner == "rPr"
                for mark, _ in _children(run)
            )
    return False


def _rows(element: etree._Element, body: Body) -> Iterator[tuple[Cell, ...]]:
    for name, child in _children(element):
        if name == "tr":
            yield tuple(_cells(child, body))
        elif name not in _SILENT:
            yield from _rows(child, body)


def _cells(element: etree._Element, body: Body) -> Iterator[Cell]:
    for name, child in _children(element):
        if name == "tc":
            inner = Body(n_paragraphs=body.n_paragraphs)
            _read_blocks(child, inner, inner.blocks, [])
            body.n_paragraphs = inner.n_paragraphs
            body.n_insertions += inner.n_insertions
            body.n_deletions += inner.n_deletions
            yield Cell(tuple(inner.lines()))
        elif name not in _SILENT:
            yield from _cells(child, body)
