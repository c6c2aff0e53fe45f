"""The paragraphs of a finished .docx, and who its properties name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from focuskit.archive import BROKEN, MOST_BYTES, archive_fault
from focuskit.errors import UsageError
from focuskit.reports.verification.passages import ParagraphKind, ReportParagraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMING = ("creator", "lastModifiedBy", "Company", "Manager")
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
_KINDS = {
    "verbatim": ParagraphKind.VERBATIM,
    "verbatimsource": ParagraphKind.SOURCE,
    "quote": ParagraphKind.VERBATIM,
    "intensequote": ParagraphKind.VERBATIM,
    "citation": ParagraphKind.VERBATIM,
}


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A finished report: its paragraphs, and (where, what) its properties, comments and changes name."""

    paragraphs: tuple[ReportParagraph, ...]
    named: tuple[tuple[str, str], ...] = ()


def read_docx_report(path: Path) -> FinishedReport:
    """Read a .docx: its body, tables, foot- and endnotes; deleted words are left out.

    Raises
    ------
    UsageError
        If it is no readable Word file.
    """
    if archive_fault(path) is not None:
        raise UsageError("error.report_unreadable", path=str(path))
    try:
        with ZipFile(path) as archive:
            parts = {
                one.filename: _parsed(archive.read(one))
                for one in archive.infolist()
                if one.filename.endswith(".xml") and one.file_size <= MOST_BYTES
            }
        body = parts["word/document.xml"]
    except (*BROKEN, KeyError, OSError, etree.XMLSyntaxError) as fault:
        raise UsageError("error.report_unreadable", path=str(path)) from fault
    paragraphs = list(_paragraphs(body))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in parts:
            paragraphs += _paragraphs(parts[name])
    return FinishedReport(tuple(paragraphs), tuple(dict.fromkeys(_named(parts))))


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _paragraphs(root: etree._Element) -> Iterator[ReportParagraph]:
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = str(style.get(f"{_W}val", "")) if style is not None else ""
        is_heading = name.lower().startswith(("heading", "titre"))
        kind = (
            ParagraphKind.HEADING
            if is_heading
            else _KINDS.get(name.lower().strip("-0123456789"), ParagraphKind.TEXT)
        )
        yield ReportParagraph(_words(paragraph), kind)


def _words(paragraph: etree._Element) -> str:
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
        elif node.tag == f"{_W}tab":
            pieces.append("\t")
    return "".join(pieces)


def _named(parts: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Yield the part and the text of everything that may name somebody."""
    for name in _PROPERTIES:
        for node in parts[name].iter() if name in parts else ():
            if (
                isinstance(node.tag, str)
                and etree.QName(node).localname in _NAMING
                and (node.text or "").strip()
            ):
                yield name, str(node.text).strip()
    for name, root in parts.items():
        for node in root.iter():
            author = node.get(f"{_W}author") if isinstance(node.tag, str) else None
            if author:
                yield name, author
