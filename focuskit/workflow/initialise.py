"""Making a project and giving it a codebook."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import CodebookEditedError, ProjectNotFoundError, UsageError
from focuskit.opening import read_whole
from focuskit.store import (
    ProjectFolder,
    create_project,
    find_project,
    load_installed_codebook,
    mark_installed_codebook,
    open_project,
)
from focuskit.tagging import read_codebook
from focuskit.writing import write_whole


@dataclass(frozen=True, slots=True)
class InitSummary:
    """What `init` made: the project's folder as shown, and whether it was there before."""

    path: str
    existed: bool


def initialise_project(
    path: Path, *, codebook: Path | None = None, language: str | None = None, title: str = ""
) -> InitSummary:
    """Make a project in a folder, or complete one; a codebook given becomes the project's.

    Raises
    ------
    CodebookError, CodebookEditedError, OutputError
        See `install_codebook`; nothing is made when the codebook has faults.
    """
    if codebook:
        read_codebook(codebook)
    existed = (path / "project.db").exists()
    create_project(path, language=language, title=title)
    if codebook:
        folder = open_project(path)
        with folder.locked():
            install_codebook(folder, codebook)
    return InitSummary(str(path), existed)


def install_codebook(folder: ProjectFolder, codebook: Path) -> None:
    """Copy a codebook into a project; one that was edited there is not replaced.

    Raises
    ------
    CodebookEditedError
        If the project's copy was edited by hand and differs from the one given.
    OutputError
        If the copy cannot be written.
    """
    content = read_whole(codebook)
    target = folder.codebook_path
    with folder.reading() as connection:
        installed = load_installed_codebook(connection)
    present = target.read_bytes() if target.exists() else content
    if present != content and hashlib.sha256(present).hexdigest() != installed:
        raise CodebookEditedError(path=str(target))
    write_whole(target, content)
    with folder.writing() as connection:
        mark_installed_codebook(connection, content)


def locate_project(given: Path | None, beside: Path | None = None) -> ProjectFolder:
    """Open the project a command means: the folder given, else the nearest from here upwards.

    Where there is none, the nearest upwards from the file ``beside``, if one is named.

    Raises
    ------
    ProjectNotFoundError
        If there is none.
    UsageError
        If the folder given does not exist.
    """
    if given is None:
        here = Path.cwd()
        try:
            return open_project(find_project(here), str(here))
        except ProjectNotFoundError:
            if beside is None or not beside.exists():
                raise
        found = find_project(beside.resolve().parent)
        return open_project(found, str(found))
    if not given.exists():
        raise UsageError("error.no_such_folder", path=str(given))
    return open_project(find_project(given), str(given))
