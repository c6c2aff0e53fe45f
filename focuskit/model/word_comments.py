"""Codings as comments of a Word file: what is written, and what is read back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

SUGGESTION_AUTHOR = "focuskit ?"
"""Author of the comments that nobody has decided on: what the machine suggests."""

_LINES = re.compile("[\n\r\v]+")
_SEPARATORS = re.compile("([;,]+)")
_MOST_PIECES = 8
_BULLET = re.compile(r"^(?:[\s•◦▪▫‣⁃∙·●○■□–—*>→✓-]+|\d{1,2}[.)]\s+)+")


def parse_codes(text: str, is_code: Callable[[str], bool] | None = None) -> tuple[str, ...]:
    """Return the codes written in a comment: one per line, or separated by ``;`` or ``,``.

    Bullets, numbers of lists and spaces around them are taken off; a code written twice is one code.

    Parameters
    ----------
    is_code
        Tells whether a name is a code's: one that holds a ``,`` or ``;`` is then read as a whole, the
        longest first. ``None``: every ``,`` and ``;`` separates.
    """
    pieces = (piece for line in _LINES.split(text) for piece in _names_of(line, is_code))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _names_of(line: str, is_code: Callable[[str], bool] | None) -> Iterator[str]:
    parts = _SEPARATORS.split(line)
    at = 0
    while at < len(parts):
        taken = 1
        if is_code is not None:
            longest = min(len(parts) - at, 2 * _MOST_PIECES - 1)
            whole = (n for n in range(longest, 1, -2) if is_code(_bare("".join(parts[at : at + n]))))
            taken = next(whole, 1)
        yield _bare("".join(parts[at : at + taken]))
        at += taken + 1


def _bare(written: str) -> str:
    return _BULLET.sub("", written.strip()).strip()


@dataclass(frozen=True, slots=True)
class WordAnchor:
    """The place of a comment: offset ``start`` in the words of ``first`` to offset ``end`` in ``last``.

    ``first`` and ``last`` are numbers of turns, or, in a file focuskit did not write, places of paragraphs
    counted from 0. Offsets are Unicode code points; ``end`` is exclusive.
    """

    first: int
    start: int
    last: int
    end: int


@dataclass(frozen=True, slots=True)
class WordReply:
    """An answer to a comment; ``at`` is an ISO date and time, ``None`` if unknown."""

    text: str
    author: str
    at: str | None
    initials: str = ""


@dataclass(frozen=True, slots=True)
class WordComment:
    """Codes on words, shown as one comment.

    Parameters
    ----------
    key
        What the project knows it by; unique in the file.
    turn_first, start, turn_last, end
        Place: offsets in the words of two turns, maybe the same.
    at
        ISO date and time of the decision, ``None`` if unknown. Word shows its clock, not its zone.

    Raises
    ------
    ValueError
        If the key is empty, the place runs backwards or a code could not be read back from the comment
        (see `parse_codes`).
    """

    key: str
    turn_first: int
    start: int
    turn_last: int
    end: int
    codes: tuple[str, ...]
    author: str
    at: str | None
    initials: str = ""
    replies: tuple[WordReply, ...] = ()
    resolved: bool = False

    def __post_init__(self) -> None:
        if not self.key:
            raise ValueError("a comment needs a key")
        if self.start < 0 or (self.turn_first, self.start) > (self.turn_last, self.end):
            raise ValueError(f"comment {self.key!r} ends before it starts")
        if parse_codes("\n".join(self.codes)) != self.codes:
            raise ValueError(f"codes of comment {self.key!r} cannot be read back: {self.codes!r}")

    @property
    def anchor(self) -> WordAnchor:
        """The place of the comment."""
        return WordAnchor(self.turn_first, self.start, self.turn_last, self.end)


@dataclass(frozen=True, slots=True)
class WordTurn:
    """A turn as the file shows it: ``text`` are its words, exactly.

    ``speaker_shown`` may be empty; ``time`` and ``question`` are texts to show, ``None`` if there are none. A
    question stands above the first of the turns that share it.
    """

    number: int
    speaker_shown: str
    is_moderator: bool
    time: str | None
    question: str | None
    text: str


@dataclass(frozen=True, slots=True)
class WordCode:
    """A row of the codebook at the end of the file: ``name`` is the full code name to copy.

    Rows of one ``facet`` (a label, may be empty) stand together; ``depth`` is 0 for a code without parent.
    """

    label: str
    name: str
    definition: str
    facet: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class WordTranscript:
    """A transcript to write, with its comments and the codebook.

    Raises
    ------
    ValueError
        If turn numbers do not rise, two comments have the same key, or a comment lies outside its turns.
    """

    document_name: str
    title: str
    version_id: str
    turns: tuple[WordTurn, ...]
    comments: tuple[WordComment, ...] = ()
    codes: tuple[WordCode, ...] = ()

    def __post_init__(self) -> None:
        numbers = [turn.number for turn in self.turns]
        if sorted(set(numbers)) != numbers:
            raise ValueError("turn numbers must rise")
        if len({comment.key for comment in self.comments}) != len(self.comments):
            raise ValueError("two comments have the same key")
        lengths = {turn.number: len(turn.text) for turn in self.turns}
        for one in self.comments:
            if one.start > lengths.get(one.turn_first, -1) or one.end > lengths.get(one.turn_last, -1):
                raise ValueError(f"comment {one.key!r} lies outside its turns")

    def turns_of(self, anchor: WordAnchor) -> tuple[WordTurn, ...]:
        """Return the turns from the first to the last of a place."""
        first = bisect_left(self.turns, anchor.first, key=lambda turn: turn.number)
        past = bisect_right(self.turns, anchor.last, key=lambda turn: turn.number)
        return self.turns[first:past]


@dataclass(frozen=True, slots=True)
class WordLabels:
    """The words of the file that are not the transcript's, in one language (``fr``, ``en``).

    ``how_to`` tells below the title how to code by comments; ``codebook_note`` stands above the codebook.
    """

    language: str
    how_to: str
    codebook: str
    codebook_note: str
    column_label: str
    column_name: str
    column_definition: str


class TurnFound(StrEnum):
    """How a turn was found again: its bookmark, its very words, its place in the order; or not at all."""

    BOOKMARK = "bookmark"
    WORDS = "words"
    ORDER = "order"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn read back.

    ``text`` are its words as they now are, ``None`` if it is missing; ``sha256`` is the digest of the words
    written (hexadecimal; the first 16 digits where the part that holds them whole was lost).
    """

    number: int
    text: str | None
    sha256: str
    is_unchanged: bool
    found: TurnFound


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment read.

    Parameters
    ----------
    key, written
        Of the comment written that this one is: its key, and its values as they were. ``None`` for a comment
        added since. ``written`` alone is ``None`` where the part that holds it was lost.
    anchor
        Its place; ``None`` where it touches no turn.
    words
        The words it stands on.
    has_same_words
        Whether these are the words it was written on, whatever white space stands between them; ``None``
        where that is not known.
    text, codes
        What the comment says, and the codes in it.
    at
        ISO date and time as Word shows it; for a comment written, with the zone it had. ``None`` if there is
        none.
    """

    key: str | None
    anchor: WordAnchor | None
    words: str
    text: str
    codes: tuple[str, ...]
    author: str
    at: str | None
    initials: str = ""
    replies: tuple[WordReply, ...] = ()
    resolved: bool = False
    written: WordComment | None = None
    has_same_words: bool | None = None


@dataclass(frozen=True, slots=True)
class ReadWordTranscript:
    """What became of a transcript in Word.

    Parameters
    ----------
    turns
        All turns written, in their order there.
    comments, outside
        Comments on turns; comments that touch no turn (title, codebook, notes, or nothing at all).
    removed
        The comments written that are no more there, as they were written.
    removed_keys
        Their keys, and of those only known by a bookmark left behind.
    strays
        Paragraphs between the turns that nobody wrote there.
    n_insertions, n_deletions
        Tracked changes: insertions were read as words, deletions were not.
    is_whole
        Whether the part that holds all that was written was found; without it, what the bookmarks tell.
    """

    document_name: str
    version_id: str
    turns: tuple[ReadTurn, ...]
    comments: tuple[ReadComment, ...]
    outside: tuple[ReadComment, ...]
    removed: tuple[WordComment, ...]
    removed_keys: tuple[str, ...]
    strays: tuple[str, ...]
    n_insertions: int
    n_deletions: int
    is_whole: bool

    @property
    def changed_turns(self) -> tuple[int, ...]:
        """Numbers of the turns whose words changed or that are missing."""
        return tuple(turn.number for turn in self.turns if not turn.is_unchanged)


@dataclass(frozen=True, slots=True)
class PlainParagraph:
    """A paragraph of a Word file that focuskit did not write."""

    text: str
    in_table: bool


@dataclass(frozen=True, slots=True)
class PlainWord:
    """The paragraphs of any Word file and its comments; anchors count paragraphs from 0.

    ``outside`` are comments that stand nowhere in the body (in a footnote, for instance).
    """

    paragraphs: tuple[PlainParagraph, ...]
    comments: tuple[ReadComment, ...]
    outside: tuple[ReadComment, ...]
    n_insertions: int
    n_deletions: int
