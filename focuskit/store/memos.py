"""Memos, stars and "later" marks as kept."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.store import schema as s
from focuskit.store.carried import other_versions, place_elsewhere, text_of
from focuskit.store.codings import find_coder

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class LostMemo:
    """A memo or mark whose words are not in the current text, and those words."""

    memo: Memo
    words_before: str


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
    """Load the memos that hold, in the order they were written: all, or those on one version of a text.

    Memos on the words of other versions of that text are among the latter where their words have a place in
    it, with that place.
    """
    memos = _load(connection)
    if version_id is None:
        return memos
    return [placed for _, placed in _placed(connection, version_id, memos) if placed is not None]


def load_current_memos(connection: Connection) -> list[Memo]:
    """Load the memos that hold, each with its place in the current text, where its words have one there."""
    memos = _load(connection)
    placed = {
        now.id: now
        for version in connection.scalars(select(s.document.c.text_version_id)).all()
        for _, now in _placed(connection, version, memos)
        if now is not None
    }
    return [placed.get(one.id, one) for one in memos]


def load_lost_memos(connection: Connection, version_id: str) -> list[LostMemo]:
    """Load the memos on words of other versions of a text that have no place in this one."""
    lost = [one for one, now in _placed(connection, version_id, _load(connection)) if now is None]
    return [
        LostMemo(one, one.about.span.slice(text_of(connection, one.about.version_id)))
        for one in lost
        if one.about.span and one.about.version_id
    ]


def _load(connection: Connection) -> list[Memo]:
    query = (
        select(s.memo, s.coder.c.name.label("coder"))
        .join(s.coder, s.memo.c.coder_id == s.coder.c.id)
        .where(s.memo.c.undone == 0)
        .order_by(s.memo.c.at, s.memo.c.id)
    )
    return [
        Memo(row.id, MemoKind(row.kind), row.coder, row.at, _about(row.about), row.words)
        for row in connection.execute(query)
    ]


def _placed(connection: Connection, version_id: str, memos: Sequence[Memo]) -> list[tuple[Memo, Memo | None]]:
    """Return the memos on any version of a text, each as it is in this one, ``None`` without a place."""
    others = set(other_versions(connection, version_id))
    there = [one for one in memos if one.about.version_id in others]
    spans = [(str(one.about.version_id), one.about.span or Span(0, 0)) for one in there]
    spots = dict(zip((one.id for one in there), place_elsewhere(connection, version_id, spans), strict=True))
    found: list[tuple[Memo, Memo | None]] = []
    for one in memos:
        if one.about.version_id == version_id:
            found.append((one, one))
        elif one.id in spots:
            span = spots[one.id] if one.about.span else None
            is_lost = one.about.span is not None and span is None
            about = replace(one.about, version_id=version_id, span=span)
            found.append((one, None if is_lost else replace(one, about=about)))
    return found


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
