"""Decisions as kept: applied at once, in order, undone and done again without loss."""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from focuskit.errors import UsageError
from focuskit.model.codings import PREVIOUS, Decision, DecisionKind, Gesture
from focuskit.store import schema as s
from focuskit.store.beside_codes import BESIDE_CODES, apply_beside_codes, turn_beside_codes
from focuskit.store.codebook_edits import next_number
from focuskit.store.coding_rows import has_coding, settle
from focuskit.store.codings import find_coder
from focuskit.store.decision_rows import load_decisions
from focuskit.store.memos import mark_memos
from focuskit.store.suggestion_states import ON_SUGGESTIONS, refresh_named, refresh_suggestion

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

__all__ = [
    "load_decisions",
    "record_step",
    "redo_named_step",
    "redo_step",
    "refresh_named",
    "refresh_suggestion",
    "step_to_redo",
    "step_to_undo",
    "undo_named_step",
    "undo_step",
]

_MAKES = {
    DecisionKind.ACCEPT,
    DecisionKind.REPLACE,
    DecisionKind.ADD,
    DecisionKind.MOVE,
    DecisionKind.SETTLE,
}


def record_step(
    connection: Connection,
    coder: str,
    gestures: Sequence[Gesture],
    *,
    codebook_version: int | None = None,
    at: str | None = None,
    times: Sequence[str | None] = (),
) -> list[Decision]:
    """Keep and apply the gestures of one step, in order.

    Parameters
    ----------
    at, times
        When all of them were decided, or each (``None`` where that is not known): ISO 8601, UTC. Without
        either, now.

    Raises
    ------
    UsageError
        If a span holds no words of its text, or a coding to remove or move is not there.
    """
    step = str(uuid.uuid4())
    coder_id = find_coder(connection, coder)
    number = next_number(connection)
    when = at or datetime.now(UTC).isoformat(timespec="seconds")
    made: list[Decision] = []
    gestures = _as_seen(connection, coder_id, gestures)
    for place, asked in enumerate(gestures):
        gesture = replace(asked, target=made[-1].id) if asked.target == PREVIOUS and made else asked
        moment = (times[place] if times else None) or when
        decision = Decision(str(uuid.uuid4()), number + place, step, coder, moment, gesture)
        _insert(connection, decision, coder_id, codebook_version)
        _apply(connection, decision, coder_id)
        made.append(decision)
    return made


def _as_seen(connection: Connection, coder_id: int, gestures: Sequence[Gesture]) -> list[Gesture]:
    """Return gestures as what they were: nobody accepts a suggestion that was hidden from them."""
    versions = {one.version_id for one in gestures if one.kind is DecisionKind.ACCEPT}
    if not versions:
        return list(gestures)
    version, given = s.text_version.c, s.assignment.c
    query = select(version.id).join(s.assignment, given.document_id == version.document_id)
    hiding = query.where(given.coder_id == coder_id, given.sees_suggestions == 0, version.id.in_(versions))
    hidden = set(connection.scalars(hiding))
    return [
        replace(one, kind=DecisionKind.ADD, origin=None)
        if one.kind is DecisionKind.ACCEPT and one.version_id in hidden
        else one
        for one in gestures
    ]


def _insert(connection: Connection, decision: Decision, coder_id: int, codebook_version: int | None) -> None:
    gesture = decision.gesture
    if gesture.kind is not DecisionKind.RECODE:
        _check_words(connection, gesture)
    connection.execute(
        insert(s.decision).values(
            id=decision.id,
            number=decision.number,
            step=decision.step,
            kind=gesture.kind,
            coder_id=coder_id,
            at=decision.at,
            text_version_id=gesture.version_id,
            start=gesture.span.start,
            end=gesture.span.end,
            code=gesture.code,
            replacement=gesture.replacement,
            target=gesture.target,
            origin=gesture.origin,
            codebook_version=codebook_version,
            facts={},
        )
    )


def _check_words(connection: Connection, gesture: Gesture) -> None:
    words = _words(connection, gesture)
    if len(words) != len(gesture.span) or not words.strip():
        raise UsageError("error.no_words", start=gesture.span.start, end=gesture.span.end)


def _words(connection: Connection, gesture: Gesture) -> str:
    """Return the words of a gesture, without loading the whole text; fewer where the text is not so long."""
    part = func.substr(s.text_version.c.text, gesture.span.start + 1, len(gesture.span))
    return connection.scalar(select(part).where(s.text_version.c.id == gesture.version_id)) or ""


