"""OpenDocument files opened with care, and their paragraphs walked through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax import SAXException
from zipfile import ZipFile

from lxml.etree import XMLSyntaxError
from odf.opendocument import load

from focuskit.archive import BROKEN, MOST_BYTES, archive_fault
from focuskit.signatures import foreign_signature
from focuskit.transcripts.xml_tree import declares_entities, parse_xml, xml_fault

if TYPE_CHECKING:
    from pathlib import Path

_FAULTS = (
    *BROKEN,
    XMLSyntaxError,
    SAXException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
)
"""What odfpy may raise on a damaged document."""

_MOST_SPACES = 1000
TEXT_NODE = 3
_CHARACTERS = {"s": " ", "tab": "\t", "line-break": "\n"}
_BESIDE = frozenset({"annotation", "note"})
_PARAGRAPHS = frozenset({"p", "h"})
_SILENT = frozenset({"ruby-text", "annotation-end", "change", "change-start", "change-end"})


@dataclass(slots=True)
class Opened:
    """The body of an OpenDocument file, ``None`` with the message that says why it cannot be used."""

    body: Any = None
    fault: str | None = None


@dataclass(slots=True)
class Beside:
    """What stands in a document beside its words."""

    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    deletions: list[str] = field(default_factory=list)


def open_odf(path: Path) -> Opened:
    """Open an .odt or .ods file."""
    with path.open("rb") as opened:
        head = opened.read(64)
    if not head:
        return Opened(fault="empty_file")
    fault = foreign_signature(head, zip_expected=True) or archive_fault(path, is_odf=True)
    if fault is None:
        try:
            fault = _member_fault(path)
            return Opened(load(str(path)).body) if fault is None else Opened(fault=fault)
        except _FAULTS as broken:
            fault = xml_fault(broken, "broken_odf")
    return Opened(fault=fault)


def _member_fault(path: Path) -> str | None:
    """Parse every part once with care: odfpy prints what it cannot parse, and words must stay private."""
    with ZipFile(path) as archive:
        for member in archive.infolist():
            if member.flag_bits & 1:
                return "encrypted_archive"
            if member.filename.endswith(".xml") and member.file_size:
                with archive.open(member) as part:
                    root = parse_xml(part.read(MOST_BYTES))
                if root is None or declares_entities(root):
                    return "xml_entities"
    return None


def name_of(node: Any) -> str:  # noqa: ANN401 (odfpy's nodes have no stub)
    """Return the local name of a node, empty for a piece of text."""
    return str(node.qname[1]) if node.nodeType != TEXT_NODE else ""


def attribute(node: Any, name: str) -> str | None:  # noqa: ANN401 (odfpy's nodes have no stub)
    """Return an attribute by its local name, ``None`` if it is not there."""
    return next((str(value) for (_, local), value in node.attributes.items() if local == name), None)


def repeats(node: Any, name: str) -> int:  # noqa: ANN401 (odfpy's nodes have no stub)
    """Return how often a row or a cell stands there (1 or more)."""
    written = attribute(node, name) or "1"
    return max(int(written), 1) if written.isdecimal() else 1


def paragraph_text(node: Any, beside: Beside) -> str:  # noqa: ANN401 (odfpy's nodes have no stub)
    """Return the words of a paragraph; comments and notes go to ``beside``."""
    return "".join(_inline(node, beside))


def _inline(node: Any, beside: Beside) -> Iterator[str]:  # noqa: ANN401 (odfpy's nodes have no stub)
    for child in node.childNodes:
        name = name_of(child)
        if child.nodeType == TEXT_NODE:
            yield re.sub(r"[ \t\r\n]+", " ", child.data)
        elif name in _CHARACTERS:
            yield _CHARACTERS[name] * min(repeats(child, "c"), _MOST_SPACES)
        elif name in _BESIDE:
            (beside.comments if name == "annotation" else beside.notes).append(plain_text(child))
        elif name not in _SILENT:
            yield "\n" if name in _PARAGRAPHS else ""
            yield from _inline(child, beside)


def plain_text(node: Any) -> str:  # noqa: ANN401 (odfpy's nodes have no stub)
    """Return all the words below a node, its paragraphs on lines of their own."""
    paragraphs = ["".join(_inline(child, Beside())).strip() for child in _paragraphs(node)]
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _paragraphs(node: Any) -> Iterator[Any]:  # noqa: ANN401 (odfpy's nodes have no stub)
    for child in node.childNodes:
        if name_of(child) in _PARAGRAPHS:
            yield child
        elif child.nodeType != TEXT_NODE:
            yield from _paragraphs(child)
