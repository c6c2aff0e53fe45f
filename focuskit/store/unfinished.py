"""Steps that change files and database one after the other: begun, and not ended as long as they are told.

A withdrawal and a replacing of names remove copies first, then rewrite the texts, then write the database
anew. Whatever interrupts them, the project remembers that they are to be done again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_PREFIX, _BEGUN, _REWRITTEN = "unfinished_", "begun", "rewritten"


class LongStep(StrEnum):
    """A step that is remembered until it ends."""

    WITHDRAW = "withdraw"
    PSEUDONYMISE = "pseudonymise"


def begin_step(connection: Connection, step: LongStep, subject: str = "") -> None:
    """Remember that a step was begun; ``subject`` is whom it is about."""
    name = _name(step, subject)
    known = connection.scalar(select(s.project.c.value).where(s.project.c.name == name))
    if known is None:
        connection.execute(insert(s.project).values(name=name, value=_BEGUN))


def note_rewritten(connection: Connection, step: LongStep, subject: str = "") -> bool:
    """Remember that the texts are rewritten; tell whether that is new."""
    row = s.project.c
    query = update(s.project).where(row.name == _name(step, subject), row.value == _BEGUN)
    return bool(connection.execute(query.values(value=_REWRITTEN)).rowcount)


def end_step(connection: Connection, step: LongStep, subject: str = "") -> None:
    """Forget a step: it came to its end."""
    connection.execute(delete(s.project).where(s.project.c.name == _name(step, subject)))


def load_unfinished(connection: Connection) -> tuple[tuple[LongStep, str], ...]:
    """Return the steps that were begun and never ended, each with whom it is about."""
    row = s.project.c
    names = connection.scalars(
        select(row.name).where(row.name.startswith(_PREFIX, autoescape=True)).order_by(row.name)
    )
    found = (name.removeprefix(_PREFIX).partition("_") for name in names)
    return tuple((LongStep(step), subject) for step, _, subject in found)


def _name(step: LongStep, subject: str) -> str:
    return f"{_PREFIX}{step}_{subject}"