def _apply(connection: Connection, decision: Decision, coder_id: int) -> None:
    gesture = decision.gesture
    if gesture.kind in BESIDE_CODES:
        apply_beside_codes(connection, decision)
        return
    if gesture.target is not None:
        if gesture.kind is not DecisionKind.RECODE and not has_coding(connection, gesture.target):
            raise UsageError("error.coding_gone")
        settle(connection, gesture.target)
    if gesture.kind in _MAKES:
        connection.execute(
            insert(s.coding).values(
                text_version_id=gesture.version_id,
                start=gesture.span.start,
                end=gesture.span.end,
                code=gesture.replacement or gesture.code,
                coder_id=coder_id,
                decision_id=decision.id,
                words=_words(connection, gesture),
            )
        )
    if gesture.kind in ON_SUGGESTIONS:
        refresh_suggestion(connection, gesture.version_id, gesture.span, gesture.code)


def undo_step(connection: Connection, coder: str) -> list[Decision]:
    """Take back the last step of a coder that is not undone; empty if there is none.

    Raises
    ------
    UsageError
        If that is a change of the codebook: its file must go back too, see `focuskit.workflow.steps`.
    """
    step = step_to_undo(connection, coder)
    _refuse_edit(connection, step)
    return undo_named_step(connection, step) if step else []


def undo_named_step(connection: Connection, step: str) -> list[Decision]:
    """Take back one step, the last decision first."""
    decisions = [one for one in load_decisions(connection, step=step) if not one.is_undone]
    for decision in reversed(decisions):
        _turn(connection, decision, undone=True)
    mark_memos(connection, step, undone=True)
    return decisions


def redo_step(connection: Connection, coder: str) -> list[Decision]:
    """Do again the step of a coder that was undone last; empty if something was decided since.

    Of several steps undone one after the other, the earliest comes first.

    Raises
    ------
    UsageError
        If that is a change of the codebook.
    """
    step = step_to_redo(connection, coder)
    _refuse_edit(connection, step)
    return redo_named_step(connection, step) if step else []


def redo_named_step(connection: Connection, step: str) -> list[Decision]:
    """Do one step again, the first decision first."""
    decisions = load_decisions(connection, step=step)
    for decision in decisions:
        _turn(connection, decision, undone=False)
    mark_memos(connection, step, undone=False)
    return decisions


def step_to_undo(connection: Connection, coder: str) -> str | None:
    """Return the last step of a coder that is not undone, ``None`` if there is none."""
    return next((step for step, undone in _steps(connection, coder) if not undone), None)


def step_to_redo(connection: Connection, coder: str) -> str | None:
    """Return the earliest of the steps of a coder undone since the last that holds, ``None`` for none."""
    last = None
    for step, undone in _steps(connection, coder):
        if not undone:
            break
        last = step
    return last


def _steps(connection: Connection, coder: str) -> Iterator[tuple[str, bool]]:
    """Yield the steps of a coder, the last first, changes of the codebook among them."""
    ordered = []
    for table in (s.decision, s.codebook_edit):
        query = (
            select(table.c.step, table.c.undone, table.c.number)
            .join(s.coder, table.c.coder_id == s.coder.c.id)
            .where(s.coder.c.name == coder)
            .order_by(table.c.number.desc())
        )
        ordered.append([(-row.number, row.step, bool(row.undone)) for row in connection.execute(query)])
    seen = set()
    for _, step, undone in heapq.merge(*ordered):
        if step not in seen:
            seen.add(step)
            yield step, undone


def _refuse_edit(connection: Connection, step: str | None) -> None:
    if connection.scalar(select(s.codebook_edit.c.step).where(s.codebook_edit.c.step == step)):
        raise UsageError("edits.undo_elsewhere")


def _refresh(connection: Connection, decision: Decision) -> None:
    gesture = decision.gesture
    if gesture.kind in ON_SUGGESTIONS:
        refresh_suggestion(connection, gesture.version_id, gesture.span, gesture.code, decision.number)


def _turn(connection: Connection, decision: Decision, *, undone: bool) -> None:
    """Undo or redo one decision; when that was done is kept, to the microsecond."""
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    values = {"undone": int(undone), "turned_at": when}
    connection.execute(update(s.decision).where(s.decision.c.id == decision.id).values(**values))
    if decision.gesture.kind in BESIDE_CODES:
        _turn_beside_codes(connection, decision, undone=undone)
        return
    if decision.gesture.kind is not DecisionKind.RECODE:
        settle(connection, decision.id)
    settle(connection, decision.gesture.target)
    _refresh(connection, decision)


def _turn_beside_codes(connection: Connection, decision: Decision, *, undone: bool) -> None:
    """Undo or redo a decision beside codes; what others decided since then holds in both cuts."""
    if turn_beside_codes(connection, decision, back=undone):
        for later in load_decisions(connection, version_id=decision.gesture.version_id):
            if later.number > decision.number:
                _refresh(connection, later)
