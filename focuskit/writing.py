"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from focuskit.errors import OutputError


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
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
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
    """Write a file in one go that its owner alone can read; see `replacing`."""
    with replacing(path) as temporary:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
