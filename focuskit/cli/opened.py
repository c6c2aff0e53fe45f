"""Opening the project a command means."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from focuskit.messages import speak
from focuskit.store import ProjectFolder, read_settings
from focuskit.workflow.initialise import locate_project


@contextlib.contextmanager
def opened(project: Path | None, language: str | None, *, changing: bool = True) -> Iterator[ProjectFolder]:
    """Open the project and speak the language asked for, else the project's, else the system's.

    ``changing`` holds the project against other commands until the end.
    """
    folder = locate_project(project)
    speak(language or read_settings(folder.path).language)
    with folder.locked() if changing else contextlib.nullcontext():
        yield folder
