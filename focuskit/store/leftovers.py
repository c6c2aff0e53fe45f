"""What a process that was killed left half written: temporary files and folders nobody will end."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

_TEMPORARY = re.compile(
    r"\..*\.(?P<process>\d+)\.new|.*\.analysis\.(?P<other>\d+)\.tmp|lemmas-.*\.(?P<more>\d+)\.tmp"
)
_COPY = re.compile(r"merge-\w+")
_FIXED = frozenset({"focuskit.toml.new", "project.db.new", "project.db.new-journal"})


def leftovers(project: Path) -> Iterator[Path]:
    """Yield what killed processes left in a project's folder; what a running one is writing is not among it.

    The project must be held (`ProjectFolder.locked`): copies of colleagues' projects belong to who holds it.
    """
    for name in sorted(_FIXED):
        if (project / name).is_file():
            yield project / name
    for path in sorted((project / "cache").glob("merge-*")):
        if path.is_dir() and _COPY.fullmatch(path.name):
            yield path
    for folder in (project, project / "cache", project / "reports", project / "snapshot"):
        yield from _stale(folder.glob("*"))
    yield from _stale((project / "transcripts").rglob(".*"))


def clear_leftovers(project: Path) -> None:
    """Remove what killed processes left; what cannot be removed stays."""
    for path in leftovers(project):
        with contextlib.suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _stale(paths: Iterator[Path]) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for path in sorted(paths):
            found = _TEMPORARY.fullmatch(path.name)
            if found and path.is_file() and not _runs(int(next(filter(None, found.groups())))):
                yield path


def _runs(process: int) -> bool:
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
