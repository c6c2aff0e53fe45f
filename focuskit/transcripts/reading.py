"""What is asked for when a file is read, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from focuskit.model.documents import Transcript
    from focuskit.model.problems import Problem


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to import.

    ``name`` is its path relative to the folder given (NFC, ``/`` between parts, with extension), or its base
    name if it was given directly.
    """

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Choices of the user.

    ``moderators`` are further labels that are moderators; ``text_column`` and ``id_column`` name columns of
    tables, ``None`` to recognise them; ``not_speakers`` are phrases before a colon that are no labels,
    ``speakers`` labels that are, however rare.
    """

    moderators: tuple[str, ...] = ()
    text_column: str | None = None
    id_column: str | None = None
    not_speakers: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A transcript, ``None`` if the file could not be used, and all problems met (the transcript's too)."""

    transcript: Transcript | None
    problems: tuple[Problem, ...] = ()
