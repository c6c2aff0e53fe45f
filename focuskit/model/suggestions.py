"""What the machine proposes; never a coding until a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.spans import Span


class Origin(StrEnum):
    """Where a suggestion comes from: words, a learned model, or the question or exchange around them."""

    RULE = "rule"
    CONTEXT = "context"
    MODEL = "model"


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that triggered a suggestion: their place in the document's text, and the rule."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code proposed for a segment.

    ``segment`` is the segment's number in its document; ``codebook_version`` the version whose rules spoke.
    """

    segment: int
    code: str
    origin: Origin
    evidence: tuple[Evidence, ...]
    codebook_version: int = 0
    score: float | None = None
    state: SuggestionState = SuggestionState.OPEN
