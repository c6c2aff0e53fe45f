"""Opening the project a command means."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import click

from focuskit.errors import DamagedProjectError, FocuskitError
from focuskit.messages import say, speak
from focuskit.store import ProjectFolder, read_settings
from focuskit.store.leftovers import clear_leftovers
from focuskit.workflow.initialise import locate_project
from focuskit.workflow.unfinished import unfinished_steps


@contextlib.contextmanager
def opened(
    project: Path | None,
    language: str | None,
    *,
    changing: bool = True,
    coder: str | None = None,
    beside: Path | None = None,
) -> Iterator[ProjectFolder]:
    """Open the project and speak the language asked for, else the project's, else the system's.

    ``changing`` holds the project against other commands until the end. ``coder`` is the coder given for the
    command, remembered at its end if nobody was before; where somebody else is, one line says who stays.
    Neither happens where the command fails. ``beside`` is a file whose folder may be in the project.
    """
    folder = locate_project(project, beside)
    speak(language or read_settings(folder.path).language)
    with _told_damage(folder), folder.locked() if changing else contextlib.nullcontext():
        if changing:
            clear_leftovers(folder.path)
        yield folder
        if changing and coder and coder.strip():
            _hold_coder(folder, " ".join(coder.split()))
        for sentence in unfinished_steps(folder):
            click.echo(sentence, err=True)


@contextlib.contextmanager
def _told_damage(folder: ProjectFolder) -> Iterator[None]:
    """Tell a fault that comes of a damaged database as what it is: repair mends it."""
    try:
        yield
    except (FocuskitError, click.ClickException, click.Abort, click.exceptions.Exit, OSError):
        raise
    except Exception as fault:
        from focuskit.workflow.damaged import find_damage  # noqa: PLC0415 (only when something went wrong)

        reason = find_damage(folder)
        if reason is None:
            raise
        raise DamagedProjectError(path=folder.shown, reason=reason) from fault


def _hold_coder(folder: ProjectFolder, coder: str) -> None:
    from focuskit.workflow.decide import remember_first_coder  # noqa: PLC0415 (help stays quick)

    remembered = remember_first_coder(folder, coder)
    if remembered != coder:
        click.echo(say("coders.this_command", coder=coder, remembered=remembered), err=True)
