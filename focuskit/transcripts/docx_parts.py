"""The parts of a Word file: the document, and what stands beside it (notes, comments, page headers)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from focuskit.archive import MOST_BYTES
from focuskit.transcripts.docx_body import local_name, read_body
from focuskit.transcripts.xml_tree import parse_xml

if TYPE_CHECKING:
    from pathlib import Path

_NOTES = re.compile(r"(?:footnotes|endnotes)\d*\.xml$")
_COMMENTS = re.compile(r"comments\d*\.xml$")
_PAGE = re.compile(r"(?:header|footer)\d*\.xml$")
_MAIN = "word/document.xml"
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True, slots=True)
class Parts:
    """The root element of the document and the words beside it.

    ``beside`` holds notes, comments and page headers as text; ``n_notes`` and ``n_comments`` count them.
    """

    document: etree._Element
    beside: tuple[str, ...]
    n_notes: int
    n_comments: int


def read_parts(path: Path) -> Parts:
    """Read the parts of a Word file.

    Raises
    ------
    KeyError, zipfile.BadZipFile, lxml.etree.XMLSyntaxError
        If it is none, or broken.
    """
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        main = _main_part(archive, names)
        folder = posixpath.dirname(main)
        beside = sorted(name for name in names if posixpath.dirname(name) == folder)
        notes = [text for name in beside if _NOTES.search(name) for text in _texts(archive, name)]
        comments = [text for name in beside if _COMMENTS.search(name) for text in _texts(archive, name)]
        page = [text for name in beside if _PAGE.search(name) for text in _texts(archive, name)]
        return Parts(_parse(archive, main), (*notes, *comments, *page), len(notes), len(comments))


def _main_part(archive: ZipFile, names: set[str]) -> str:
    if "_rels/.rels" in names:
        for relation in _parse(archive, "_rels/.rels"):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in names:
                return target
    return _MAIN


def _parse(archive: ZipFile, name: str) -> etree._Element:
    with archive.open(name) as member:
        data = member.read(MOST_BYTES)
    root = parse_xml(data)
    if root is None:
        raise KeyError(name)
    return root


def _texts(archive: ZipFile, name: str) -> list[str]:
    """Return the words of each note, comment or page header of a part, those without words left out."""
    root = _parse(archive, name)
    whole = _PAGE.search(name) is not None
    texts = []
    for item in [root] if whole else root:
        if not isinstance(item.tag, str) or _is_separator(item):
            continue
        text = "\n".join(line.text for line in read_body(item).lines() if line.text.strip())
        if text.strip():
            texts.append(text.strip())
    return texts


def _is_separator(item: etree._Element) -> bool:
    return any(local_name(key) == "type" and value in _SEPARATORS for key, value in item.attrib.items())
