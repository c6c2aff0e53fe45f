"""A document as talk: every turn in its order, whoever speaks, and what its question's block is."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.model.documents import DocumentKind, Role
from focuskit.model.marks import MarkKind


@dataclass(frozen=True, slots=True)
class TalkTurn:
    """A turn, of a moderator too.

    Parameters
    ----------
    number
        Its number in the document, from 1.
    participant
        What outputs show of the speaker, unique over the project.
    start_ms, end_ms
        Times in milliseconds, ``None`` where the file tells none.
    block
        The block of the question it stands in, from 1; 0 before any question.
    question
        Identifier, in the guide, of the question of its block; ``None`` where it is none of the guide's.
    codes
        Codes that a moderator brings up in it, or the written question that it answers: found by rules or
        coded by hand.
    is_question
        Whether its words ask something (they hold a question mark).
    is_quotable
        Whether its words may stand in outputs: ``False`` for somebody who did not agree to be quoted.
    """

    number: int
    participant: str
    role: Role
    verbatim: str
    n_words: int
    start_ms: int | None = None
    end_ms: int | None = None
    block: int = 0
    question: str | None = None
    codes: tuple[str, ...] = ()
    is_question: bool = False
    is_quotable: bool = True

    @property
    def shown(self) -> str:
        """The words that tables show: none where they may not be quoted."""
        return self.verbatim if self.is_quotable else ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of a document.

    Parameters
    ----------
    marks
        Kind, turn and length in milliseconds (``None``: not told) of each mark of the transcriber.
    is_read
        Whether the moderators' turns have been searched for codes; else nobody knows what they brought up.
    n_timed_overlaps
        Turns that begin before the one before them ends, ``None`` where there are no times.
    """

    document: str
    kind: DocumentKind
    turns: tuple[TalkTurn, ...]
    marks: tuple[tuple[MarkKind, int, int | None], ...] = ()
    is_read: bool = True
    n_timed_overlaps: int | None = None
