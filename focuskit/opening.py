"""Files of a reasonable size, and files alone: no device, pipe or folder is ever read to its end."""

from __future__ import annotations

import errno
import os
from pathlib import Path

MOST_BYTES = 64_000_000
"""Largest file that is read whole: text of some ten million words."""


def check_file(path: Path) -> None:
    """Check that a path leads to a file, links followed.

    Raises
    ------
    OSError
        If it is not there, or is a folder, pipe, device or socket: reading one may never end.
    """
    if not path.is_file():
        code = errno.EISDIR if path.is_dir() else errno.EINVAL if path.exists() else errno.ENOENT
        raise OSError(code, os.strerror(code), str(path))


def read_whole(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    OSError
        If it is no file (see `check_file`), cannot be read, or holds more than ``most`` bytes.
    """
    check_file(path)
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content
