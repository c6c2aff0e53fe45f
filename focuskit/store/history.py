"""The history of a project: what was done when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Event:
    """Something done: its place in the order, when (ISO 8601, UTC), what, with what facts."""

    number: int
    at: str
    event: str
    facts: dict[str, Any]


def remember(connection: Connection, event: str, facts: dict[str, Any]) -> None:
    """Add an event."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(s.history).values(at=now, event=event, facts=facts))


def last_event(connection: Connection, event: str) -> Event | None:
    """Return the last event of a kind, ``None`` if there was none."""
    row = connection.execute(
        select(s.history).where(s.history.c.event == event).order_by(s.history.c.id.desc())
    ).first()
    return Event(row.id, row.at, row.event, row.facts) if row else None
