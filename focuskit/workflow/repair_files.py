"""Repair of what stands beside the database: settings, codebook, original files."""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focuskit.errors import CodebookError, SnapshotError, UsageError
from focuskit.store import ProjectFolder, read_settings
from focuskit.store.originals import load_originals
from focuskit.store.settings_file import SETTINGS_NAME, write_default_settings
from focuskit.store.snapshot_folder import ORIGINALS, SETTINGS, read_manifest
from focuskit.store.versions import load_last_codebook
from focuskit.tagging import read_codebook
from focuskit.writing import write_whole

if TYPE_CHECKING:
    from focuskit.workflow.repair import Repair


def mend_settings(
    path: Path, aside: Path, snapshots: Sequence[Path], repair: Repair, *, is_trial: bool
) -> None:
    """Replace settings that cannot be read by those of a snapshot, else by the default ones."""
    settings = path / SETTINGS_NAME
    if settings.is_file():
        try:
            read_settings(path)
        except UsageError as fault:
            repair.found.append(str(fault))
        else:
            return
    else:
        repair.tell(repair.found, "settings_missing")
    content = next(filter(_is_toml, _from_snapshots(snapshots, f"{SETTINGS}/{SETTINGS_NAME}")), None)
    repair.tell(repair.done, "settings_kept" if content else "settings_default")
    if is_trial:
        return
    _put_aside(settings, aside)
    if content:
        write_whole(settings, content)
    else:
        write_default_settings(path, language=None, title="")


def _is_toml(content: bytes) -> bool:
    try:
        return bool(tomllib.loads(content.decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return False


def mend_codebook(folder: ProjectFolder, path: Path, aside: Path, repair: Repair, *, is_trial: bool) -> None:
    """Replace a codebook that is missing or no codebook by the last version that was used."""
    with folder.reading() as connection:
        last = load_last_codebook(connection)
    codebook = path / "codebook.yaml"
    if last is None:
        return
    if codebook.is_file():
        try:
            read_codebook(codebook)
        except CodebookError as fault:
            repair.found.append(str(fault))
        else:
            return
    else:
        repair.tell(repair.found, "codebook_missing")
    number, content = last
    repair.tell(repair.done, "codebook_kept", number=number)
    if not is_trial:
        _put_aside(codebook, aside)
        write_whole(codebook, content)


def tell_originals(
    folder: ProjectFolder, path: Path, snapshots: Sequence[Path], repair: Repair, *, is_trial: bool
) -> None:
    """Bring back original files that are missing or changed, where a snapshot has them; tell the others.

    Nothing is told of those that a withdrawal or the sealing of names removed.
    """
    with folder.reading() as connection:
        originals = load_originals(connection)
    for name, sha256 in originals:
        place = path / "transcripts" / name
        if place.is_file() and _digest(place.read_bytes()) == sha256:
            continue
        repair.tell(repair.found, "original_changed" if place.is_file() else "original_missing", name=name)
        copies = _from_snapshots(snapshots, f"{ORIGINALS}/{name}")
        content = next((one for one in copies if _digest(one) == sha256), None)
        if content is None:
            repair.tell(repair.lost, "original_lost", name=name)
            continue
        repair.tell(repair.done, "original_kept", name=name)
        if not is_trial:
            write_whole(place, content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _from_snapshots(snapshots: Sequence[Path], name: str) -> list[bytes]:
    found = []
    for snapshot in snapshots:
        try:
            manifest = read_manifest(snapshot)
            if name in manifest.sums:
                found.append(manifest.read(name))
        except SnapshotError:
            continue
    return found


def _put_aside(path: Path, aside: Path) -> None:
    if path.is_file():
        aside.mkdir(exist_ok=True)
        shutil.copy2(path, aside / path.name)
