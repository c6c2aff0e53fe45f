"""Files that are written whole or not at all, for their owner alone.

Whatever the process's mask, a new file or folder is its owner's alone: nearly all that is written holds what
people said. A file that was there keeps the rights its owner gave it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from focuskit.errors import OutputError

FILE_MODE, FOLDER_MODE = 0o600, 0o700
_DATA = "FOCUSKIT_DATA"


def data_folder() -> Path:
    """Return the folder of the user's data: what ``FOCUSKIT_DATA`` names, else the system's place for it."""
    from platformdirs import user_data_path  # noqa: PLC0415 (help needs it not)

    named = os.environ.get(_DATA)
    return Path(named) if named else user_data_path("focuskit", appauthor=False)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone; one that is there stays.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    for missing in reversed([one for one in path.parents if not one.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)
    path.mkdir(mode=FOLDER_MODE, exist_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file that its owner alone can read; one that is there is emptied and closed to others."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE))
    path.chmod(FILE_MODE)


@contextlib.contextmanager
def kept_within() -> Iterator[None]:
    """Keep files that libraries and other programs write for themselves in the user's data folder.

    Temporary files, the font list of matplotlib and the caches of programs that are started go there, and
    nobody else may read what is made meanwhile. Where the folder cannot be made, they go where they went.
    """
    place = data_folder()
    before_mask = os.umask(0o777 & ~FOLDER_MODE)
    before_folder, before = tempfile.tempdir, dict(os.environ)
    try:
        with contextlib.suppress(OSError):
            for name in ("tmp", "cache"):
                make_folder(place / name)
            tempfile.tempdir = str(place / "tmp")
            os.environ |= _kept_places(place)
        yield
    finally:
        os.umask(before_mask)
        tempfile.tempdir = before_folder
        for name in _kept_places(place):
            os.environ.pop(name, None)
            if name in before:
                os.environ[name] = before[name]


def _kept_places(place: Path) -> Mapping[str, str]:
    cache = str((place / "cache").absolute())
    return {"TMPDIR": str((place / "tmp").absolute()), "XDG_CACHE_HOME": cache, "MPLCONFIGDIR": cache}


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path``; what is written there is moved into place at the end.

    Raises
    ------
    OutputError
        If the folder or file cannot be written. A file that was there stays as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        make_folder(path.parent)
        make_private(temporary)
        yield temporary
        if path.is_file():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except OSError as fault:
        raise OutputError(path=str(path), reason=fault.strerror or type(fault).__name__) from fault
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one go; see `replacing`."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def set_aside(path: Path) -> Path:
    """Give a file that is there another name, with a number in it; return that path.

    Raises
    ------
    OutputError
        If it cannot be renamed.
    """
    number = 1
    while (other := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    try:
        path.rename(other)
    except OSError as fault:
        raise OutputError(path=str(path), reason=fault.strerror or type(fault).__name__) from fault
    return other


def write_private(path: Path, content: bytes) -> None:
    """Write a file in one go that its owner alone can read, whoever could before; see `replacing`."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
    path.chmod(FILE_MODE)
