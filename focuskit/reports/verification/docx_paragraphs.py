"""The paragraphs of a finished .docx, and who its properties name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from focuskit.archive import BROKEN, MOST_BYTES, archive_fault
from focuskit.errors import UsageError
from focuskit.messages import say
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
QUOTATION_COLUMNS = ("person", "document", "turn", "code", "verbatim")
"""Columns of the annex that lists quotations."""
_MARKS = (f"{_W}footnoteReference", f"{_W}endnoteReference")
_CLOSED = re.compile(r"[»”][\s.,;:!?]*$")


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A finished report: its paragraphs, and (where, what) its properties, comments and changes name."""

    paragraphs: tuple[ReportParagraph, ...]
    named: tuple[tuple[str, str], ...] = ()


def read_docx_report(path: Path) -> FinishedReport:
    """Read a .docx: its body, tables, foot- and endnotes; deleted words are left out.

    A note behind a verbatim, or behind the closing mark of a quotation, is its source.

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
    notes = _Notes(parts)
    paragraphs = [*_paragraphs(body, notes), *notes.left()]
    return FinishedReport(tuple(paragraphs), tuple(dict.fromkeys(_named(parts))))


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


class _Notes:
    """The foot- and endnotes of a report, and which of them were read as sources."""

    def __init__(self, parts: dict[str, etree._Element]) -> None:
        self._notes: dict[tuple[str, str], etree._Element] = {}
        self._used: set[tuple[str, str]] = set()
        for kind in ("footnote", "endnote"):
            root = parts.get(f"word/{kind}s.xml")
            for note in root.iter(f"{_W}{kind}") if root is not None else ():
                self._notes[kind, note.get(f"{_W}id", "")] = note

    def source_at(self, node: etree._Element) -> str:
        """Return the words of the note that a mark refers to; empty for what is no mark."""
        kind = str(node.tag).removeprefix(_W).removesuffix("Reference")
        key = kind, node.get(f"{_W}id", "")
        if key not in self._notes:
            return ""
        self._used.add(key)
        words = " ".join(" ".join(map(_words, self._notes[key].iter(f"{_W}p"))).split())
        return words.removesuffix(".").removeprefix("(").removesuffix(")")

    def left(self) -> Iterator[ReportParagraph]:
        """Yield the paragraphs of the notes that are no sources."""
        for key, note in self._notes.items():
            if key not in self._used:
                yield from _paragraphs(note, None)


def _paragraphs(root: etree._Element, notes: _Notes | None) -> Iterator[ReportParagraph]:
    listed = dict(_listed(root))
    for paragraph in root.iter(f"{_W}p"):
        if paragraph in listed:
            yield ReportParagraph(_words(paragraph), ParagraphKind.VERBATIM)
            yield ReportParagraph(listed[paragraph], ParagraphKind.SOURCE)
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = str(style.get(f"{_W}val", "")) if style is not None else ""
        is_heading = name.lower().startswith(("heading", "titre"))
        kind = (
            ParagraphKind.HEADING
            if is_heading
            else _KINDS.get(name.lower().strip("-0123456789"), ParagraphKind.TEXT)
        )
        yield ReportParagraph(_words(paragraph, notes if kind is ParagraphKind.TEXT else None), kind)
        if kind is ParagraphKind.VERBATIM and notes is not None:
            sources = (notes.source_at(node) for node in paragraph.iter(*_MARKS))
            source = next(filter(None, sources), "")
            if source:
                yield ReportParagraph(source, ParagraphKind.SOURCE)


def _listed(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the paragraphs of the annex that lists quotations without marks, and where each comes from."""
    header = [say(f"report.column_{name}") for name in QUOTATION_COLUMNS]
    for table in root.iter(f"{_W}tbl"):
        first, *rows = [one.findall(f"{_W}tc") for one in table.findall(f"{_W}tr")] or [[]]
        if [_told(cell) for cell in first] != header:
            continue
        for *facts, words in filter(None, rows):
            source = ", ".join(map(_told, facts[:3]))
            yield from ((one, source) for one in words.iter(f"{_W}p") if _words(one).strip())


def _told(cell: etree._Element) -> str:
    return " ".join(map(_words, cell.iter(f"{_W}p"))).strip()


def _words(paragraph: etree._Element, notes: _Notes | None = None) -> str:
    """Return the words of a paragraph; ``notes`` behind a closing quotation mark stand there in brackets."""
    pieces: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
        elif node.tag == f"{_W}tab":
            pieces.append("\t")
        elif notes is not None and node.tag in _MARKS and _CLOSED.search("".join(pieces)):
            source = notes.source_at(node)
            pieces.append(f" ({source})" if source else "")
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
