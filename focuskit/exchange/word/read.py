"""Reading back a transcript written by focuskit: its turns as they now are, and every comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from focuskit.errors import ForeignWordError
from focuskit.exchange.word.flow import Flow, read_flow
from focuskit.exchange.word.found import FoundComment, found_comments
from focuskit.exchange.word.ledger import Ledger, WrittenComment, WrittenTurn, comment_digest
from focuskit.exchange.word.matching import bookmarks_by_offset, match_comments
from focuskit.exchange.word.names import (
    DOCUMENT_PROPERTY,
    VERSION_PROPERTY,
    key_in_bookmark,
    read_turn_bookmark,
)
from focuskit.exchange.word.package import WordParts, read_parts
from focuskit.exchange.word.places import Places
from focuskit.exchange.word.remarks_out import clock_of
from focuskit.exchange.word.replies import adopt_replies, known_replies
from focuskit.exchange.word.turns_in import find_zones, read_turns, stray_paragraphs
from focuskit.model.word_comments import ReadComment, ReadWordTranscript, WordAnchor
from focuskit.xml_words import writable


def read_word_transcript(path: Path) -> ReadWordTranscript:
    """Read a .docx that `focuskit.exchange.word.write_word_transcript` wrote, whoever has worked on it since.

    Raises
    ------
    WordFileError
        If the file is no .docx that can be read.
    ForeignWordError
        If nothing in it tells that focuskit wrote it.
    """
    parts = read_parts(path)
    flow = read_flow(parts.document)
    ledger = parts.ledger or _ledger_left(flow, parts.properties)
    if ledger is None:
        raise ForeignWordError(path=str(path))
    zones = find_zones(flow, ledger)
    comments = _comments(parts, flow, ledger, Places(flow, zones))
    kept = {comment.key for comment in comments}
    removed = tuple(one.comment for one in ledger.comments if one.comment.key not in kept)
    return ReadWordTranscript(
        ledger.document_name,
        ledger.version_id,
        read_turns(flow, ledger, zones),
        tuple(one for one in comments if one.anchor is not None),
        tuple(one for one in comments if one.anchor is None),
        removed,
        tuple(one.key for one in removed) if ledger.is_whole else _keys_left(flow, kept),
        stray_paragraphs(flow, zones),
        flow.n_insertions,
        flow.n_deletions,
        ledger.is_whole,
    )


def _comments(parts: WordParts, flow: Flow, ledger: Ledger, places: Places) -> Sequence[ReadComment]:
    """Return all comments; not those written that the body refers to no more: Word does not show them."""
    found = found_comments(parts, flow, places)
    found, matched = adopt_replies(found, match_comments(found, ledger.comments, flow))
    comments = [
        _known(one, matched[place], places, tells_resolved=parts.threads is not None)
        if place in matched
        else one.comment()
        for place, one in enumerate(found)
    ]
    if not ledger.is_whole:
        return _with_keys_left(comments, found, flow)
    return [
        comment
        for comment, one in zip(comments, found, strict=True)
        if one.start is not None or comment.key is None
    ]


def _known(
    one: FoundComment, written: WrittenComment, places: Places, *, tells_resolved: bool
) -> ReadComment:
    """Return a comment found as what became of one written; what did not change is given back as it was."""
    comment, read = written.comment, one.comment()
    has_same_codes = tuple(map(writable, comment.codes)) == read.codes
    anchor = comment.anchor if _is_unmoved(one, written, places) else read.anchor
    words = read.words if anchor is None else places.words(anchor)
    return replace(
        read,
        key=comment.key,
        anchor=anchor,
        words=words,
        codes=comment.codes if has_same_codes else read.codes,
        author=comment.author if writable(comment.author) == read.author else read.author,
        at=comment.at if clock_of(comment.at) == read.at else read.at,
        initials=comment.initials if writable(comment.initials) == read.initials else read.initials,
        replies=known_replies(read.replies, comment.replies),
        resolved=read.resolved if tells_resolved else comment.resolved,
        written=comment,
        has_same_words=comment_digest(words) == written.words,
    )


def _is_unmoved(one: FoundComment, written: WrittenComment, places: Places) -> bool:
    """Tell whether a comment stands on the words it was written on, at the very edge of a turn included.

    Nobody can make a comment stand on no words at all while these are all there: LibreOffice does so where
    several comments that began in earlier paragraphs end together.
    """
    anchor = written.comment.anchor
    offsets = places.offsets(anchor)
    if offsets is None or comment_digest(places.words(anchor)) != written.words:
        return False
    place = places.anchor(*offsets)
    is_shrunk = place is not None and one.anchor == WordAnchor(place.last, place.end, place.last, place.end)
    return one.anchor == place or is_shrunk


def _ledger_left(flow: Flow, properties: dict[str, str]) -> Ledger | None:
    """Return what bookmarks and properties still tell, ``None`` if there is no bookmark of a turn."""
    named = dict(filter(None, (read_turn_bookmark(mark.name) for mark in flow.bookmarks)))
    if not named:
        return None
    turns = tuple(WrittenTurn(number, None, named[number]) for number in sorted(named))
    document, version = (properties.get(name, "") for name in (DOCUMENT_PROPERTY, VERSION_PROPERTY))
    return Ledger(document, version, turns, (), is_whole=False)


def _with_keys_left(
    comments: Sequence[ReadComment], found: Sequence[FoundComment], flow: Flow
) -> list[ReadComment]:
    """Give comments the key that the bookmark at their sign holds, where only one comment stands there."""
    marks = bookmarks_by_offset(flow)
    signs = Counter(one.sign.offset for one in found if one.sign)
    made = []
    for comment, one in zip(comments, found, strict=True):
        near = marks.get(one.sign.offset, []) if one.sign and signs[one.sign.offset] == 1 else []
        keys = [key for mark in near if (key := key_in_bookmark(mark.name)) is not None]
        made.append(replace(comment, key=keys[0]) if len(keys) == 1 else comment)
    return made


def _keys_left(flow: Flow, kept: Iterable[str | None]) -> tuple[str, ...]:
    """Return the keys in bookmarks whose comment is not there."""
    keys = {key for mark in flow.bookmarks if (key := key_in_bookmark(mark.name)) is not None}
    return tuple(sorted(keys.difference(key for key in kept if key is not None)))
