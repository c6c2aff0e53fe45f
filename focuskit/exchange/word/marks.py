"""Where the signs of comments stand in the turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from focuskit.exchange.word.names import comment_bookmark
from focuskit.exchange.word.runs import bookmark
from focuskit.model.word_comments import WordAnchor, WordComment, WordTranscript


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

    def markup(self, *, at_the_end: bool) -> str:
        """Return the signs; LibreOffice wants those that end together in another order at a turn's end."""
        ends = reversed(self.ends) if at_the_end else self.ends
        return "".join((*ends, *self.points, *self.starts))


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


def comment_signs(
    comments: Iterable[Numbered], transcript: WordTranscript, first_bookmark: int
) -> Mapping[int, Mapping[int, str]]:
    """Return the markup at each offset of each turn; bookmarks are numbered from ``first_bookmark``."""
    signs: defaultdict[int, defaultdict[int, _Signs]] = defaultdict(lambda: defaultdict(_Signs))
    for one in comments:
        place = shown_place(one.comment.anchor, transcript)
        start = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in one.numbers)
        end = _end(one, first_bookmark + one.place)
        if (place.first, place.start) == (place.last, place.end):
            signs[place.first][place.start].points.append(start + end)
            continue
        signs[place.first][place.start].starts.append(start)
        signs[place.last][place.end].ends.append(end)
    lengths = {turn.number: len(turn.text) for turn in transcript.turns}
    return {
        turn: {offset: one.markup(at_the_end=offset == lengths[turn]) for offset, one in places.items()}
        for turn, places in signs.items()
    }


def shown_place(anchor: WordAnchor, transcript: WordTranscript) -> WordAnchor:
    """Return a place without the turns at its edges that none of its words are in.

    LibreOffice loses comments that start at the end of a paragraph. A place without words is a point.
    """
    held = [
        turn
        for turn in transcript.turns_of(anchor)
        if (anchor.end if turn.number == anchor.last else len(turn.text))
        > (anchor.start if turn.number == anchor.first else 0)
    ]
    if not held:
        return WordAnchor(anchor.first, anchor.start, anchor.first, anchor.start)
    first, last = held[0], held[-1]
    return WordAnchor(
        first.number,
        anchor.start if first.number == anchor.first else 0,
        last.number,
        anchor.end if last.number == anchor.last else len(last.text),
    )


def _end(one: Numbered, number: int) -> str:
    ends = [(f'<w:commentRangeEnd w:id="{n}"/>', _reference(n)) for n in one.numbers]
    (end, reference), *others = ends
    return end + bookmark(one.bookmark, number, reference) + "".join(map("".join, others))


def _reference(number: int) -> str:
    looks = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
    return f'<w:r>{looks}<w:commentReference w:id="{number}"/></w:r>'
