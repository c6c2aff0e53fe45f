"""Comments as found in a file: what they say, and the offsets they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from focuskit.exchange.word.flow import Flow, Sign
from focuskit.exchange.word.package import WordParts
from focuskit.exchange.word.places import Places
from focuskit.exchange.word.remarks_in import FoundRemark, found_remarks, thread_remarks
from focuskit.model.word_comments import ReadComment, WordAnchor, parse_codes


@dataclass(frozen=True, slots=True)
class FoundComment:
    """A comment found.

    ``start`` and ``end`` are offsets in the text of the file and ``sign`` is where its reference stands;
    all are ``None`` where the body does not refer to it. ``anchor`` is ``None`` outside all zones.
    """

    remark: FoundRemark
    replies: tuple[FoundRemark, ...]
    start: int | None
    end: int | None
    sign: Sign | None
    anchor: WordAnchor | None
    words: str

    def comment(self) -> ReadComment:
        """Return it as a comment nobody knows."""
        remark = self.remark
        return ReadComment(
            None,
            self.anchor,
            self.words,
            remark.text,
            parse_codes(remark.text),
            remark.author,
            remark.at,
            remark.initials,
            tuple(reply.reply for reply in self.replies),
            remark.resolved,
        )


def found_comments(parts: WordParts, flow: Flow, places: Places) -> tuple[FoundComment, ...]:
    """Return the comments of a file in the order of their words, those that stand nowhere last."""
    remarks, threads = thread_remarks(found_remarks(parts))
    found = (_found(one, threads.get(one.number, ()), flow, places) for one in remarks)
    nowhere = len(flow.text) + 1
    return tuple(
        sorted(found, key=lambda one: (nowhere if one.start is None else one.start, -(one.end or 0)))
    )


def _found(remark: FoundRemark, replies: tuple[FoundRemark, ...], flow: Flow, places: Places) -> FoundComment:
    offsets = sorted(_offsets(remark.number, flow))
    sign = flow.references.get(remark.number) or flow.ends.get(remark.number)
    if not offsets:
        return FoundComment(remark, replies, None, None, None, None, "")
    start, end = offsets[0], offsets[-1]
    anchor = places.anchor(start, end)
    words = flow.text[start:end] if anchor is None else places.words(anchor)
    return FoundComment(remark, replies, start, end, sign, anchor, words)


def _offsets(number: str, flow: Flow) -> Iterator[int]:
    """Yield where a comment starts and ends; where its reference stands if it has no range."""
    signs = [one[number] for one in (flow.starts, flow.ends) if number in one]
    if len(signs) < 2 and number in flow.references:  # noqa: PLR2004
        signs.append(flow.references[number])
    return (min(sign.offset, len(flow.text)) for sign in signs)
