"""One order of the decisions of two copies, the same whichever copy the other is merged into."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from focuskit.store.snapshot_rows import Row

_Key = tuple[str, str]


def merged_order(one: Sequence[Row], other: Sequence[Row]) -> list[str]:
    """Return the identifiers of the decisions of two copies in one order.

    Each copy's own order is kept, and the decisions of a step stay together; between what both have, steps
    come by the time they were taken. Where the copies contradict each other, time decides.

    Parameters
    ----------
    one, other
        Rows of decisions, each in the order of its copy.
    """
    keys = [_keys(one), _keys(other)]
    queues = [list(each) for each in keys]
    places, order = [0, 0], dict.fromkeys("")
    while True:
        heads = [_head(queues[side], places, side, order) for side in (0, 1)]
        if heads[0] is None or heads[1] is None:
            rest = (one for side in (0, 1) for one in queues[side][places[side] :])
            return [*order, *(one for one in dict.fromkeys(rest) if one not in order)]
        waits = [head in keys[1 - side] for side, head in enumerate(heads) if head is not None]
        if waits[0] != waits[1]:
            order[heads[waits.index(False)] or ""] = None
        else:
            order[min(heads[0], heads[1], key=lambda head: (_time(keys, head), head))] = None


def _head(queue: list[str], places: list[int], side: int, order: dict[str, None]) -> str | None:
    """Return the first of a queue that has no place yet."""
    while places[side] < len(queue) and queue[places[side]] in order:
        places[side] += 1
    return queue[places[side]] if places[side] < len(queue) else None


def _time(keys: list[dict[str, _Key]], head: str) -> _Key:
    return min(each[head] for each in keys if head in each)


def _keys(decisions: Sequence[Row]) -> dict[str, _Key]:
    """Return for each decision when its step was taken, never before the one preceding it, and the step."""
    keys: dict[str, _Key] = {}
    latest = ""
    for step, group in groupby(decisions, key=lambda row: str(row["step"])):
        rows = list(group)
        latest = max(latest, *(str(row["at"]) for row in rows))
        keys |= {str(row["id"]): (latest, step) for row in rows}
    return keys
