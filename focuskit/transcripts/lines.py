"""The lines of a transcript, whatever file they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focuskit.model.documents import Aside


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file's own structure says of a line: it begins a turn of ``label``.

    ``closes`` is ``True`` where the turn is that line alone (a heading that asks a question).
    """

    label: str | None
    start_ms: int | None = None
    end_ms: int | None = None
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript.

    Parameters
    ----------
    number
        Line of the file, or paragraph of a Word file, from 1.
    text
        Its words.
    asides
        What stood on the line and is not spoken.
    mark
        Set where the structure of the file names the speaker.
    new_paragraph
        ``False`` after a line break inside a paragraph.
    """

    number: int
    text: str
    asides: tuple[Aside, ...] = ()
    mark: Mark | None = None
    new_paragraph: bool = True


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a normalised text."""
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), start=1))
