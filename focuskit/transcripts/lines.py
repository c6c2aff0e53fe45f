"""The lines of a transcript, whatever file they come from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from focuskit.model.documents import Aside

_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 45, 120
_WRAPPED_SHARE = 0.6
_SENTENCE_ENDS = '.!?…:;»")]'


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
    heading
        Level of a heading from 1, ``None`` for any other line.
    """

    number: int
    text: str
    asides: tuple[Aside, ...] = ()
    mark: Mark | None = None
    new_paragraph: bool = True
    heading: int | None = None


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a normalised text.

    Each line is a paragraph, unless the text was cut at a right margin: then blank lines part paragraphs.
    """
    written = text.split("\n")
    wrapped = _is_wrapped(written)
    lines: list[Line] = []
    for number, line in enumerate(written, start=1):
        goes_on = wrapped and number > 1 and bool(written[number - 2].strip())
        lines.append(Line(number, line, new_paragraph=not goes_on))
    return tuple(lines)


def _is_wrapped(written: Sequence[str]) -> bool:
    """Tell whether lines were cut at a right margin: many are long, none too long, few end a sentence."""
    if max(map(len, written)) > _LONGEST_WRAPPED:
        return False
    inner = [line.strip() for line, following in pairwise(written) if line.strip() and following.strip()]
    cut = sum(len(line) >= _SHORTEST_WRAPPED and line[-1] not in _SENTENCE_ENDS for line in inner)
    return bool(inner) and cut >= _WRAPPED_SHARE * len(inner)
