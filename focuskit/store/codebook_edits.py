"""Changes of the codebook as kept, and the documents they ask to read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, null, select, update

from focuskit.model.codebook_edits import CodebookEdit, EditKind
from focuskit.store import schema as s
from focuskit.store.codings import find_coder

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Rereading:
    """A document to read again for a code.

    ``segments`` are the numbers of those to look at, ``None`` for all; ``done_at`` is ``None`` until done.
    """

    step: str
    document_id: str
    code: str
    segments: tuple[int, ...] | None
    done_at: str | None = None


def next_number(connection: Connection) -> int:
    """Return the place in the history of what is decided next."""
    last = (connection.scalar(select(func.max(one.c.number))) for one in (s.decision, s.codebook_edit))
    return max(number or 0 for number in last) + 1


def save_edit(connection: Connection, edit: CodebookEdit, facts: Mapping[str, Any]) -> None:
    """Keep a change; ``facts`` is what undoing it needs beside the decisions of the same step."""
    connection.execute(
        insert(s.codebook_edit).values(
            step=edit.step,
            number=edit.number,
            coder_id=find_coder(connection, edit.coder),
            at=edit.at,
            kind=edit.kind,
            code=edit.code,
            targets=list(edit.targets),
            renamed=[list(pair) for pair in edit.renamed],
            introduced=list(edit.introduced),
            before=edit.before,
            after=edit.after,
            undone=0,
            facts=dict(facts),
        )
    )


def load_edits(connection: Connection) -> list[CodebookEdit]:
    """Load all changes in order, undone ones included."""
    why = select(s.memo.c.words).where(s.memo.c.step == s.codebook_edit.c.step).limit(1).scalar_subquery()
    query = (
        select(s.codebook_edit, s.coder.c.name.label("coder"), why.label("why"))
        .join(s.coder, s.codebook_edit.c.coder_id == s.coder.c.id)
        .order_by(s.codebook_edit.c.number, s.codebook_edit.c.step)
    )
    return [
        CodebookEdit(
            row.step,
            row.number,
            row.coder,
            row.at,
            EditKind(row.kind),
            row.code,
            tuple(row.targets),
            tuple((old, new) for old, new in row.renamed),
            tuple(row.introduced),
            row.before,
            row.after,
            bool(row.undone),
            row.why or "",
        )
        for row in connection.execute(query)
    ]


def load_edit_facts(connection: Connection, step: str) -> dict[str, Any]:
    """Return what undoing a change needs."""
    found = connection.scalar(select(s.codebook_edit.c.facts).where(s.codebook_edit.c.step == step))
    return dict(found or {})


def mark_edit(connection: Connection, step: str, *, undone: bool, facts: Mapping[str, Any]) -> None:
    """Note that a change was undone or done again, with what turning it once more needs."""
    connection.execute(
        update(s.codebook_edit)
        .where(s.codebook_edit.c.step == step)
        .values(undone=int(undone), facts=dict(facts))
    )


def save_rereadings(connection: Connection, rereadings: Iterable[Rereading]) -> None:
    """Put documents on the list of those to read again."""
    for one in rereadings:
        segments = null() if one.segments is None else list(one.segments)
        connection.execute(
            insert(s.rereading).values(
                step=one.step, document_id=one.document_id, code=one.code, segments=segments
            )
        )


def load_rereadings(connection: Connection) -> list[Rereading]:
    """Load what changes that hold ask to read again, done or not, in the order of the changes."""
    query = (
        select(s.rereading)
        .join(s.codebook_edit, s.rereading.c.step == s.codebook_edit.c.step)
        .join(s.document, s.rereading.c.document_id == s.document.c.id)
        .where(s.codebook_edit.c.undone == 0)
        .order_by(s.codebook_edit.c.number, s.document.c.number, s.rereading.c.code)
    )
    return [
        Rereading(
            row.step,
            row.document_id,
            row.code,
            None if row.segments is None else tuple(row.segments),
            row.done_at,
        )
        for row in connection.execute(query)
    ]


def mark_reread(connection: Connection, one: Rereading, *, done: bool) -> None:
    """Note that a document was read again, or is to be read once more."""
    now = datetime.now(UTC).isoformat(timespec="seconds") if done else None
    table = s.rereading.c
    connection.execute(
        update(s.rereading)
        .where(table.step == one.step, table.document_id == one.document_id, table.code == one.code)
        .values(done_at=now)
    )
