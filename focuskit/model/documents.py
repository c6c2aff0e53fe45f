"""Documents, their speakers and their turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from focuskit.model.problems import Problem
from focuskit.model.spans import Span


class DocumentKind(StrEnum):
    """What a document is."""

    FOCUS_GROUP = "focus_group"
    INTERVIEW = "interview"
    ANSWERS = "answers"
    NOTES = "notes"
    RESTITUTION = "restitution"


STATE_KEY = "état"
"""Attribute of a document that tells whether people have checked what a machine wrote down."""

AUTOMATIC, CHECKED = "automatique", "relue"
"""Values of that attribute."""


class Role(StrEnum):
    """What a person is in one document."""

    PARTICIPANT = "participant"
    MODERATOR = "moderator"
    OBSERVER = "observer"
    OBSERVER_PARTICIPANT = "observer_participant"


COUNTED_ROLES = frozenset({Role.PARTICIPANT, Role.OBSERVER_PARTICIPANT})
"""Roles whose words are tagged and counted."""


class AsideKind(StrEnum):
    """Why a piece of a file is not in the stored text."""

    LABEL = "label"
    TIME = "time"
    HEADER = "header"
    QUESTION = "question"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Aside:
    """A piece of a file that was read and kept out of the stored text (label, time, header ...)."""

    kind: AsideKind
    text: str


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """What one speaker says before another takes over.

    Parameters
    ----------
    number
        Place in the document, counted from 1.
    label
        The speaker's label as transcribed; ``None`` where no speaker was found.
    span
        Place in the stored text.
    start_ms, end_ms
        Time in the recording in milliseconds; ``None`` where the file tells none.
    question
        The question this turn answers, for written answers; context, never counted.
    """

    number: int
    label: str | None
    span: Span
    start_ms: int | None = None
    end_ms: int | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label in one document, with the role recognised for it."""

    label: str | None
    role: Role
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    r"""One parsed file: the stored text, its turns, and all that was kept aside.

    The turns cover the text but for the single ``\\n`` between them.

    Raises
    ------
    ValueError
        If the turns do not partition the text.
    """

    name: str
    kind: DocumentKind
    text: str
    turns: tuple[SpeakerTurn, ...]
    speakers: tuple[Speaker, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    asides: tuple[Aside, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        expected = 0
        for turn in self.turns:
            if turn.span.start != expected:
                raise ValueError(f"turn {turn.number} starts at {turn.span.start}, not at {expected}")
            expected = turn.span.end + 1
        if self.turns and self.turns[-1].span.end != len(self.text):
            raise ValueError("the turns do not reach the end of the text")


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit that a segmentation method proposes for coding.

    ``number`` counts from 1 in the document; ``turn`` is the number of its turn.
    """

    number: int
    turn: int
    span: Span


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the project keeps it, in its current version."""

    id: str
    name: str
    kind: DocumentKind
    version_id: str
    text: str
    turns: tuple[SpeakerTurn, ...]
    speakers: tuple[Speaker, ...]
    attributes: tuple[tuple[str, str], ...] = field(default=())


def count_words(text: str) -> int:
    """Count the words of a text: tokens between white space that hold a letter or a digit."""
    return sum(1 for token in text.split() if any(character.isalnum() for character in token))
