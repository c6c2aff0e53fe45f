"""The interview guide: questions, follow-ups, and the themes they are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """One question of the guide; ``themes`` are full names of codes."""

    id: str
    question: str
    follow_ups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The questions in their order; identifiers are unique."""

    questions: tuple[GuideQuestion, ...]

    def __post_init__(self) -> None:
        identifiers = [question.id for question in self.questions]
        if len(set(identifiers)) != len(identifiers):
            raise ValueError("two questions have one identifier")


class MatchState(StrEnum):
    """What is known of a match: proposed by the machine, confirmed or refused by the researcher."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class QuestionMatch:
    """A moderator turn that asks a question of the guide.

    ``turn`` is its number in the document, ``score`` the likeness (0 to 100) that the machine found, ``None``
    where a person named the turn.
    """

    document: str
    turn: int
    question: str
    state: MatchState
    score: float | None = None
