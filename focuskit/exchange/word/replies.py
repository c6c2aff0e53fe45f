"""Replies that a program turned into comments of their own, given back to the comment they answer."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from focuskit.exchange.word.found import FoundComment
from focuskit.exchange.word.ledger import WrittenComment
from focuskit.exchange.word.remarks_in import FoundRemark
from focuskit.exchange.word.remarks_out import clock_of
from focuskit.model.word_comments import WordReply
from focuskit.xml_words import writable

_Traits = tuple[str, str, str | None]


def adopt_replies(
    found: Sequence[FoundComment], matched: Mapping[int, WrittenComment]
) -> tuple[tuple[FoundComment, ...], dict[int, WrittenComment]]:
    """Return the comments without those that are replies written, these with their comment; and the matches.

    A reply says what it said, by whom and when; the one on the words of its comment is taken first.
    """
    loose: defaultdict[_Traits, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if place not in matched and not one.replies:
            loose[_remark_traits(one.remark)].append(place)
    adopted: dict[int, list[FoundRemark]] = {}
    taken: set[int] = set()
    for place, written in matched.items():
        one = found[place]
        present = {_remark_traits(reply) for reply in one.replies}
        for traits in map(_reply_traits, written.comment.replies):
            if traits not in present and loose.get(traits):
                nearest = min(loose[traits], key=lambda other: _distance(found[other], one))
                loose[traits].remove(nearest)
                taken.add(nearest)
                adopted.setdefault(place, []).append(found[nearest].remark)
    kept = [place for place in range(len(found)) if place not in taken]
    whole = tuple(
        replace(found[place], replies=(*adopted.get(place, ()), *found[place].replies)) for place in kept
    )
    return whole, {new: matched[old] for new, old in enumerate(kept) if old in matched}


def _distance(one: FoundComment, other: FoundComment) -> int:
    return abs((one.start or 0) - (other.start or 0)) + abs((one.end or 0) - (other.end or 0))


def known_replies(read: Sequence[WordReply], written: Sequence[WordReply]) -> tuple[WordReply, ...]:
    """Return the replies read, those written as they were."""
    known: defaultdict[_Traits, deque[WordReply]] = defaultdict(deque)
    for reply in written:
        known[_reply_traits(reply)].append(reply)
    waiting = (known[_reply_traits(reply)] for reply in read)
    return tuple(same.popleft() if same else reply for reply, same in zip(read, waiting, strict=True))


def _reply_traits(reply: WordReply) -> _Traits:
    return _bare(writable(reply.text)), writable(reply.author), clock_of(reply.at)


def _remark_traits(remark: FoundRemark) -> _Traits:
    return _bare(remark.text), remark.author, remark.at


def _bare(text: str) -> str:
    """Return a text without its white space, which programs change in comments."""
    return "".join(text.split())
