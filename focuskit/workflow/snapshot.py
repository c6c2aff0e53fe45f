"""Snapshot and restore: a project as plain text that can be compared, and made again of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focuskit.store import ProjectFolder, open_project
from focuskit.store.snapshot_folder import Manifest, write_snapshot
from focuskit.store.snapshot_restore import restore_snapshot
from focuskit.store.withdrawals import withdrawn_elsewhere
from focuskit.workflow.withdraw import withdraw_person

DEFAULT_NAME = "snapshot"


@dataclass(frozen=True, slots=True)
class SnapshotSummary:
    """Where a snapshot or a restored project is as shown, how many files it has, and its schema version.

    ``withdrawn`` are those who had withdrawn since, and were withdrawn again.
    """

    path: str
    n_files: int
    schema: str
    withdrawn: tuple[str, ...] = ()


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

    Whoever withdrew since the snapshot was taken is withdrawn again at once.

    Raises
    ------
    SnapshotError, OutputError
        See `focuskit.store.snapshot_restore.restore_snapshot`.
    """
    manifest = restore_snapshot(source, target)
    folder = open_project(target)
    try:
        with folder.reading() as connection:
            people = withdrawn_elsewhere(connection)
        for person in people:
            withdraw_person(folder, person)
    finally:
        folder.engine.dispose()
    return _summary(manifest, target, people)


def _summary(manifest: Manifest, place: Path, people: tuple[str, ...] = ()) -> SnapshotSummary:
    return SnapshotSummary(str(place), len(manifest.sums), manifest.schema, people)
