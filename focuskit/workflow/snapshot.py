"""Snapshot and restore: a project as plain text that can be compared, and made again of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focuskit.store import ProjectFolder
from focuskit.store.snapshot_folder import Manifest, write_snapshot
from focuskit.store.snapshot_restore import restore_snapshot

DEFAULT_NAME = "snapshot"


@dataclass(frozen=True, slots=True)
class SnapshotSummary:
    """Where a snapshot or a restored project is as shown, how many files it has, and its schema version."""

    path: str
    n_files: int
    schema: str


def take_snapshot(
    folder: ProjectFolder, target: Path | None = None, *, with_originals: bool = True
) -> SnapshotSummary:
    """Write the whole project as sorted plain text; see `focuskit.store.snapshot_folder`.

    Parameters
    ----------
    target
        A new or empty folder, or an earlier snapshot to bring up to date; by default ``snapshot`` in the
        project's folder.
    with_originals
        Whether the files as they were imported are copied too.

    Raises
    ------
    SnapshotError, OutputError
        If the folder holds something else, or cannot be written.
    """
    place = target or folder.path / DEFAULT_NAME
    return _summary(write_snapshot(folder, place, with_originals=with_originals), place)


def restore_project(source: Path, target: Path) -> SnapshotSummary:
    """Make the project of a snapshot in a new folder, or nothing.

    Raises
    ------
    SnapshotError, OutputError
        See `focuskit.store.snapshot_restore.restore_snapshot`.
    """
    return _summary(restore_snapshot(source, target), target)


def _summary(manifest: Manifest, place: Path) -> SnapshotSummary:
    return SnapshotSummary(str(place), len(manifest.sums), manifest.schema)
