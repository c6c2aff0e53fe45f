"""Which comment found is which comment written.

Programs number comments anew and move or drop what tells them apart, so that several things are tried, the
surest first: the bookmark at its sign or the identifier of its paragraph, with author and date, codes and
words; then the same without bookmark; at last bookmark, codes and words, for authors taken out of the file.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from focuskit.exchange.word.flow import Flow, FlowBookmark
from focuskit.exchange.word.found import FoundComment
from focuskit.exchange.word.ledger import WrittenComment, comment_digest
from focuskit.exchange.word.names import is_comment_bookmark
from focuskit.exchange.word.remarks_out import clock_of
from focuskit.model.word_comments import parse_codes
from focuskit.xml_words import writable


class _Pointing(IntEnum):
    """How surely a bookmark or an identifier points from a comment found to one written."""

    NOT = 0
    NEAR = 1
    SURE = 2


_PASSES = (
    (_Pointing.SURE, ("author", "clock", "codes", "words")),
    (_Pointing.NEAR, ("author", "clock", "codes", "words")),
    (_Pointing.SURE, ("author", "clock", "codes")),
    (_Pointing.SURE, ("author", "clock", "words")),
    (_Pointing.NEAR, ("author", "clock", "codes")),
    (_Pointing.NEAR, ("author", "clock", "words")),
    (_Pointing.NOT, ("author", "clock", "codes", "words")),
    (_Pointing.NEAR, ("author", "clock")),
    (_Pointing.NOT, ("author", "clock", "words")),
    (_Pointing.NOT, ("author", "clock", "codes")),
    (_Pointing.NEAR, ("author", "codes")),
    (_Pointing.NEAR, ("author", "words")),
    (_Pointing.NEAR, ("codes", "words")),
)
"""How surely something must point from one to the other, and what must be the same besides."""


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a comment found and a comment written are compared by."""

    author: str
    clock: str | None
    codes: tuple[str, ...]
    words: str

    def of(self, names: tuple[str, ...]) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in names)


def match_comments(
    found: Sequence[FoundComment], written: Sequence[WrittenComment], flow: Flow
) -> dict[int, WrittenComment]:
    """Return the comment written of each comment found that is one, by its place in ``found``."""
    ours = [_written_traits(one) for one in written]
    theirs = [_found_traits(one) for one in found]
    pointing = list(_pointing(found, written, flow))
    matched: dict[int, int] = {}
    free = set(range(len(written)))
    for least, names in _PASSES:
        waiting: defaultdict[tuple[object, ...], deque[int]] = defaultdict(deque)
        for place in sorted(free):
            waiting[ours[place].of(names)].append(place)
        for place in (place for place in range(len(found)) if place not in matched):
            same = waiting.get(theirs[place].of(names), deque())
            chosen = next((one for one in same if pointing[place].get(one, _Pointing.NOT) >= least), None)
            if chosen is not None:
                same.remove(chosen)
                free.discard(chosen)
                matched[place] = chosen
    return {place: written[one] for place, one in matched.items()}


def bookmarks_by_offset(flow: Flow) -> dict[int, list[FlowBookmark]]:
    """Return the bookmarks of comments at each offset."""
    marks: defaultdict[int, list[FlowBookmark]] = defaultdict(list)
    for mark in flow.bookmarks:
        if is_comment_bookmark(mark.name):
            for offset in {mark.start.offset, mark.end.offset}:
                marks[offset].append(mark)
    return marks


def _pointing(
    found: Sequence[FoundComment], written: Sequence[WrittenComment], flow: Flow
) -> Iterator[dict[int, _Pointing]]:
    """Yield the comments written that something points to, for each comment found."""
    by_mark = {one.bookmark: place for place, one in enumerate(written)}
    by_paragraph = {one.paragraph: place for place, one in enumerate(written)}
    marks = bookmarks_by_offset(flow)
    for one in found:
        pointed = {}
        for mark in marks.get(one.sign.offset, ()) if one.sign else ():
            if one.sign and mark.name.lower() in by_mark:
                encloses = mark.start.order < one.sign.order < mark.end.order
                pointed[by_mark[mark.name.lower()]] = _Pointing.SURE if encloses else _Pointing.NEAR
        for identifier in one.remark.paragraphs:
            if identifier in by_paragraph:
                pointed[by_paragraph[identifier]] = _Pointing.SURE
        yield pointed


def _written_traits(one: WrittenComment) -> _Traits:
    comment = one.comment
    codes = tuple(map(writable, comment.codes))
    return _Traits(writable(comment.author), clock_of(comment.at), codes, one.words)


def _found_traits(one: FoundComment) -> _Traits:
    remark = one.remark
    return _Traits(remark.author, remark.at, parse_codes(remark.text), comment_digest(one.words))
