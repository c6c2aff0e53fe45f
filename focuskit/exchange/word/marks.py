"""Where the signs of comments stand in the turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from focuskit.exchange.word.names import comment_bookmark
from focuskit.exchange.word.runs import bookmark
from focuskit.model.word_comments import WordComment, WordTranscript


@dataclass(frozen=True, slots=True)
class Numbered:
    """A comment with the identifier it has in the file; those of its replies follow it."""

    number: int
    place: int
    comment: WordComment

    @property
    def numbers(self) -> Iterator[int]:
        """Identifiers of the comment and its replies."""
        return iter(range(self.number, self.number + 1 + len(self.comment.replies)))

    @property
    def bookmark(self) -> str:
        """The bookmark around its sign."""
        return comment_bookmark(self.comment.key, self.place)


@dataclass(slots=True)
class _Signs:
    """The signs at one offset: what ends there stands before what starts there."""

    ends: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "".join((*self.ends, *self.points, *self.starts))


def number_comments(transcript: WordTranscript) -> tuple[Numbered, ...]:
    """Return the comments in the order of the words they stand on, numbered."""
    made: list[Numbered] = []
    number = 0
    order = sorted(
        transcript.comments, key=lambda one: (one.turn_first, one.start, -one.turn_last, -one.end, one.key)
    )
    for place, comment in enumerate(order):
        made.append(Numbered(number, place, comment))
        number += 1 + len(comment.replies)
    return tuple(made)


def comment_signs(comments: Iterable[Numbered], first_bookmark: int) -> Mapping[int, Mapping[int, str]]:
    """Return the markup at each offset of each turn; bookmarks are numbered from ``first_bookmark``."""
    signs: defaultdict[int, defaultdict[int, _Signs]] = defaultdict(lambda: defaultdict(_Signs))
    for one in comments:
        comment = one.comment
        start = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in one.numbers)
        end = _end(one, first_bookmark + one.place)
        if (comment.turn_first, comment.start) == (comment.turn_last, comment.end):
            signs[comment.turn_first][comment.start].points.append(start + end)
            continue
        signs[comment.turn_first][comment.start].starts.append(start)
        signs[comment.turn_last][comment.end].ends.append(end)
    return {turn: {offset: str(one) for offset, one in places.items()} for turn, places in signs.items()}


def _end(one: Numbered, number: int) -> str:
    ends = [(f'<w:commentRangeEnd w:id="{n}"/>', _reference(n)) for n in one.numbers]
    (end, reference), *others = ends
    return end + bookmark(one.bookmark, number, reference) + "".join(map("".join, others))


def _reference(number: int) -> str:
    looks = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
    return f'<w:r>{looks}<w:commentReference w:id="{number}"/></w:r>'
