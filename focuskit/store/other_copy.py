"""A colleague's copy of the project, a folder or a snapshot: read from a copy of it, never touched."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text

from focuskit.errors import DamagedProjectError, OutputError, ProjectNotFoundError, UsageError
from focuskit.store.folder import DATABASE_NAME, ProjectFolder, open_project
from focuskit.store.settings_file import SETTINGS_NAME
from focuskit.store.snapshot_folder import is_snapshot
from focuskit.store.snapshot_restore import restore_snapshot
from focuskit.writing import make_folder

_FILES = (SETTINGS_NAME, "codebook.yaml")


@contextlib.contextmanager
def other_copy(folder: ProjectFolder, other: Path) -> Iterator[ProjectFolder]:
    """Open a copy of a colleague's project or snapshot, in this project's cache as long as it is read.

    Raises
    ------
    UsageError
        If it is this project, or there is no project there.
    SnapshotError, DamagedProjectError, NewerProjectError
        If it cannot be read.
    """
    if not other.is_dir():
        raise ProjectNotFoundError(str(other))
    if other.resolve() == folder.path.resolve():
        raise UsageError("sharing.merge_itself")
    try:
        make_folder(folder.cache_path)
        place = Path(tempfile.mkdtemp(prefix="merge-", dir=folder.cache_path))
    except OSError as fault:
        raise OutputError(path=str(folder.cache_path), reason=fault.strerror) from fault
    try:
        if is_snapshot(other):
            restore_snapshot(other, place / "copy", with_originals=False)
        else:
            _copy(other, place / "copy")
        opened = open_project(place / "copy", str(other))
        try:
            _check(opened)
            yield opened
        finally:
            opened.engine.dispose()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _check(copy: ProjectFolder) -> None:
    """Refuse a database that was copied while somebody wrote it, or is damaged."""
    with copy.reading() as connection:
        told = connection.scalar(text("PRAGMA quick_check"))
    if told != "ok":
        raise DamagedProjectError(path=copy.shown, reason=str(told).partition("\n")[0])


def _copy(other: Path, place: Path) -> None:
    if not (other / DATABASE_NAME).is_file():
        raise ProjectNotFoundError(str(other))
    place.mkdir()
    try:
        for name in (*_FILES, DATABASE_NAME, f"{DATABASE_NAME}-wal"):
            if (other / name).is_file():
                shutil.copyfile(other / name, place / name)
    except OSError as fault:
        raise OutputError(path=str(other), reason=fault.strerror) from fault
