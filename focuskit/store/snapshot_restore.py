"""Making a project of a snapshot: under a temporary name, checked, then moved into place."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, create_engine, select, text
from sqlalchemy.exc import SQLAlchemyError

from focuskit.errors import SnapshotError
from focuskit.model.codebook_edits import EditKind
from focuskit.model.codings import DecisionKind
from focuskit.model.documents import DocumentKind, Role
from focuskit.model.guide import MatchState
from focuskit.model.memos import MemoKind
from focuskit.model.problems import Severity
from focuskit.model.sheets import SheetKind
from focuskit.model.suggestions import Origin, SuggestionState
from focuskit.store import schema as s
from focuskit.store.documents import digest
from focuskit.store.folder import DATABASE_NAME, create_project
from focuskit.store.snapshot_files import rows_of_files
from focuskit.store.snapshot_folder import (
    Manifest,
    copy_files,
    moved_into_place,
    read_manifest,
    table_files,
)
from focuskit.store.snapshot_rows import Rows, save_rows

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


_WORDS_OF_THE_PROGRAM: tuple[tuple[Column[str], type[StrEnum]], ...] = (
    (s.document.c.kind, DocumentKind),
    (s.speaker.c.role, Role),
    (s.suggestion.c.state, SuggestionState),
    (s.suggestion.c.origin, Origin),
    (s.decision.c.kind, DecisionKind),
    (s.decision.c.origin, Origin),
    (s.memo.c.kind, MemoKind),
    (s.guide_match.c.state, MatchState),
    (s.codebook_edit.c.kind, EditKind),
    (s.written_cell.c.sheet, SheetKind),
    (s.problem.c.severity, Severity),
)
"""Columns that hold one of a few words, and which."""


def restore_snapshot(source: Path, target: Path, *, with_originals: bool = True) -> Manifest:
    """Make the project that a snapshot tells of in a new folder, with its original files or without.

    Raises
    ------
    OutputError
        If the folder is not new or empty, or cannot be written.
    SnapshotError
        If the snapshot is damaged, not whole, or made by a newer focuskit. Nothing is made then.
    """
    manifest = read_manifest(source)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise SnapshotError("sharing.restore_there", path=str(target))
    with moved_into_place(target) as folder:
        create_project(folder)
        copy_files(manifest, folder, with_originals=with_originals)
        rows = rows_of_files(table_files(manifest))
        _fill(folder / DATABASE_NAME, rows)
    return manifest


def _fill(database: Path, rows: Rows) -> None:
    engine = create_engine(f"sqlite:///{database}")
    try:
        with engine.begin() as connection:
            save_rows(connection, rows)
            for table, _, _, _ in connection.execute(text("PRAGMA foreign_key_check")):
                raise SnapshotError("sharing.snapshot_damaged", path=str(table))
            _check(connection)
    except (SQLAlchemyError, LookupError, TypeError, ValueError, OverflowError) as fault:
        raise SnapshotError("sharing.snapshot_damaged", path=type(fault).__name__) from fault
    finally:
        engine.dispose()


def _check(connection: Connection) -> None:
    """Check that texts are those their digests tell, and that no span leaves its text."""
    lengths: dict[str, int] = {}
    for row in connection.execute(select(s.text_version)):
        if digest(row.text) != row.sha256:
            raise SnapshotError("sharing.snapshot_damaged", path=row.id)
        lengths[row.id] = len(row.text)
    for row in connection.execute(select(s.codebook_version)):
        if hashlib.sha256(row.content).hexdigest() != row.sha256:
            raise SnapshotError("sharing.snapshot_damaged", path=f"codebooks/{row.number:04}.yaml")
    versions = set(connection.scalars(select(s.document.c.text_version_id)))
    if not versions <= lengths.keys():
        raise SnapshotError("sharing.snapshot_damaged", path="document")
    _check_spans(connection, lengths)
    for column, kind in _WORDS_OF_THE_PROGRAM:
        unknown = set(connection.scalars(select(column).distinct())) - {None, *map(str, kind)}
        if unknown:
            raise SnapshotError("sharing.snapshot_damaged", path=f"{column.table.name}.{column.name}")


def _check_spans(connection: Connection, lengths: dict[str, int]) -> None:
    for table in (s.turn, s.decision, s.coding):
        for row in connection.execute(select(table)):
            if not 0 <= row.start <= row.end <= lengths[row.text_version_id]:
                raise SnapshotError("sharing.snapshot_damaged", path=table.name)
