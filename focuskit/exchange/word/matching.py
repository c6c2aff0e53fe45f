"""Which comment found is which comment written.

Programs number comments anew and move or drop what tells them apart, so that several things are tried, the
surest first: the bookmark at its sign or the identifier of its paragraph, with author and date, codes and
words; then the same without bookmark; at last bookmark, codes and words, for authors taken out of the file.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from focuskit.exchange.word.flow import Flow
from focuskit.exchange.word.found import FoundComment
from focuskit.exchange.word.ledger import WrittenComment, comment_digest
from focuskit.exchange.word.names import is_comment_bookmark, writable
from focuskit.exchange.word.remarks_out import clock_of
from focuskit.model.word_comments import parse_codes

_PASSES = (
    (True, ("author", "clock", "codes", "words")),
    (True, ("author", "clock", "codes")),
    (True, ("author", "clock", "words")),
    (False, ("author", "clock", "codes", "words")),
    (True, ("author", "clock")),
    (False, ("author", "clock", "words")),
    (False, ("author", "clock", "codes")),
    (True, ("author", "codes")),
    (True, ("author", "words")),
    (True, ("codes", "words")),
)
"""Whether a bookmark or identifier is needed, and what must be the same besides."""


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
    candidates = list(_candidates(found, written, flow))
    matched: dict[int, int] = {}
    free = set(range(len(written)))
    for needs_mark, names in _PASSES:
        waiting: defaultdict[tuple[object, ...], deque[int]] = defaultdict(deque)
        for place in sorted(free):
            waiting[ours[place].of(names)].append(place)
        for place in (place for place in range(len(found)) if place not in matched):
            same = waiting.get(theirs[place].of(names), deque())
            chosen = next((one for one in same if not needs_mark or one in candidates[place]), None)
            if chosen is not None:
                same.remove(chosen)
                free.discard(chosen)
                matched[place] = chosen
    return {place: written[one] for place, one in matched.items()}


def bookmarks_by_offset(flow: Flow) -> dict[int, set[str]]:
    """Return the names of the bookmarks of comments at each offset, in small letters."""
    names: defaultdict[int, set[str]] = defaultdict(set)
    for mark in flow.bookmarks:
        if is_comment_bookmark(mark.name):
            names[mark.start.offset].add(mark.name.lower())
            names[mark.end.offset].add(mark.name.lower())
    return names


def _candidates(
    found: Sequence[FoundComment], written: Sequence[WrittenComment], flow: Flow
) -> Iterator[set[int]]:
    """Yield the comments written that a bookmark or an identifier points to, for each comment found."""
    by_mark = {one.bookmark: place for place, one in enumerate(written)}
    by_paragraph = {one.paragraph: place for place, one in enumerate(written)}
    near = bookmarks_by_offset(flow)
    for one in found:
        names = near.get(one.sign, set()) if one.sign is not None else set()
        pointed = [by_mark.get(name) for name in names]
        pointed += [by_paragraph.get(identifier) for identifier in one.remark.paragraphs]
        yield {place for place in pointed if place is not None}


def _written_traits(one: WrittenComment) -> _Traits:
    comment = one.comment
    codes = tuple(map(writable, comment.codes))
    return _Traits(writable(comment.author), clock_of(comment.at), codes, one.words)


def _found_traits(one: FoundComment) -> _Traits:
    remark = one.remark
    return _Traits(remark.author, remark.at, parse_codes(remark.text), comment_digest(one.words))
