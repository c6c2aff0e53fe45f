"""What several coders said of the same words, and what was settled between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.spans import Span


class Stance(StrEnum):
    """What a coder who was given some words did with a code there."""

    CODED = "coded"
    REJECTED = "rejected"
    SILENT = "silent"
    """Gave these words without the code, and without having rejected it."""


@dataclass(frozen=True, slots=True)
class CoderStance:
    """A coder's stance; ``spans`` are the words they put the code on (none unless `Stance.CODED`)."""

    coder: str
    stance: Stance
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was settled of a code on some words, by whom; the codings of the coders stay beside it.

    Parameters
    ----------
    number
        Place of the decision in the history; it settles what was decided before it.
    holds
        Whether the words carry the code.
    """

    number: int
    coder: str
    at: str
    version_id: str
    span: Span
    code: str
    holds: bool

    def decides(self, span: Span, code: str) -> bool:
        """Tell whether it decides on a code on words.

        On its own code; where it holds, on those above too (a sub-code counts for its parents); where it
        does not, on those below.
        """
        upper, lower = (code, self.code) if self.holds else (self.code, code)
        return self.span.overlaps(span) and (lower == upper or lower.startswith(f"{upper}/"))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A code on a segment that some coders put there and others, who were given it, did not.

    Parameters
    ----------
    id
        Short name, the same as long as text, segment and code stay.
    segment, turn
        Numbers in the document, from 1.
    span, words
        The segment without white space around it, in the text version ``version_id``.
    speaker
        What outputs show of the person who speaks.
    stances
        One per coder who was given the segment, in alphabetical order.
    settled
        What was settled since, ``None`` while it is open.
    """

    id: str
    document: str
    version_id: str
    segment: int
    turn: int
    speaker: str
    span: Span
    words: str
    code: str
    stances: tuple[CoderStance, ...]
    settled: Settlement | None = None

    @property
    def coded_span(self) -> Span:
        """The words that somebody put the code on, from the first to the last within the segment."""
        spans = [span for one in self.stances for span in one.spans]
        start = max(self.span.start, min((one.start for one in spans), default=self.span.start))
        end = min(self.span.end, max((one.end for one in spans), default=self.span.end))
        return Span(start, end) if start < end else self.span
