"""A snapshot on disk: a folder with a manifest, its files proven by their SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ruamel.yaml.error import YAMLError

from focuskit.errors import OutputError, SnapshotError
from focuskit.store.folder import ProjectFolder
from focuskit.store.schema import SCHEMA_VERSION
from focuskit.store.snapshot_files import database_files, from_yaml, manifest_sum, to_yaml
from focuskit.writing import make_folder, write_whole

MANIFEST = "manifest.yaml"
SETTINGS, ORIGINALS = "project", "originals"
_FORMAT = 1
_ATTRIBUTES = (".gitattributes", b"* -text\n")
_SETTING_ENDINGS = frozenset({".csv", ".json", ".toml", ".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself: its folder, schema version, and the SHA-256 of each file by path."""

    source: Path
    schema: str
    sums: dict[str, str]

    def read(self, path: str) -> bytes:
        """Return the content of a file, proven.

        Raises
        ------
        SnapshotError
            If it is not there, leads out of the snapshot, or was changed.
        """
        place = self.source / path
        try:
            inside = place.resolve(strict=True).is_relative_to(self.source.resolve())
            content = place.read_bytes() if inside and place.is_file() else None
        except (OSError, ValueError):
            content = None
        if content is None or hashlib.sha256(content).hexdigest() != self.sums[path]:
            raise SnapshotError("sharing.snapshot_damaged", path=path)
        return content


def write_snapshot(folder: ProjectFolder, target: Path, *, with_originals: bool) -> Manifest:
    """Write a project as plain text; a snapshot that is there is brought up to date, file by file.

    The manifest is written last: a snapshot that was cut short is told from a whole one.

    Raises
    ------
    SnapshotError
        If the folder holds something else.
    OutputError
        If it cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        return _write_into(target, folder, with_originals=with_originals)
    with moved_into_place(target) as place:
        return _write_into(place, folder, with_originals=with_originals)


def _write_into(target: Path, folder: ProjectFolder, *, with_originals: bool) -> Manifest:
    before = _known_files(target)
    sums: dict[str, str] = {}
    for path, content in _contents(folder, with_originals=with_originals):
        sums[path] = hashlib.sha256(content).hexdigest()
        _write_changed(target / path, content)
    manifest = Manifest(target, SCHEMA_VERSION, sums)
    for path in before - sums.keys():
        _remove(target, path)
    _write_changed(target / _ATTRIBUTES[0], _ATTRIBUTES[1])
    _write_changed(target / MANIFEST, _manifest_content(manifest))
    return manifest


def _contents(folder: ProjectFolder, *, with_originals: bool) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.path.iterdir()):
        if path.is_file() and _is_setting(path.name):
            yield f"{SETTINGS}/{path.name}", path.read_bytes()
    with folder.reading() as connection:
        yield from database_files(connection)
    if with_originals:
        for path in sorted(folder.transcripts_path.rglob("*")):
            name = path.relative_to(folder.transcripts_path).as_posix()
            if path.is_file() and not _is_hidden(name):
                yield f"{ORIGINALS}/{name}", path.read_bytes()


def _is_setting(name: str) -> bool:
    return not _is_hidden(name) and Path(name).suffix in _SETTING_ENDINGS


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def _known_files(target: Path) -> set[str]:
    """Return the files of the snapshot that is in a folder; refuse a folder with something else."""
    if target.is_dir() and not any(target.iterdir()):
        return set()
    if not (target / MANIFEST).is_file():
        raise SnapshotError("sharing.snapshot_other", path=str(target))
    try:
        return set(read_manifest(target).sums)
    except SnapshotError:
        return set()


def _write_changed(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def _remove(target: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    place = target / path
    if not place.parent.resolve().is_relative_to(target.resolve()):
        return
    place.unlink(missing_ok=True)
    for parent in place.parents:
        if parent == target or any(parent.iterdir()):
            return
        parent.rmdir()


def _manifest_content(manifest: Manifest) -> bytes:
    facts = {
        "files": manifest.sums,
        "format": _FORMAT,
        "schema": manifest.schema,
        "sum": manifest_sum(manifest.sums),
    }
    return to_yaml(facts)


def read_manifest(source: Path) -> Manifest:
    """Read what a snapshot says of itself.

    Raises
    ------
    SnapshotError
        If there is none, it is cut short, names a place outside, or a newer focuskit wrote it.
    """
    path = source / MANIFEST
    if not path.is_file():
        raise SnapshotError("sharing.snapshot_missing", path=str(source))
    try:
        found = from_yaml(path.read_bytes().decode())
        facts = {name: found[name] for name in ("files", "format", "schema", "sum")}
        if facts["format"] != _FORMAT or str(facts["schema"]) > SCHEMA_VERSION:
            raise SnapshotError("sharing.snapshot_newer", path=str(source))
        sums = {str(name): str(value) for name, value in facts["files"].items()}
    except (YAMLError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise SnapshotError("sharing.snapshot_damaged", path=MANIFEST) from fault
    if manifest_sum(sums) != facts["sum"]:
        raise SnapshotError("sharing.snapshot_damaged", path=MANIFEST)
    for name in sums:
        _check_path(name)
    return Manifest(source, str(facts["schema"]), sums)


def _check_path(name: str) -> None:
    parts = PurePosixPath(name).parts
    plain = PurePosixPath(name).as_posix() == name and not name.startswith("/") and "\0" not in name
    setting = parts[:1] == (SETTINGS,)
    if (
        not plain
        or "\\" in name
        or _is_hidden(name)
        or (setting and (len(parts) != 2 or not _is_setting(parts[1])))  # noqa: PLR2004 (folder and name)
        or parts == (ORIGINALS,)
    ):
        raise SnapshotError("sharing.snapshot_path", path=name)


def is_snapshot(path: Path) -> bool:
    """Tell whether a folder is a snapshot and no project."""
    return (path / MANIFEST).is_file() and not (path / "project.db").exists()


def copy_files(manifest: Manifest, target: Path, *, with_originals: bool = True) -> None:
    """Put settings, and original files, of a snapshot into a project's folder."""
    places = {SETTINGS: target} | ({ORIGINALS: target / "transcripts"} if with_originals else {})
    for name in manifest.sums:
        top, _, rest = name.partition("/")
        place = places.get(top)
        if place is not None:
            write_whole(place / rest, manifest.read(name))


def table_files(manifest: Manifest) -> dict[str, bytes]:
    """Return the files that tell what the database holds, proven."""
    outside = (f"{SETTINGS}/", f"{ORIGINALS}/")
    return {name: manifest.read(name) for name in manifest.sums if not name.startswith(outside)}


@contextlib.contextmanager
def moved_into_place(target: Path) -> Iterator[Path]:
    """Give a new folder beside a place that is new or empty; it is moved there once it is whole.

    What an interrupted run left is cleared away first.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    whole = target.absolute()
    temporary = whole.with_name(f".{whole.name}.new")
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        make_folder(temporary)
        yield temporary
        if whole.exists():
            whole.rmdir()
        temporary.rename(whole)
    except OSError as fault:
        raise OutputError(path=str(target), reason=fault.strerror or type(fault).__name__) from fault
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
