"""Whether a database is damaged, found out on a copy: the file itself is not opened and does not change."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from focuskit.store import schema as s

LOGS = ("-wal", "-shm")


def copy_database(database: Path, place: Path) -> Path:
    """Copy a database and its log into a folder; return the copy, that need not be there."""
    copy = place / "examined.db"
    for ending in ("", "-wal"):
        source = database.with_name(f"{database.name}{ending}")
        target = copy.with_name(f"{copy.name}{ending}")
        target.unlink(missing_ok=True)
        if source.is_file():
            shutil.copyfile(source, target)
    return copy


def damage_of(copy: Path) -> str | None:
    """Return what is wrong with a database in SQLite's own words, ``None`` if nothing is.

    An older schema is no damage; a table that is missing in one of today is.
    """
    if not copy.is_file():
        return "project.db"
    try:
        with closing(sqlite3.connect(copy)) as connection:
            told = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        return str(fault) or type(fault).__name__
    if told != "ok":
        return str(told).partition("\n")[0]
    if version is None:
        return "alembic_version"
    lacking = sorted(set(s.metadata.tables) - names) if version[0] == s.SCHEMA_VERSION else []
    return lacking[0] if lacking else None


def is_older(copy: Path) -> bool:
    """Tell whether a database that can be read is of an older schema (or a newer one)."""
    with closing(sqlite3.connect(copy)) as connection:
        return bool(
            connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] != s.SCHEMA_VERSION
        )
