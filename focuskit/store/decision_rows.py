"""Decisions as loaded: by step, of one version of a text, or of its other versions with their place in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, select, true

from focuskit.model.codings import Decision, DecisionKind, Gesture
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin
from focuskit.store import schema as s
from focuskit.store.carried import coded_places, other_versions, place_elsewhere

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def load_decisions(
    connection: Connection, *, step: str | None = None, version_id: str | None = None
) -> list[Decision]:
    """Load decisions in the order they were taken, undone ones included.

    ``version_id``: those on this version of a text, and those on other versions of it whose words have a
    place here, with that place.
    """
    if version_id is not None:
        own = _load(connection, s.decision.c.text_version_id == version_id)
        return sorted([*own, *load_carried(connection, version_id)], key=lambda one: one.number)
    return _load(connection, true() if step is None else s.decision.c.step == step)


def load_carried(connection: Connection, version_id: str, kinds: Collection[str] = ()) -> list[Decision]:
    """Load the decisions (of these kinds, or all) on other versions of a text, placed in this one."""
    others = other_versions(connection, version_id)
    if not others:
        return []
    wanted = s.decision.c.text_version_id.in_(others)
    decisions = _load(connection, and_(wanted, s.decision.c.kind.in_(list(kinds))) if kinds else wanted)
    coded = coded_places(connection, version_id)
    there = [(one.gesture.version_id, one.gesture.span) for one in decisions]
    return [
        replace(one, gesture=replace(one.gesture, version_id=version_id, span=span))
        for one, placed in zip(decisions, place_elsewhere(connection, version_id, there), strict=True)
        if (span := coded.get(one.id, placed)) is not None
    ]


def _load(connection: Connection, which: ColumnElement[bool]) -> list[Decision]:
    query = select(s.decision, s.coder.c.name.label("coder")).join(
        s.coder, s.decision.c.coder_id == s.coder.c.id
    )
    return [_decision(row) for row in connection.execute(query.where(which).order_by(s.decision.c.number))]


def _decision(row: Any) -> Decision:  # noqa: ANN401 (a row of the table)
    gesture = Gesture(
        DecisionKind(row.kind),
        row.text_version_id,
        Span(row.start, row.end),
        row.code,
        row.replacement,
        row.target,
        Origin(row.origin) if row.origin else None,
    )
    return Decision(row.id, row.number, row.step, row.coder, row.at, gesture, bool(row.undone))
