"""A part of a Word file as one text; its paragraphs, bookmarks and signs of comments at their offsets.

Insertions are read, deletions are not; content controls, links, smart tags and tables are read through; the
paragraphs of a text box follow the one that holds it. Line breaks and tabs are characters of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

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
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_PRIVATE_USE = 0xE000


@dataclass(frozen=True, slots=True)
class FlowParagraph:
    """A paragraph: its place in the text, and what identifies it (``None`` if nothing does)."""

    start: int
    end: int
    in_table: bool
    identifier: str | None


@dataclass(frozen=True, slots=True)
class Sign:
    """An offset of the text; ``order`` counts all signs, to tell which of two at one offset stands first."""

    offset: int
    order: int


@dataclass(frozen=True, slots=True)
class FlowBookmark:
    """A bookmark from one sign to another."""

    name: str
    start: Sign
    end: Sign


@dataclass(slots=True)
class Flow:
    """The text, paragraphs joined by a line feed, and what stands in it.

    ``starts``, ``ends`` and ``references`` are the signs of comments by their identifier.
    """

    text: str = ""
    paragraphs: list[FlowParagraph] = field(default_factory=list)
    bookmarks: list[FlowBookmark] = field(default_factory=list)
    starts: dict[str, Sign] = field(default_factory=dict)
    ends: dict[str, Sign] = field(default_factory=dict)
    references: dict[str, Sign] = field(default_factory=dict)
    n_insertions: int = 0
    n_deletions: int = 0

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph that holds an offset; -1 if there is none before it."""
        return bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1

    def words(self, paragraph: FlowParagraph) -> str:
        """Return the text of a paragraph."""
        return self.text[paragraph.start : paragraph.end]


@lru_cache(maxsize=4096)
def local_name(tag: object) -> str:
    """Return the name of a tag or attribute without its namespace; nothing for a comment or an entity."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its local name, ``None`` if it is not there."""
    return next((str(value) for key, value in element.attrib.items() if local_name(str(key)) == name), None)


def read_flow(root: etree._Element) -> Flow:
    """Return what stands below an element."""
    return _Walk().read(root)


class _Walk:
    """Builds a flow from the elements of a part, in their order."""

    def __init__(self) -> None:
        self._flow = Flow()
        self._pieces: list[str] = []
        self._length = 0
        self._n_signs = 0
        self._open: tuple[int, str | None] | None = None
        self._boxes: list[etree._Element] = []
        self._marks: dict[str, tuple[str, Sign]] = {}
        self._n_tables = 0
        self._is_deleted = False
        self._signs: dict[str, Callable[[etree._Element], None]] = {
            "bookmarkStart": self._start_bookmark,
            "bookmarkEnd": self._end_bookmark,
            "commentRangeStart": lambda one: self._sign(self._flow.starts, one),
            "commentRangeEnd": lambda one: self._sign(self._flow.ends, one),
            "commentReference": lambda one: self._sign(self._flow.references, one),
        }

    def read(self, root: etree._Element) -> Flow:
        self._walk(root)
        self._close()
        self._flow.text = "".join(self._pieces)
        return self._flow

    def _walk(self, element: etree._Element) -> None:
        for child in element:
            name = local_name(child.tag)
            if name in self._signs:
                self._signs[name](child)
            elif name == "p":
                self._paragraph(child)
            elif name not in _SILENT:
                self._inner(name, child)

    def _inner(self, name: str, element: etree._Element) -> None:
        if name == "t" or name in _CHARACTERS or name == "sym":
            self._add(name, element)
        elif name == "txbxContent":
            self._boxes.append(element)
        elif name in _DELETED:
            self._deletion(element)
        elif name in {"tbl", "tc"}:
            self._table(element)
        else:
            self._flow.n_insertions += name in _INSERTED
            self._walk(_first_branch(element) if name == "AlternateContent" else element)

    def _add(self, name: str, element: etree._Element) -> None:
        if self._is_deleted:
            return
        text = element.text or "" if name == "t" else _CHARACTERS.get(name) or _symbol(element)
        self._pieces.append(text)
        self._length += len(text)

    def _deletion(self, element: etree._Element) -> None:
        """Pass over deleted words; the signs of comments among them stay."""
        before, self._is_deleted = self._is_deleted, True
        self._flow.n_deletions += 1
        self._walk(element)
        self._is_deleted = before

    def _table(self, element: etree._Element) -> None:
        self._close()
        self._n_tables += 1
        self._walk(element)
        self._close()
        self._n_tables -= 1

    def _paragraph(self, element: etree._Element) -> None:
        if self._open is None:
            if self._flow.paragraphs:
                self._pieces.append("\n")
                self._length += 1
            self._open = (self._length, attribute(element, "paraId"))
        outer, self._boxes = self._boxes, []
        self._walk(element)
        boxes, self._boxes = self._boxes, outer
        if not _end_is_deleted(element):
            self._close()
        for box in boxes:
            self._close()
            self._walk(box)

    def _close(self) -> None:
        """End a paragraph; one whose own end was deleted goes on in the next."""
        if self._open is not None:
            start, identifier = self._open
            self._flow.paragraphs.append(FlowParagraph(start, self._length, self._n_tables > 0, identifier))
            self._open = None

    def _here(self, *, starts: bool = False) -> Sign:
        """Return a sign; what starts between two paragraphs starts with the second."""
        self._n_signs += 1
        between = starts and self._open is None and bool(self._flow.paragraphs)
        return Sign(self._length + between, self._n_signs)

    def _sign(self, signs: dict[str, Sign], element: etree._Element) -> None:
        here = self._here(starts=signs is self._flow.starts)
        signs.setdefault(attribute(element, "id") or "", here)

    def _start_bookmark(self, element: etree._Element) -> None:
        name = attribute(element, "name") or ""
        self._marks[attribute(element, "id") or ""] = (name, self._here(starts=True))

    def _end_bookmark(self, element: etree._Element) -> None:
        started = self._marks.pop(attribute(element, "id") or "", None)
        if started is not None:
            self._flow.bookmarks.append(FlowBookmark(*started, self._here()))


def _first_branch(element: etree._Element) -> etree._Element:
    """Return the first branch of alternate content: all branches show the same."""
    return next((child for child in element if local_name(child.tag)), element)


def _symbol(element: etree._Element) -> str:
    """Return the character of a symbol, nothing for those that only a symbol font can show."""
    try:
        number = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < _PRIVATE_USE else ""  # noqa: PLR2004


def _end_is_deleted(paragraph: etree._Element) -> bool:
    """Tell whether the paragraph's end was deleted, so that the next paragraph follows on the same line."""
    if len(paragraph) == 0 or local_name(paragraph[0].tag) != "pPr":
        return False
    runs = (run for run in paragraph[0] if local_name(run.tag) == "rPr")
    return any(local_name(mark.tag) in _DELETED for run in runs for mark in run)
