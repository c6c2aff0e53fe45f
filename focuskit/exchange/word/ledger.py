"""The part of a written file that holds what was written, to tell afterwards what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from focuskit.exchange.word.names import LEDGER, words_digest
from focuskit.model.word_comments import WordAnchor, WordComment, WordReply, WordTranscript, WordTurn
from focuskit.xml_words import writable


@dataclass(frozen=True, slots=True)
class WrittenTurn:
    """A turn as written: the line above its words (``None`` if unknown) and their digest, maybe shortened."""

    number: int
    head: str | None
    sha256: str

    def is_digest_of(self, words: str) -> bool:
        """Tell whether these are the words written."""
        return words_digest(words).startswith(self.sha256)


@dataclass(frozen=True, slots=True)
class WrittenComment:
    """A comment as written; ``paragraph`` is the identifier of its last paragraph, ``words`` a digest."""

    comment: WordComment
    paragraph: str
    bookmark: str
    words: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that was written; ``is_whole`` is false where it was put together from what else is left."""

    document_name: str
    version_id: str
    turns: tuple[WrittenTurn, ...]
    comments: tuple[WrittenComment, ...]
    is_whole: bool = True


def shown_head(turn: WordTurn) -> str:
    """Return the line above the words of a turn: who speaks, and when; empty if neither is known."""
    shown = (" ".join(writable(part).split()) for part in (turn.speaker_shown, turn.time or ""))
    return "\N{EM SPACE}".join(part for part in shown if part)


def words_of(anchor: WordAnchor, transcript: WordTranscript) -> str:
    """Return the words of a place, those of several turns joined by a line feed."""
    pieces = []
    for turn in transcript.turns_of(anchor):
        end = anchor.end if turn.number == anchor.last else None
        pieces.append(turn.text[anchor.start if turn.number == anchor.first else 0 : end])
    return "\n".join(pieces)


def comment_digest(words: str) -> str:
    """Return the digest of the words of a comment, whatever white space stands between them."""
    return words_digest(" ".join(words.split()))


def ledger_xml(transcript: WordTranscript, comments: Iterable[WrittenComment]) -> bytes:
    """Return the part."""
    root = etree.Element(f"{{{LEDGER}}}transcript", nsmap={None: LEDGER})  # type: ignore[dict-item]
    content = {
        "document": transcript.document_name,
        "version": transcript.version_id,
        "turns": [[turn.number, shown_head(turn), words_digest(turn.text)] for turn in transcript.turns],
        "comments": [_written_values(one) for one in comments],
    }
    root.text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def parse_ledger(root: etree._Element) -> Ledger | None:
    """Return what a part holds, ``None`` if it is another part or was tampered with."""
    if root.tag != f"{{{LEDGER}}}transcript":
        return None
    try:
        content = json.loads(root.text or "")
        return Ledger(
            str(content["document"]),
            str(content["version"]),
            tuple(WrittenTurn(int(n), str(head), str(digest)) for n, head, digest in content["turns"]),
            tuple(map(_read_values, content["comments"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _written_values(one: WrittenComment) -> dict[str, object]:
    comment = one.comment
    replies = [[reply.text, reply.author, reply.at, reply.initials] for reply in comment.replies]
    return {
        "key": comment.key,
        "place": [comment.turn_first, comment.start, comment.turn_last, comment.end],
        "codes": list(comment.codes),
        "by": [comment.author, comment.at, comment.initials],
        "replies": replies,
        "resolved": comment.resolved,
        "found": [one.paragraph, one.bookmark, one.words],
    }


def _read_values(values: dict[str, list[str]]) -> WrittenComment:
    first, start, last, end = map(int, values["place"])
    author, at, initials = values["by"]
    comment = WordComment(
        str(values["key"]),
        first,
        start,
        last,
        end,
        tuple(map(str, values["codes"])),
        author,
        at,
        initials,
        tuple(WordReply(*reply) for reply in values["replies"]),
        bool(values["resolved"]),
    )
    paragraph, bookmark, words = map(str, values["found"])
    return WrittenComment(comment, paragraph, bookmark, words)
