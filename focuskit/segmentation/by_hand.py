"""What a coder cut or joined by hand, told apart from what the method cuts, and made again elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from focuskit.model.documents import Segment
from focuskit.model.spans import Span


@dataclass(frozen=True, slots=True)
class HandCuts:
    """Offsets at which segments begin by hand, and those at which the method alone begins one.

    ``parts`` are the stretches from each offset to the end of its segment, by which it is found again in a
    corrected text: shape ``(n_added + n_removed,)``, added ones first.
    """

    added: tuple[int, ...]
    removed: tuple[int, ...]
    parts: tuple[Span, ...]

    def __len__(self) -> int:
        """Return the number of changes."""
        return len(self.parts)


def find_hand_cuts(by_method: Sequence[Segment], current: Sequence[Segment]) -> HandCuts:
    """Compare the segments of a text with those that the method cuts in the same turns."""
    method, made = _inner(by_method), _inner(current)
    added, removed = made.keys() - method.keys(), method.keys() - made.keys()
    parts = [made[one] for one in sorted(added)] + [method[one] for one in sorted(removed)]
    return HandCuts(tuple(sorted(added)), tuple(sorted(removed)), tuple(parts))


def follow_text(cuts: HandCuts, place: Callable[[Sequence[Span]], Sequence[Span | None]]) -> HandCuts:
    """Return the changes in another version of the text; those whose words are not there go.

    Parameters
    ----------
    place
        Gives the place of spans in that version, ``None`` for none.
    """
    spots = place(cuts.parts)
    kept = [(spot, number < len(cuts.added)) for number, spot in enumerate(spots) if spot is not None]
    added = {spot.start: spot for spot, is_added in kept if is_added}
    removed = {spot.start: spot for spot, is_added in kept if not is_added and spot.start not in added}
    return HandCuts(tuple(added), tuple(removed), (*added.values(), *removed.values()))


def apply_hand_cuts(segments: Sequence[Segment], cuts: HandCuts) -> tuple[tuple[Segment, ...], int]:
    """Return the segments with the changes made, and how many changes hold in them.

    Segments partition the same turns as before; an offset that begins a turn, or lies outside all, holds not.
    """
    added, removed = set(cuts.added), set(cuts.removed)
    n_held = 0
    result: list[Segment] = []
    for turn in _by_turn(segments):
        begin, end = turn[0].span.start, turn[-1].span.end
        new, gone = ({one for one in offsets if begin < one < end} for offsets in (added, removed))
        n_held += len(new) + len(gone)
        result += _cut(turn[0].turn, begin, end, ({one.span.start for one in turn} | new) - gone, len(result))
    return tuple(result), n_held


def _cut(turn: int, begin: int, end: int, starts: Collection[int], before: int) -> list[Segment]:
    bounds = [*sorted({begin, *starts}), end]
    spans = [Span(start, stop) for start, stop in pairwise(bounds)]
    return [Segment(number, turn, span) for number, span in enumerate(spans, before + 1)]


def _by_turn(segments: Sequence[Segment]) -> list[list[Segment]]:
    turns: dict[int, list[Segment]] = {}
    for one in segments:
        turns.setdefault(one.turn, []).append(one)
    return list(turns.values())


def _inner(segments: Sequence[Segment]) -> dict[int, Span]:
    """Return where a segment begins within a turn, with its span."""
    return {one.span.start: one.span for turn in _by_turn(segments) for one in turn[1:]}
