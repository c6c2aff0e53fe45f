"""XML files opened with care: nothing is fetched, no entity is expanded, every text is normalised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from lxml import etree

from focuskit.model.problems import Problem, error
from focuskit.signatures import foreign_signature
from focuskit.transcripts.clock import IMPOSSIBLE_MS, possible
from focuskit.transcripts.normalise import normalise_text, one_line
from focuskit.transcripts.text import control_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from focuskit.transcripts.reading import InputFile

_EDGE = "\x00"
_AROUND_EDGE = re.compile(rf"\s*{_EDGE}[\s{_EDGE}]*")
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_DEEPEST = 256
_MOST_ATTRIBUTES = 1000
"""Of one element: lxml looks each up among all."""
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def parse_xml(data: bytes) -> etree._Element | None:
    """Return the root of an XML document, ``None`` if it has none.

    A text of more than 10 MB in one piece is read where nothing in the document can swell.

    Raises
    ------
    lxml.etree.XMLSyntaxError
        If it is broken, or too deep or too large to be a document: `xml_fault` tells which.
    """
    try:
        return _parse(data, huge=False)
    except etree.XMLSyntaxError as fault:
        if not _passes_limits(fault) or not _cannot_swell(data):
            raise
        root = _parse(data, huge=True)
        if root is not None and _is_deep(root):
            raise
        return root


def xml_fault(fault: Exception, broken: str) -> str:
    """Return the message on an XML document that cannot be parsed: past a limit, else ``broken``."""
    return "xml_limits" if _passes_limits(fault) else broken


def _names_entities(data: bytes) -> bool:
    """Tell whether a document that could not be parsed declares entities of its own."""
    return any("<!ENTITY".encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _parse(data: bytes, *, huge: bool) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge)
    return etree.fromstring(data, parser)


def _passes_limits(fault: Exception) -> bool:
    return bool(getattr(fault, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT)


def _cannot_swell(data: bytes) -> bool:
    """Tell whether a document surely declares no entities: its markup is in ASCII, without a DOCTYPE."""
    declared = _ENCODING.match(data)
    is_ascii = declared is None or declared[1].lower().startswith(
        (b"utf-8", b"us-ascii", b"iso-8859", b"windows")
    )
    return is_ascii and b"\x00" not in data and b"<!DOCTYPE" not in data


def _is_deep(root: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def read_tree(file: InputFile) -> tuple[etree._Element | None, tuple[Problem, ...]]:
    """Return the root of an XML file with normalised texts, ``None`` if it cannot be used, and why."""
    data = file.path.read_bytes()
    if not data.strip():
        return None, (error(file.name, "problem.empty_file"),)
    foreign = foreign_signature(data)
    if foreign is not None:
        return None, (error(file.name, f"problem.{foreign}"),)
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as fault:
        if _names_entities(data):
            return None, (error(file.name, "problem.xml_entities"),)
        key = xml_fault(fault, "broken_xml")
        return None, (error(file.name, f"problem.{key}", line=fault.lineno or None),)
    trap = _trap(root)
    if root is None or trap is not None:
        return None, (error(file.name, f"problem.{trap}"),)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root, control_characters(file.name, _normalise(root))


def _trap(root: etree._Element | None) -> str | None:
    """Return the message on what no transcript holds, ``None`` where there is nothing of the kind."""
    if root is None or declares_entities(root) or next(root.iter(etree.Entity), None) is not None:
        return "xml_entities"
    has_many = any(len(element.attrib) > _MOST_ATTRIBUTES for element in root.iter("*"))
    return "xml_limits" if has_many else None


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Walk over the elements of these local names, in the order of the file."""
    return (element for element in root.iter("{*}*") if local_name(element) in names)


def words_of(element: etree._Element) -> str:
    """Return all the text in an element, on one line."""
    return one_line("".join(map(str, element.itertext())))


def event_mark(text: str) -> str:
    """Return an event as it is left in the text, apart from the words beside it (see `one_line_of`)."""
    return f"{_EDGE}{text}{_EDGE}"


def one_line_of(pieces: Iterable[str]) -> str:
    """Return pieces of a turn on one line, with one space between a mark and the words beside it."""
    return one_line(_AROUND_EDGE.sub(" ", "".join(pieces))).strip()


def identifier(element: etree._Element) -> str | None:
    """Return the ``xml:id`` or ``id`` of an element, ``None`` if it has none."""
    return element.get(_XML_ID) or element.get("id")


def line_of(element: etree._Element) -> int:
    """Return the line of the file where an element stands."""
    return cast("int | None", element.sourceline) or 1


def seconds_to_ms(written: str | None) -> int | None:
    """Return a number of seconds in milliseconds.

    ``None`` where none is written, `IMPOSSIBLE_MS` where it cannot be.
    """
    if not (written or "").strip():
        return None
    try:
        return possible(float(written or "") * 1000)
    except ValueError:
        return IMPOSSIBLE_MS


def declares_entities(root: etree._Element) -> bool:
    """Tell whether an XML file defines entities."""
    dtd = root.getroottree().docinfo.internalDTD
    return dtd is not None and bool(list(dtd.iterentities()))  # type: ignore[attr-defined]


def _normalise(root: etree._Element) -> int:
    """Normalise every text of a tree in place; return the number of control characters."""
    n_controls = 0
    for element in root.iter():
        for key, value in element.attrib.items():
            clean = normalise_text(str(value)).text
            if clean != value:
                element.set(key, clean)
        for part in ("text", "tail"):
            written = getattr(element, part)
            if written:
                normal = normalise_text(written)
                setattr(element, part, normal.text)
                n_controls += normal.n_controls
    return n_controls
