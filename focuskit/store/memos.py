"""Memos, stars and "later" marks as kept."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import schema as s
from focuskit.store.codings import find_coder

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def add_memo(
    connection: Connection,
    coder: str,
    kind: MemoKind,
    about: MemoTarget,
    words: str,
    *,
    at: str | None = None,
    step: str = "",
) -> Memo:
    """Keep a memo or a mark; with the decisions of a step it is undone together with them."""
    made = Memo(
        str(uuid.uuid4()), kind, coder, at or datetime.now(UTC).isoformat(timespec="seconds"), about, words
    )
    connection.execute(
        insert(s.memo).values(
            id=made.id,
            kind=kind,
            coder_id=find_coder(connection, coder),
            at=made.at,
            about=_about_to_json(about),
            words=words,
            step=step,
        )
    )
    return made


def mark_memos(connection: Connection, step: str, *, undone: bool) -> None:
    """Take back the memos of a step, or bring them again."""
    values = {"undone": int(undone), "changed_at": _now()}
    connection.execute(update(s.memo).where(s.memo.c.step == step).values(**values))


def take_back_memo(connection: Connection, memo_id: str, *, undone: bool = True) -> None:
    """Take a memo back, or bring it again; it is never deleted."""
    values = {"undone": int(undone), "changed_at": _now()}
    connection.execute(update(s.memo).where(s.memo.c.id == memo_id).values(**values))


def change_memo(connection: Connection, memo_id: str, words: str) -> None:
    """Give a memo other words."""
    values = {"words": words, "changed_at": _now()}
    connection.execute(update(s.memo).where(s.memo.c.id == memo_id).values(**values))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def load_memos(connection: Connection, version_id: str | None = None) -> list[Memo]:
    """Load the memos that hold, in the order they were written; of one text version, or all."""
    query = (
        select(s.memo, s.coder.c.name.label("coder"))
        .join(s.coder, s.memo.c.coder_id == s.coder.c.id)
        .where(s.memo.c.undone == 0)
        .order_by(s.memo.c.at, s.memo.c.id)
    )
    memos = [
        Memo(row.id, MemoKind(row.kind), row.coder, row.at, _about(row.about), row.words)
        for row in connection.execute(query)
    ]
    return [one for one in memos if version_id is None or one.about.version_id == version_id]


def _about_to_json(about: MemoTarget) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if about.version_id is not None:
        found["version"] = about.version_id
    if about.span is not None:
        found["start"], found["end"] = about.span.start, about.span.end
    if about.code is not None:
        found["code"] = about.code
    if about.decision is not None:
        found["decision"] = about.decision
    return found


def _about(found: dict[str, Any]) -> MemoTarget:
    span = Span(found["start"], found["end"]) if "start" in found else None
    return MemoTarget(found.get("version"), span, found.get("code"), found.get("decision"))
