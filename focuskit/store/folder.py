"""A project on disk: finding, making, opening and locking it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from focuskit.errors import (
    DamagedProjectError,
    NewerProjectError,
    OutputError,
    ProjectInUseError,
    ProjectNotFoundError,
)
from focuskit.store import schema
from focuskit.store.settings_file import SETTINGS_NAME, write_default_settings
from focuskit.writing import FILE_MODE, make_folder, make_private, replacing

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

DATABASE_NAME = "project.db"
LOCK_WAIT_S = 5.0
_OF_DISK = ("full", "readonly", "disk I/O error", "unable to open", "locking protocol")
"""SQLite's words for a place that cannot be written or locked: nothing is damaged then."""
_SUBFOLDERS = ("transcripts", "cache", "reports")


@dataclass(frozen=True, slots=True)
class ProjectFolder:
    """An open project. ``shown`` is its path as the user gave it."""

    path: Path
    shown: str
    engine: Engine

    @property
    def codebook_path(self) -> Path:
        """Where the project's copy of the codebook is."""
        return self.path / "codebook.yaml"

    @property
    def participants_path(self) -> Path:
        """Where the project's copy of the participants table is."""
        return self.path / "participants.csv"

    @property
    def guide_path(self) -> Path:
        """The interview guide (``guide.yaml``); it need not be there."""
        return self.path / "guide.yaml"

    @property
    def transcripts_path(self) -> Path:
        """Folder of the original files."""
        return self.path / "transcripts"

    @property
    def cache_path(self) -> Path:
        """Folder of the analyses."""
        return self.path / "cache"

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open one transaction; all of it is kept or nothing."""
        with self.told_errors(), self.engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection to read from."""
        with self.told_errors(), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def locked(self, wait_s: float = LOCK_WAIT_S) -> Iterator[None]:
        """Hold the project for one command that changes it.

        Raises
        ------
        ProjectInUseError
            If another process still holds it after ``wait_s`` seconds. A killed process holds nothing.
        """
        lock = FileLock(self.path / ".lock", timeout=wait_s, mode=FILE_MODE)
        try:
            lock.acquire()
        except Timeout as fault:
            raise ProjectInUseError(path=self.shown) from fault
        except OSError as fault:
            raise OutputError(path=self.shown, reason=fault.strerror) from fault
        try:
            yield
        finally:
            lock.release()

    def check_pages(self) -> None:
        """Let SQLite look at every page of the database.

        Raises
        ------
        DamagedProjectError
            If it finds one that is not what it should be.
        """
        with self.reading() as connection:
            told = connection.scalar(text("PRAGMA integrity_check(1)"))
        if told != "ok":
            raise DamagedProjectError(path=self.shown, reason=str(told).partition("\n")[0])

    @contextlib.contextmanager
    def told_errors(self) -> Iterator[None]:
        """Tell what the database refuses in a sentence."""
        try:
            yield
        except DatabaseError as fault:
            reason = str(fault.orig)
            if isinstance(fault.orig, sqlite3.OperationalError) and "locked" in reason:
                raise ProjectInUseError(path=self.shown) from fault
            if isinstance(fault.orig, sqlite3.OperationalError) and any(one in reason for one in _OF_DISK):
                raise OutputError(path=self.shown, reason=reason) from fault
            if isinstance(fault.orig, sqlite3.IntegrityError):
                raise
            raise DamagedProjectError(path=self.shown, reason=reason) from fault
        except UnicodeDecodeError as fault:  # what SQLite says of a damaged schema may be no text itself
            raise DamagedProjectError(path=self.shown, reason="SQLite") from fault


def unopened_project(path: Path, shown: str | None = None) -> ProjectFolder:
    """Return the project in a folder without looking at its database: to hold it, whatever state it is in."""
    return ProjectFolder(path, shown or str(path), _engine(path / DATABASE_NAME))


def find_project(start: Path) -> Path:
    """Return the nearest folder from ``start`` upwards with a ``focuskit.toml``.

    Raises
    ------
    ProjectNotFoundError
        If there is none.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / SETTINGS_NAME).is_file():
            return folder
    raise ProjectNotFoundError(str(start))


def create_project(path: Path, *, language: str | None = None, title: str = "") -> None:
    """Make what is missing of a project folder; what is there stays.

    The database is made under a temporary name and moved into place when it is whole.

    Raises
    ------
    OutputError
        If the folder cannot be written.
    DamagedProjectError
        If there was a project whose database is gone.
    """
    if not (path / DATABASE_NAME).is_file():
        _refuse_lost_database(path, str(path))
    try:
        for name in _SUBFOLDERS:
            make_folder(path / name)
        create_database(path / DATABASE_NAME)
        write_default_settings(path, language=language, title=title)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise OutputError(path=str(path), reason=reason) from fault


def open_project(path: Path, shown: str | None = None) -> ProjectFolder:
    """Open the project in a folder.

    Raises
    ------
    ProjectNotFoundError
        If there is no project there.
    NewerProjectError
        If a newer focuskit made it.
    DamagedProjectError
        If its database cannot be read.
    """
    shown = shown or str(path)
    if not (path / DATABASE_NAME).is_file():
        _refuse_lost_database(path, shown)
        raise ProjectNotFoundError(shown)
    folder = ProjectFolder(path, shown, _engine(path / DATABASE_NAME))
    _bring_up_to_date(folder)
    return folder


def _refuse_lost_database(path: Path, shown: str) -> None:
    """Tell a project whose database is gone from a folder that never had one.

    A log without its database would be played into the next database made beside it.
    """
    originals = path / "transcripts"
    was_used = (path / SETTINGS_NAME).is_file() and originals.is_dir() and any(originals.iterdir())
    if was_used or (path / f"{DATABASE_NAME}-wal").is_file():
        raise DamagedProjectError(path=shown, reason=DATABASE_NAME)


def _engine(database: Path) -> Engine:
    engine = create_engine(f"sqlite:///{database}", connect_args={"timeout": LOCK_WAIT_S})

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        with contextlib.suppress(sqlite3.OperationalError):  # a drive without shared memory or locks
            connection.execute("PRAGMA journal_mode = WAL")

    return engine


def create_database(database: Path) -> None:
    """Make an empty database, where there is none."""
    if database.exists():
        return
    temporary = database.with_name(f"{database.name}.new")
    temporary.unlink(missing_ok=True)
    make_private(temporary)
    engine = create_engine(f"sqlite:///{temporary}")
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(
            text("INSERT INTO alembic_version VALUES (:version)"), {"version": schema.SCHEMA_VERSION}
        )
    engine.dispose()
    temporary.replace(database)


def _bring_up_to_date(folder: ProjectFolder) -> None:
    with folder.reading() as connection:
        known = inspect(connection).has_table("alembic_version")
        version = connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
    if version == schema.SCHEMA_VERSION:
        return
    from focuskit.store.migration import is_older, migrate  # noqa: PLC0415 (Alembic is slow to load)

    if version is None:
        raise DamagedProjectError(path=folder.shown, reason=DATABASE_NAME)
    if not is_older(version):
        raise NewerProjectError(path=folder.shown)
    with folder.locked():
        _back_up(folder.path / DATABASE_NAME, folder.path / f"project.{version}.backup.db")
        migrate(folder.engine)


def _back_up(database: Path, target: Path) -> None:
    """Copy a database with what its log holds, whole or not at all."""
    with (
        replacing(target) as temporary,
        closing(sqlite3.connect(database)) as source,
        closing(sqlite3.connect(temporary)) as copy,
    ):
        source.backup(copy)
