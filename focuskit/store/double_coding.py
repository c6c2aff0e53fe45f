"""Who was given what to code, what they coded, and what was settled between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, null, select

from focuskit.model.agreement import Settlement
from focuskit.model.codebook_edits import follow_name, renamed_since
from focuskit.model.codings import DecisionKind
from focuskit.model.spans import Span
from focuskit.store import schema as s
from focuskit.store.codebook_edits import load_edits
from focuskit.store.codings import find_coder

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

SETTLING = frozenset({DecisionKind.SETTLE, DecisionKind.DISMISS})


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a coder was given of a document.

    Parameters
    ----------
    segments
        Numbers of the segments given, ``None`` for the whole document.
    sees_suggestions
        Whether the machine's suggestions were shown.
    """

    document_id: str
    coder: str
    segments: frozenset[int] | None
    sees_suggestions: bool


def load_given(connection: Connection) -> list[Assignment]:
    """Load what coders were given, in the order of the assignments."""
    query = select(s.assignment, s.coder.c.name.label("coder")).join(
        s.coder, s.assignment.c.coder_id == s.coder.c.id
    )
    return [
        Assignment(
            row.document_id,
            row.coder,
            None if row.segments is None else frozenset(row.segments),
            bool(row.sees_suggestions),
        )
        for row in connection.execute(query.order_by(s.assignment.c.id))
    ]


def save_assignment(
    connection: Connection,
    document_id: str,
    coder: str,
    segments: Collection[int] | None,
    *,
    sees_suggestions: bool,
) -> None:
    """Give a document, or segments of it, to a coder, in the place of what was given of it before."""
    take_back_assignment(connection, document_id, coder)
    connection.execute(
        insert(s.assignment).values(
            document_id=document_id,
            coder_id=find_coder(connection, coder),
            segments=null() if segments is None else sorted(segments),
            sees_suggestions=int(sees_suggestions),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def take_back_assignment(connection: Connection, document_id: str, coder: str) -> bool:
    """Take back what a coder was given of a document; tell whether there was something."""
    of_coder = s.assignment.c.coder_id.in_(select(s.coder.c.id).where(s.coder.c.name == coder))
    gone = connection.execute(delete(s.assignment).where(s.assignment.c.document_id == document_id, of_coder))
    return bool(gone.rowcount)


def load_coder_names(connection: Connection) -> dict[int, str]:
    """Return the names of the coders by their row numbers."""
    return {row.id: row.name for row in connection.execute(select(s.coder))}


def load_settlements(connection: Connection) -> list[Settlement]:
    """Load what was settled and holds, in the order it was settled.

    What was said to hold has the place of its coding in the current text, and is gone with it; what was
    dismissed has its place in the version it was dismissed in.
    """
    current = select(s.document.c.text_version_id)
    query = (
        select(
            s.decision,
            s.coder.c.name.label("coder"),
            s.coding.c.text_version_id.label("coded_version"),
            s.coding.c.start.label("coded_start"),
            s.coding.c.end.label("coded_end"),
            s.coding.c.code.label("coded_code"),
        )
        .join(s.coder, s.decision.c.coder_id == s.coder.c.id)
        .outerjoin(
            s.coding,
            (s.coding.c.decision_id == s.decision.c.id) & s.coding.c.text_version_id.in_(current),
        )
        .where(s.decision.c.undone == 0, s.decision.c.kind.in_(list(SETTLING)))
        .order_by(s.decision.c.number)
    )
    found = []
    edits = load_edits(connection)
    for row in connection.execute(query):
        holds = row.kind == DecisionKind.SETTLE
        if holds and row.coded_version is None:
            continue
        span = Span(row.coded_start, row.coded_end) if holds else Span(row.start, row.end)
        version = row.coded_version if holds else row.text_version_id
        code = row.coded_code if holds else follow_name(row.code, renamed_since(edits, row.number))
        found.append(Settlement(row.number, row.coder, row.at, version, span, code, holds))
    return found
