"""What the comments of a Word file say, and which of them answer others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from focuskit.exchange.word.flow import attribute, local_name, read_flow
from focuskit.exchange.word.package import WordParts
from focuskit.model.word_comments import WordReply

_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class FoundRemark:
    """A comment or a reply as found.

    ``number`` is its identifier in the file; ``paragraphs`` identify its lines where the file does so;
    ``parent`` is the identifier of the comment it answers, ``None`` for a comment.
    """

    number: str
    text: str
    author: str
    at: str | None
    initials: str
    paragraphs: tuple[str, ...]
    parent: str | None
    resolved: bool

    @property
    def reply(self) -> WordReply:
        """The same as a reply."""
        return WordReply(self.text, self.author, self.at, self.initials)


@dataclass(frozen=True, slots=True)
class _Entry:
    parent: str | None
    resolved: bool


def found_remarks(parts: WordParts) -> tuple[FoundRemark, ...]:
    """Return the comments and replies of a file, in the order of the part that holds them."""
    if parts.comments is None:
        return ()
    elements = [one for one in parts.comments if local_name(one.tag) == "comment"]
    entries = dict(_entries(parts.threads)) if parts.threads is not None else {}
    by_paragraph = {
        identifier: attribute(one, "id") or "" for one in elements for identifier in _paragraph_ids(one)
    }
    return tuple(_remark(one, entries, by_paragraph) for one in elements)


def thread_remarks(
    remarks: tuple[FoundRemark, ...],
) -> tuple[tuple[FoundRemark, ...], dict[str, tuple[FoundRemark, ...]]]:
    """Return the comments, and the replies of each by its identifier, those to replies too."""
    parents = {remark.number: remark.parent for remark in remarks}
    comments: list[FoundRemark] = []
    threads: defaultdict[str, list[FoundRemark]] = defaultdict(list)
    for remark in remarks:
        top = _top(remark.number, parents)
        if top == remark.number:
            comments.append(remark)
        else:
            threads[top].append(remark)
    return tuple(comments), {number: tuple(thread) for number, thread in threads.items()}


def _top(number: str, parents: dict[str, str | None]) -> str:
    """Return the comment that a reply belongs to; itself for a comment, or where replies go in a circle."""
    top, seen = number, {number}
    while (parent := parents.get(top)) is not None:
        if parent in seen:
            return number
        seen.add(parent)
        top = parent
    return top


def _entries(root: etree._Element) -> Iterator[tuple[str, _Entry]]:
    for one in root:
        paragraph = attribute(one, "paraId")
        if paragraph is not None:
            parent = attribute(one, "paraIdParent")
            yield paragraph.upper(), _Entry(parent and parent.upper(), attribute(one, "done") in _TRUE)


def _paragraph_ids(element: etree._Element) -> tuple[str, ...]:
    found = (attribute(one, "paraId") for one in element.iter() if local_name(one.tag) == "p")
    return tuple(identifier.upper() for identifier in found if identifier)


def _remark(element: etree._Element, entries: dict[str, _Entry], by_paragraph: dict[str, str]) -> FoundRemark:
    number, paragraphs = attribute(element, "id") or "", _paragraph_ids(element)
    entry = next(
        (entries[one] for one in reversed(paragraphs) if one in entries), _Entry(None, resolved=False)
    )
    parent = by_paragraph.get(entry.parent or "")
    return FoundRemark(
        number,
        read_flow(element).text,
        attribute(element, "author") or "",
        _clock(attribute(element, "date")),
        attribute(element, "initials") or "",
        paragraphs,
        None if parent == number else parent,
        entry.resolved,
    )


def _clock(written: str | None) -> str | None:
    """Return a date as ISO without zone: Word writes the clock of the writer, whatever letter follows."""
    try:
        return datetime.fromisoformat(written or "").replace(tzinfo=None, microsecond=0).isoformat()
    except ValueError:
        return None
