"""What a coder sees of a document: passages in order, each with the codes proposed for it or put on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.codebook import code_and_parents
from focuskit.model.documents import COUNTED_ROLES, Role
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion


@dataclass(frozen=True, slots=True)
class PlacedCode:
    """A code proposed for a passage, or put on words of it.

    Parameters
    ----------
    span
        The words: those of the passage for a proposed code.
    coder, decision
        Who put it there, by which decision; ``None`` for a proposed code.
    proposed
        The open suggestions behind a proposed code: one, or several in a first pass on top codes.
    """

    passage: int
    span: Span
    code: str
    coder: str | None = None
    decision: str | None = None
    proposed: tuple[Suggestion, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has decided on it yet."""
        return self.decision is None

    @property
    def origin(self) -> Origin | None:
        """Where a proposed code comes from; ``None`` for one that somebody put there."""
        return self.proposed[0].origin if self.proposed else None

    @property
    def score(self) -> float | None:
        """Highest probability a model gave, ``None`` if none spoke."""
        scores = [one.score for one in self.proposed if one.score is not None]
        return max(scores, default=None)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind the proposal."""
        return tuple(each for one in self.proposed for each in one.evidence)


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment with all that is shown beside it.

    Parameters
    ----------
    number, turn
        Segment and turn numbers, from 1.
    span
        Its words, without white space around them.
    speaker, role
        Who speaks, as outputs show them.
    opens_turn
        Whether it is the first segment of its turn.
    start_ms
        Time of the turn in milliseconds, ``None`` if unknown.
    question
        The question it answers, ``""`` if there is none.
    codes
        Proposed codes and codings, in the order of the codebook.
    is_starred, is_later, n_memos
        The marks and notes of coders on it.
    n_first
        How many codes its first pass meets: worked out once, as a whole document is laid out by it.
    """

    number: int
    turn: int
    span: Span
    speaker: str
    role: Role
    opens_turn: bool
    start_ms: int | None = None
    question: str = ""
    codes: tuple[PlacedCode, ...] = ()
    is_starred: bool = False
    is_later: bool = False
    n_memos: int = 0
    n_first: int = 0


class Level(StrEnum):
    """Which codes are met: all, top codes alone (first pass), or those within one code (second pass)."""

    ALL = "all"
    TOP = "top"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Pass:
    """A way through the codes; ``code`` is the one that a pass `WITHIN` stays in."""

    level: Level = Level.ALL
    code: str = ""


def codes_in_pass(passage: Passage, way: Pass, coder: str) -> tuple[PlacedCode, ...]:
    """Return the codes of a passage that a pass meets.

    In a first pass all that is proposed below a top code is one proposal of that top code; it is answered as
    soon as the coder has put the top code, or one below it, on the passage.
    """
    if way.level is Level.ALL:
        return passage.codes
    if way.level is Level.WITHIN:
        return tuple(one for one in passage.codes if _is_within(one.code, way.code))
    answered = {one.code.partition("/")[0] for one in passage.codes if one.coder == coder}
    tops: dict[str, list[Suggestion]] = {}
    shown: list[PlacedCode] = []
    for one in passage.codes:
        top = one.code.partition("/")[0]
        if not one.is_open:
            shown.append(one)
        elif top in tops:
            tops[top].extend(one.proposed)
        elif top not in answered:
            tops[top] = list(one.proposed)
            shown.append(one)
    return tuple(_at_top(one, tops) if one.is_open else one for one in shown)


def count_in_pass(passage: Passage, way: Pass) -> int:
    """Count what `codes_in_pass` returns, many times faster."""
    if way.level is Level.ALL or not passage.codes:
        return len(passage.codes)
    if way.level is Level.TOP:
        return passage.n_first
    return sum(_is_within(one.code, way.code) for one in passage.codes)


def count_in_first_pass(codes: Sequence[PlacedCode], coder: str | None) -> int:
    """Count the codes of a passage that a first pass of a coder meets."""
    put = [one for one in codes if one.decision is not None]
    answered = {one.code.partition("/")[0] for one in put if one.coder == coder}
    offered = {one.code.partition("/")[0] for one in codes if one.decision is None}
    return len(put) + len(offered - answered)


def _at_top(one: PlacedCode, tops: dict[str, list[Suggestion]]) -> PlacedCode:
    top = one.code.partition("/")[0]
    return PlacedCode(one.passage, one.span, top, proposed=tuple(tops[top]))


def _is_within(code: str, above: str) -> bool:
    return code == above or code.startswith(f"{above}/")


def is_within(code: str, above: Iterable[str]) -> bool:
    """Tell whether a code is one of those given, or below one."""
    wanted = set(above)
    return any(one in wanted for one in code_and_parents(code))


def passages_touched(passages: Sequence[Passage], span: Span) -> range:
    """Return the places (from 0) of the passages that a span overlaps; empty if there are none."""
    first = _first_ending_after(passages, span.start)
    last = first
    while last < len(passages) and passages[last].span.start < span.end:
        last += 1
    return range(first, last)


def _first_ending_after(passages: Sequence[Passage], offset: int) -> int:
    low, high = 0, len(passages)
    while low < high:
        middle = (low + high) // 2
        if passages[middle].span.end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def count_coded(passages: Iterable[Passage], given: Collection[int] | None, coder: str) -> tuple[int, int]:
    """Count the passages a coder is to code, and those that carry a coding of theirs.

    ``given`` are the numbers of those given to the coder; ``None``: all, but for moderators' words.
    """
    asked = [one for one in passages if (one.role in COUNTED_ROLES if given is None else one.number in given)]
    coded = [one for one in asked if any(not code.is_open and code.coder == coder for code in one.codes)]
    return len(asked), len(coded)
