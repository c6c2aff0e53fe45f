"""Bringing in what a colleague's copy has: one transaction, kept in the history, taken back as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from focuskit.model.codings import DecisionKind
from focuskit.model.spans import Span
from focuskit.store import schema as s
from focuskit.store.coding_rows import put_rows, settle
from focuskit.store.codings import find_coder
from focuskit.store.decisions import refresh_suggestion
from focuskit.store.history import remember
from focuskit.store.merge_edits import EDIT
from focuskit.store.merge_plan import NOTES, MergePlan, TurnedDecision
from focuskit.store.snapshot_rows import Row, save_table

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

EVENT = "merge"
_ON_SUGGESTIONS = (DecisionKind.ACCEPT, DecisionKind.REPLACE, DecisionKind.REJECT)


def apply_merge(connection: Connection, plan: MergePlan, codings: Iterable[Row]) -> None:
    """Bring in what a plan says, with these rows of codings; nothing where the plan is empty."""
    if plan.is_empty:
        return
    before = _before(connection, plan)
    rows = [
        *plan.decisions,
        *plan.recodings,
        *plan.memos,
        *plan.kept_words,
        *plan.changed_memos,
        *plan.assignments,
        *plan.cells.written,
        *plan.cells.joined,
    ]
    known = set(connection.scalars(select(s.coder.c.name)))
    coders = {name: find_coder(connection, name) for name in sorted({row["coder_id"] for row in rows})}
    numbers = {"coder": coders, "segmentation": {}}
    save_table(connection, s.metadata, "codebook_version", plan.codebooks, numbers)
    decisions = (*plan.decisions, *plan.recodings)
    save_table(connection, s.metadata, "decision", decisions, numbers)
    save_table(connection, s.metadata, "memo", (*plan.memos, *plan.kept_words), numbers)
    save_table(connection, s.metadata, "assignment", plan.assignments, numbers)
    save_table(connection, s.metadata, "written_cell", (*plan.cells.written, *plan.cells.joined), numbers)
    _mark_cells(connection, plan.cells.undone, undone=1)
    put_rows(connection, [row | {"coder_id": coders[row["coder_id"]]} for row in codings])
    for row in plan.changed_memos:
        values = {name: row[name] for name in ("words", "undone", "changed_at")}
        connection.execute(update(s.memo).where(s.memo.c.id == row["id"]).values(**values))
    turned = [one for one in (*plan.turned, *plan.timed) if one.is_taken]
    _turn(connection, turned)
    _renumber(connection, plan.order)
    _follow(connection, {row["id"] for row in decisions} | {one.id for one in turned})
    facts = before | {"coders": sorted(coders.keys() - known), "until": _now()}
    remember(connection, EVENT, facts)


def _before(connection: Connection, plan: MergePlan) -> dict[str, Any]:
    """Return what it takes to take the merge back."""
    turned = [one.id for one in (*plan.turned, *plan.timed) if one.is_taken]
    decision, memo = s.decision.c, s.memo.c
    states = connection.execute(
        select(decision.id, decision.undone, decision.turned_at).where(decision.id.in_(turned))
    )
    changed = [row["id"] for row in plan.changed_memos]
    words = connection.execute(
        select(memo.id, memo.words, memo.undone, memo.changed_at).where(memo.id.in_(changed))
    )
    return {
        "decisions": [row["id"] for row in (*plan.decisions, *plan.recodings)],
        "memos": [row["id"] for row in (*plan.memos, *plan.kept_words)],
        "assignments": [[row["document_id"], row["coder_id"]] for row in plan.assignments],
        "codebooks": [row["number"] for row in plan.codebooks],
        "cells": [row["id"] for row in (*plan.cells.written, *plan.cells.joined)],
        "cells_undone": list(plan.cells.undone),
        "turned": [list(row) for row in states],
        "changed": [list(row) for row in words],
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _mark_cells(connection: Connection, identifiers: Collection[str], *, undone: int) -> None:
    cell = s.written_cell
    connection.execute(update(cell).where(cell.c.id.in_(identifiers)).values(undone=undone))


def _turn(connection: Connection, turned: Iterable[TurnedDecision]) -> None:
    for one in turned:
        values = {"undone": one.undone, "turned_at": one.turned_at}
        connection.execute(update(s.decision).where(s.decision.c.id == one.id).values(**values))


def _renumber(connection: Connection, order: Collection[str]) -> None:
    """Give decisions and changes of the codebook their numbers."""
    query = select(s.decision.c.id, s.decision.c.number)
    numbers = {identifier: number for identifier, number in connection.execute(query)}  # noqa: C416 (rows are no pairs for dict)
    for number, identifier in enumerate(order, 1):
        if identifier.startswith(EDIT):
            edit = s.codebook_edit.c.step == identifier.removeprefix(EDIT)
            connection.execute(update(s.codebook_edit).where(edit).values(number=number))
        elif numbers[identifier] != number:
            decision = s.decision.c.id == identifier
            connection.execute(update(s.decision).where(decision).values(number=number))


def _follow(connection: Connection, decisions: Collection[str]) -> None:
    """Have codings, memos and suggestions follow decisions that were brought in, undone or redone."""
    rows = [
        row
        for identifier in sorted(decisions)
        if (row := connection.execute(select(s.decision).where(s.decision.c.id == identifier)).first())
    ]
    for row in rows:
        settle(connection, row.id)
    for row in rows:
        settle(connection, row.target)
        if row.kind in _ON_SUGGESTIONS:
            refresh_suggestion(
                connection, row.text_version_id, Span(row.start, row.end), row.code, row.number
            )
    for memo in sorted({row.target for row in rows if row.kind in NOTES}):
        _follow_notes(connection, memo)


def _follow_notes(connection: Connection, memo: str) -> None:
    """Have a memo stand or not as the last decision about it that holds says."""
    decision = s.decision.c
    query = select(decision.kind).where(
        decision.target == memo, decision.undone == 0, decision.kind.in_(sorted(NOTES))
    )
    last = connection.scalar(query.order_by(decision.number.desc()).limit(1))
    values = {"undone": int(last != "note")}
    connection.execute(update(s.memo).where(s.memo.c.id == memo).values(**values))


def take_back_merge(connection: Connection) -> dict[str, int] | None:
    """Take back the last merge; return how much went, ``None`` if there is none to take back.

    ``{"since": n}`` tells that nothing was done, because n things that came were worked on since.
    """
    event = connection.execute(
        select(s.history).where(s.history.c.event == EVENT).order_by(s.history.c.id.desc()).limit(1)
    ).first()
    if event is None:
        return None
    facts = event.facts
    since = _worked_on_since(connection, facts)
    if since:
        return {"since": since}
    mine, memos = set(facts["decisions"]), set(facts["memos"])
    for identifier in sorted(mine):
        connection.execute(update(s.decision).where(s.decision.c.id == identifier).values(undone=1))
    for identifier, undone, turned_at in facts["turned"]:
        values = {"undone": undone, "turned_at": turned_at}
        connection.execute(update(s.decision).where(s.decision.c.id == identifier).values(**values))
    for identifier, words, undone, changed_at in facts["changed"]:
        values = {"words": words, "undone": undone, "changed_at": changed_at}
        connection.execute(update(s.memo).where(s.memo.c.id == identifier).values(**values))
    _follow(connection, mine | {identifier for identifier, _, _ in facts["turned"]})
    _delete(connection, facts)
    connection.execute(update(s.history).where(s.history.c.id == event.id).values(event=f"{EVENT}.undone"))
    return {"decisions": len(mine), "memos": len(memos), "cells": len(facts.get("cells", ()))}


def _worked_on_since(connection: Connection, facts: dict[str, Any]) -> int:
    """Count what came by a merge and was undone, moved, changed or noted since."""
    mine, memos = set(facts["decisions"]), set(facts["memos"])
    turned = {identifier for identifier, _, _ in facts["turned"]}
    changed = {row[0] for row in facts["changed"]}
    n_since = 0
    for row in connection.execute(select(s.decision.c.id, s.decision.c.target, s.decision.c.turned_at)):
        is_later = row.turned_at > facts["until"]
        is_about = row.target in mine | memos and row.id not in mine
        n_since += is_about or (row.id in mine | turned and is_later)
    for row in connection.execute(select(s.memo.c.id, s.memo.c.about, s.memo.c.changed_at)):
        is_later = row.changed_at > facts["until"]
        about = row.about.get("decision")
        n_since += (row.id in memos | changed and is_later) or (about in mine and row.id not in memos)
    return n_since


def _delete(connection: Connection, facts: dict[str, Any]) -> None:
    connection.execute(
        update(s.decision).values(undone_by=None).where(s.decision.c.undone_by.in_(facts["decisions"]))
    )
    cells = facts.get("cells", [])
    _mark_cells(connection, facts.get("cells_undone", []), undone=0)
    for table, identifiers in (
        (s.decision, facts["decisions"]),
        (s.memo, facts["memos"]),
        (s.written_cell, cells),
    ):
        for identifier in identifiers:
            connection.execute(delete(table).where(table.c.id == identifier))
    for document, coder in facts["assignments"]:
        number = select(s.coder.c.id).where(s.coder.c.name == coder).scalar_subquery()
        given = (s.assignment.c.document_id == document) & (s.assignment.c.coder_id == number)
        connection.execute(delete(s.assignment).where(given))
    for name in facts["coders"]:
        _delete_unused(connection, s.coder.c.name, name, s.coder.c.id)
    for number in facts["codebooks"]:
        _delete_unused(connection, s.codebook_version.c.number, number, s.codebook_version.c.number)


def _delete_unused(connection: Connection, column: Any, value: object, key: Any) -> None:  # noqa: ANN401 (columns)
    """Delete a row that nothing points at."""
    identifier = connection.scalar(select(key).where(column == value))
    pointing = [
        one.parent
        for table in s.metadata.sorted_tables
        for one in table.foreign_keys
        if one.column is key
    ]  # fmt: skip
    if not any(connection.execute(select(one).where(one == identifier).limit(1)).first() for one in pointing):
        connection.execute(delete(column.table).where(column == value))
