"""The laboratory's own template: its page, styles, header and logo; focuskit's styles where it has none."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from focuskit.archive import BROKEN, archive_fault, pack, unpack
from focuskit.errors import UsageError

_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
_MACROS = re.compile(r"vba(?:project|data)|\.bin$|activex|/macrosheets/", re.IGNORECASE)
_SAFE_BINARY = re.compile(r"printersettings|oleobject", re.IGNORECASE)
_KEPT = frozenset(
    {"styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme", "header",
     "footer"}
)  # fmt: skip
"""What of a template's document goes into the report: looks alone, nothing that its text held."""
_OBJECTS = frozenset({"oleObject", "package", "control", "aFChunk", "subDocument", "frame"})
_FETCHING_FIELD = re.compile(
    r"\b(?:INCLUDEPICTURE|INCLUDETEXT|DDE|DDEAUTO|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE
)
_FAULTS = (*BROKEN, OpcError, LookupError, TypeError, AttributeError, etree.XMLSyntaxError, RecursionError)
"""What python-docx may raise on a damaged file."""
_SETTINGS_OF_THE_TEXT = (
    "attachedTemplate", "mailMerge", "linkStyles", "rsids", "docVars", "footnotePr", "endnotePr",
)  # fmt: skip
NEEDED_STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption")
_OTHER_NAMES = {
    "Titre": "Title",
    "Sous-titre": "Subtitle",
    "Titre 1": "heading 1",
    "Titre 2": "heading 2",
    "Titre 3": "heading 3",
    "Titre1": "heading 1",
    "Titre2": "heading 2",
    "Titre3": "heading 3",
    "Légende": "caption",
}
"""Word stores its own styles under English names; some programs store the French ones."""


def open_template(path: Path) -> tuple[Any, tuple[str, ...]]:
    """Open a .docx or .dotx as an empty document with its styles, margins, header and footer.

    Returns
    -------
    document, missing
        The document, its text taken out, and the names of the `NEEDED_STYLES` it lacks.

    Raises
    ------
    UsageError
        If the file is missing, is no Word file, holds macros, or its header or footer takes something from
        another file or place.
    """
    if not path.is_file():
        raise UsageError("error.template_missing", path=str(path))
    if archive_fault(path) is not None:
        raise UsageError("error.template_unreadable", path=str(path))
    try:
        parts = unpack(path.read_bytes())
        if any(_MACROS.search(name) and not _SAFE_BINARY.search(name) for name in parts):
            raise UsageError("error.template_macros", path=str(path))
        parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _DOCUMENT)
        document = Document(BytesIO(pack(parts)))
        _empty(document)
        _name_as_word_does(document)
        fetches = any(map(_fetches, _beside(document)))
        names = {style.name for style in document.styles}
    except _FAULTS as fault:
        raise UsageError("error.template_unreadable", path=str(path)) from fault
    if fetches:
        raise UsageError("error.template_links", path=str(path))
    return document, tuple(name for name in NEEDED_STYLES if name not in names)


def _empty(document: Any) -> None:  # noqa: ANN401 (python-docx is not typed)
    """Take out the text of a document, and all that only its text was related to."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    relations = document.part.rels
    for name in [name for name, one in relations.items() if _kind(one) not in _KEPT or one.is_external]:
        del relations[name]
    settings = document.settings
    for tag in _SETTINGS_OF_THE_TEXT:
        for element in settings.element.findall(qn(f"w:{tag}")):
            settings.element.remove(element)
    for one in relations.values():
        if _kind(one) == "settings":
            one.target_part.rels.clear()


def _name_as_word_does(document: Any) -> None:  # noqa: ANN401 (python-docx is not typed)
    """Give Word's own styles the names that Word stores, where another program named them in French."""
    styles = document.styles.element.findall(qn("w:style"))
    names = [one for style in styles for one in style.findall(qn("w:name"))]
    known = {one.get(qn("w:val")) for one in names}
    for one in names:
        name = _OTHER_NAMES.get(one.get(qn("w:val")))
        if name and name not in known:
            one.set(qn("w:val"), name)
            known.add(name)


def _beside(document: Any) -> list[Any]:  # noqa: ANN401 (python-docx is not typed)
    return [one.target_part for one in document.part.rels.values()]


def _fetches(part: Any) -> bool:  # noqa: ANN401 (python-docx is not typed)
    """Tell whether a part takes something from elsewhere, or holds an object of another program."""
    for one in part.rels.values():
        if _kind(one) in _OBJECTS or (one.is_external and _kind(one) != "hyperlink"):
            return True
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    words = "".join(element.text or "" for element in root.iter(qn("w:instrText")))
    words += " ".join(element.get(qn("w:instr"), "") for element in root.iter(qn("w:fldSimple")))
    return _FETCHING_FIELD.search(words) is not None


def _kind(relation: Any) -> str:  # noqa: ANN401 (python-docx is not typed)
    return str(relation.reltype).rpartition("/")[2]
