"""Decisions that put no code on words: memos and marks, segments cut or joined. Undone like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from focuskit.errors import UsageError
from focuskit.model.codings import Decision, DecisionKind
from focuskit.review.cuts import Recut, cut_segment, join_segments
from focuskit.store import schema as s
from focuskit.store.given_segments import follow_segments
from focuskit.store.memos import take_back_memo
from focuskit.store.segments import (
    add_segments,
    copy_segmentation,
    load_segments,
    make_current,
    segmented_versions,
)
from focuskit.store.suggestions import add_suggestions, load_suggestions

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_NOTES = {DecisionKind.NOTE: False, DecisionKind.UNNOTE: True}
BESIDE_CODES = frozenset({*_NOTES, DecisionKind.CUT, DecisionKind.JOIN})
"""Kinds of decisions that are kept here."""


def apply_beside_codes(connection: Connection, decision: Decision) -> None:
    """Do what a decision beside codes says.

    Raises
    ------
    UsageError
        If there is no such segment to cut or to join.
    """
    gesture = decision.gesture
    if gesture.kind in _NOTES:
        take_back_memo(connection, gesture.target or "", undone=_NOTES[gesture.kind])
        return
    made = segmented_versions(connection).get(gesture.version_id)
    if made is None:
        raise UsageError("review.cannot_cut")
    recut = _recut(connection, decision, made.id)
    identifier = copy_segmentation(
        connection, made.id, but=recut.numbers, by=len(recut.segments) - len(recut.numbers)
    )
    add_segments(connection, identifier, recut.segments)
    add_suggestions(connection, identifier, recut.suggestions)
    _follow(connection, gesture.version_id, made.id, identifier)
    facts = {"before": made.id, "after": identifier}
    connection.execute(update(s.decision).where(s.decision.c.id == decision.id).values(facts=facts))


def _recut(connection: Connection, decision: Decision, segmentation: int) -> Recut:
    span = decision.gesture.span
    segments = [one for one in load_segments(connection, segmentation) if one.span.overlaps(span)]
    suggestions = load_suggestions(connection, segmentation, segments=[one.number for one in segments])
    try:
        if decision.gesture.kind is DecisionKind.CUT:
            (segment,) = segments
            return cut_segment(segment, suggestions, span.end)
        first, second = segments
        return join_segments(first, second, suggestions)
    except ValueError as fault:
        raise UsageError("review.cannot_cut") from fault


def turn_beside_codes(connection: Connection, decision: Decision, *, back: bool) -> bool:
    """Take back (``back``) or do again what a decision beside codes did; tell whether segments changed.

    A segmentation made since by other means stays.
    """
    gesture = decision.gesture
    if gesture.kind in _NOTES:
        take_back_memo(connection, gesture.target or "", undone=_NOTES[gesture.kind] is not back)
        return False
    facts = connection.scalar(select(s.decision.c.facts).where(s.decision.c.id == decision.id)) or {}
    if "before" not in facts:
        return False
    now, until_now = (facts["before"], facts["after"]) if back else (facts["after"], facts["before"])
    is_turned = make_current(connection, now, until_now)
    if is_turned:
        _follow(connection, gesture.version_id, until_now, now)
    return is_turned


def _follow(connection: Connection, version_id: str, before: int, after: int) -> None:
    """Have what coders were given follow from one segmentation of a text to another."""
    spans = {one.number: one.span for one in load_segments(connection, before)}
    follow_segments(connection, version_id, spans, load_segments(connection, after))
