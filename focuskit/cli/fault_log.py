"""The log of a fault of the program: where it happened, never what was in the files."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

from focuskit import __version__
from focuskit.errors import OutputError
from focuskit.writing import data_folder, write_private


def write_fault_log(fault: BaseException) -> Path | str:
    """Write kind and places of a fault below the user's data folder; return the path (``-`` if it fails)."""
    path = data_folder() / "fault.log"
    lines = [f"focuskit {__version__}, Python {platform.python_version()}, {platform.system()}"]
    current: BaseException | None = fault
    while current:
        lines.append(type(current).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__
    try:
        write_private(path, ("\n".join(lines) + "\n").encode())
    except OutputError:
        return "-"
    return path
