"""A database made anew of what could be read of a damaged one and of other copies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from focuskit.model.codings import DecisionKind
from focuskit.store import schema as s
from focuskit.store.codebook_edits import next_number
from focuskit.store.coding_rows import settle
from focuskit.store.folder import create_database
from focuskit.store.merged_sources import Completed, complete_rows
from focuskit.store.salvage import Salvage
from focuskit.store.snapshot_rows import Row, Rows, load_rows, save_rows
from focuskit.store.soundness import Dropped, drop_unsound
from focuskit.store.suggestion_states import refresh_version

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

_MAKES = ("accept", "replace", "add", "move", "settle")


@dataclass(frozen=True, slots=True)
class Sound:
    """What of a database is sound: its rows, the tables that lost something, and what was taken out."""

    rows: Rows
    damaged: frozenset[str]
    unread: frozenset[str]
    """Tables with pages or rows that could not be read; the other damaged ones had rows taken out."""
    dropped: Dropped
    coders: dict[int, str]
    """Names by the row numbers that rows taken out still point with."""
    n_read: dict[str, int]
    """Number of rows read of each table, those taken out included."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A database made anew: what came from where, what is lost.

    ``n_codings`` were made again of their decisions, ``n_decisions`` of their codings.
    """

    completed: Completed
    n_codings: int
    n_decisions: int
    dropped: Dropped


def sound_rows(found: Salvage, place: Path) -> Sound:
    """Return the rows of a salvage that can be true; ``place`` is a folder to work in."""
    database = place / "salvaged.db"
    database.unlink(missing_ok=True)
    create_database(database)
    engine = create_engine(f"sqlite:///{database}")
    try:
        with engine.begin() as connection:
            refused = _insert_each(connection, found.rows)
            dropped = [*refused, *drop_unsound(connection)]
            rows = load_rows(connection)
            coders = {row.id: row.name for row in connection.execute(select(s.coder))}
    finally:
        engine.dispose()
    n_read = {name: len(listed) for name, listed in found.rows.items()}
    damaged = frozenset(found.damaged | {name for name, _ in dropped})
    return Sound(rows, damaged, frozenset(found.damaged), dropped, coders, n_read)


def _insert_each(connection: Connection, rows: Rows) -> Dropped:
    """Insert rows as they were numbered; return those that a constraint refuses."""
    refused: Dropped = []
    for table in s.metadata.sorted_tables:
        for row in rows.get(table.name, ()):
            values = {name: value for name, value in row.items() if value is not None}
            try:
                with connection.begin_nested():
                    connection.execute(insert(table).values(**values))
            except (SQLAlchemyError, OverflowError):
                refused.append((table.name, row))
    return refused


def rebuild_database(database: Path, sound: Sound, others: Mapping[str, Rows]) -> Rebuilt:
    """Make a database of sound rows, completed with those of other copies.

    Codings that decisions lost are made again on the words they were decided on: in the current text where
    that is the text of the decision, else to be placed (an orphan).
    """
    lost_texts = {row["id"]: row["document_id"] for table, row in sound.dropped if table == "text_version"}
    completed = complete_rows(sound.rows, sound.damaged, others, lost_texts)
    database.unlink(missing_ok=True)
    create_database(database)
    engine: Engine = create_engine(f"sqlite:///{database}")
    try:
        with engine.begin() as connection:
            save_rows(connection, completed.rows)
            _put_back(connection, sound)
            n_decisions = _make_decisions(connection)
            dropped = drop_unsound(connection)
            kept = load_rows(connection)
            n_codings = _make_codings(connection) if _may_lack_codings(sound.damaged) else 0
            if sound.damaged & {"suggestion", "segment", "segmentation", "tagging", "codebook_version"}:
                connection.execute(delete(s.tagging))
            for version in connection.scalars(select(s.document.c.text_version_id)).all():
                refresh_version(connection, version)
    finally:
        engine.dispose()
    return Rebuilt(completed, n_codings, n_decisions, _still_missing([*sound.dropped, *dropped], kept))


def _may_lack_codings(damaged: Collection[str]) -> bool:
    """Tell whether codings went: where all were read, one that is missing was removed by a lost decision."""
    return bool({"coding", "orphan"} & set(damaged))


def _put_back(connection: Connection, sound: Sound) -> None:
    """Put back what was decided on texts that were lost, for the case that another copy had them."""
    numbers = {row.name: row.id for row in connection.execute(select(s.coder))}
    for table in (s.decision, s.coding, s.orphan):
        known = set(connection.scalars(select(table.c.id))) if table is s.decision else set()
        for name, row in sound.dropped:
            if name != table.name or row["id"] in known:
                continue
            values = {key: value for key, value in row.items() if value is not None}
            if table is not s.decision:
                del values["id"]
            values["coder_id"] = numbers.get(sound.coders.get(row["coder_id"], ""), 0)
            connection.execute(insert(table).values(**values))


def _make_decisions(connection: Connection) -> int:
    """Make a decision again, as an addition of today, of each coding whose own is lost; return how many."""
    known = set(connection.scalars(select(s.decision.c.id)))
    texts = {row.id: row.text for row in connection.execute(select(s.text_version))}
    coders = set(connection.scalars(select(s.coder.c.id)))
    lost: dict[str, Any] = {}
    for row in connection.execute(select(s.coding).order_by(s.coding.c.id)):
        words = texts.get(row.text_version_id, "")[row.start : row.end]
        if row.decision_id not in known and words and words == row.words and row.coder_id in coders:
            lost.setdefault(row.decision_id, row)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for number, (identifier, row) in enumerate(lost.items(), next_number(connection)):
        connection.execute(
            insert(s.decision).values(
                id=identifier,
                step=identifier,
                number=number,
                kind=DecisionKind.ADD,
                coder_id=row.coder_id,
                at=now,
                text_version_id=row.text_version_id,
                start=row.start,
                end=row.end,
                code=row.code,
                facts={},
            )
        )
    return len(lost)


def _still_missing(dropped: Dropped, kept: Rows) -> Dropped:
    """Leave out what is there all the same; of a coding or orphan it is what it says."""
    known = {table: {_key(row) for row in rows} for table, rows in kept.items()}
    missing: dict[str, tuple[str, Row]] = {}
    for table, row in dropped:
        if _key(row) not in known[table]:
            missing.setdefault(f"{table} {_key(row)}", (table, row))
    return list(missing.values())


def _key(row: Row) -> str:
    if "decision_id" in row:
        return repr([row["decision_id"], row["text_version_id"]])
    if isinstance(row.get("id"), str):
        return repr(row["id"])
    return repr(sorted((name, repr(value)) for name, value in row.items() if not name.endswith("id")))


def _make_codings(connection: Connection) -> int:
    """Make the codings again that decisions which hold have in no text; return how many."""
    decisions = connection.execute(select(s.decision).where(s.decision.c.undone == 0)).all()
    taken = {row.target for row in decisions if row.target and row.kind != DecisionKind.RECODE}
    placed = {row.decision_id for table in (s.coding, s.orphan) for row in connection.execute(select(table))}
    lacking = [
        row for row in decisions if row.kind in _MAKES and row.id not in taken and row.id not in placed
    ]
    texts = {row.id: row for row in connection.execute(select(s.text_version))}
    current = {row.id: row.text_version_id for row in connection.execute(select(s.document))}
    for row in lacking:
        version = texts[row.text_version_id]
        values = {
            "start": row.start,
            "end": row.end,
            "code": row.replacement or row.code,
            "coder_id": row.coder_id,
            "decision_id": row.id,
            "words": version.text[row.start : row.end],
        }
        own = current[version.document_id] == version.id
        connection.execute(insert(s.coding).values(text_version_id=version.id, **values))
        if not own:
            connection.execute(
                insert(s.orphan).values(
                    text_version_id=current[version.document_id], from_version_id=version.id, **values
                )
            )
        settle(connection, row.id)
    return len(lacking)
