"""Decisions of people, the codings they make, and the coded units that tables count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.codebook import Codebook, code_and_parents
from focuskit.model.consent import Asked, ConsentUse, people_without
from focuskit.model.documents import AUTOMATIC, COUNTED_ROLES, STATE_KEY, DocumentKind, Role
from focuskit.model.guide import GuideQuestion
from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin
from focuskit.model.talk import Talk


class DecisionKind(StrEnum):
    """What a coder decided; `SETTLE` and `DISMISS` settle what several coders decided differently.

    Beside codes: `NOTE` a memo or mark stands, `UNNOTE` it is taken back (``target`` is the memo's id); `CUT`
    the segment that begins with ``span`` is cut where ``span`` ends, `JOIN` those that ``span`` covers are
    joined.

    By a change of the codebook, whoever made it, and without changing whose coding it is: `RECODE` the coding
    gets another code, `FOLD` it gives way to the same code on the same words.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    SETTLE = "settle"
    DISMISS = "dismiss"
    NOTE = "note"
    UNNOTE = "unnote"
    CUT = "cut"
    JOIN = "join"
    RECODE = "recode"
    FOLD = "fold"


PREVIOUS = "previous"
"""Target of a gesture that moves the coding which the gesture before it in the same step has just made."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """What a coder asks for; several may make one step, undone together.

    Parameters
    ----------
    version_id
        The text version whose offsets ``span`` counts.
    span
        The words decided on: those of the segment for a suggestion and for `DISMISS`, any words for `ADD`,
        `MOVE` and `SETTLE`, those of the coding for `REMOVE`.
    code
        The code decided on; the suggested one for `REPLACE`.
    replacement
        The code taken instead, for `REPLACE` and `RECODE`.
    target
        The decision whose coding is removed, moved, recoded or folded (or `PREVIOUS`); the memo noted or
        taken back.
    origin
        Where a decided suggestion came from; ``None`` for words coded freely.
    """

    kind: DecisionKind
    version_id: str
    span: Span
    code: str
    replacement: str | None = None
    target: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A gesture that was kept: who, when (ISO 8601, UTC), in what order, and whether it was undone."""

    id: str
    number: int
    step: str
    coder: str
    at: str
    gesture: Gesture
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class Coding:
    """One code on one span of a document by one coder."""

    document: str
    span: Span
    code: str
    coder: str


class UnitStatus(StrEnum):
    """``decided`` by a person, or only ``suggested`` by the machine."""

    DECIDED = "decided"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class CodeMark:
    """One code on one segment, with its status and the words behind a suggestion."""

    code: str
    status: UnitStatus
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedSegment:
    """A segment of a counted person with the codes on it (possibly none).

    Parameters
    ----------
    document, kind
        Name and kind of the document.
    number, turn
        Segment and turn numbers, from 1.
    span
        Place in the document's stored text; ``verbatim`` is that slice.
    speaker, participant
        What outputs show. ``participant`` is unique over the project: one value, one person.
    start_ms
        Time of the turn in milliseconds, ``None`` if unknown.
    question
        Question answered (written answers) or asked last by a moderator; ``None`` if there is none.
    marks, context
        The codes on it, and those it may take over from its question or exchange: these are counted apart.
    readings
        Where several coders put different codes on it, those that each put together; empty where all go
        together. What the machine suggests goes with any.
    is_quotable
        Whether its words may stand in outputs: ``False`` for somebody who did not agree to be quoted.
    """

    document: str
    kind: DocumentKind
    number: int
    turn: int
    span: Span
    verbatim: str
    speaker: str
    participant: str
    role: Role
    start_ms: int | None
    question: str | None
    marks: tuple[CodeMark, ...]
    context: tuple[CodeMark, ...] = ()
    readings: tuple[frozenset[str], ...] = ()
    is_quotable: bool = True

    @property
    def shown(self) -> str:
        """The words that tables and lists show: none where they may not be quoted."""
        return self.verbatim if self.is_quotable else ""

    def reads_together(self, codes: Iterable[str]) -> bool:
        """Tell whether one reading of the segment has all of these codes, or codes below them."""
        if not self.readings:
            return True
        suggested = [one.code for one in self.marks if one.status is UnitStatus.SUGGESTED]
        return any(
            all(any(code in code_and_parents(name) for name in (*reading, *suggested)) for code in codes)
            for reading in self.readings
        )


@dataclass(frozen=True, slots=True)
class PersonInDocument:
    """A person of a document: what outputs show of them, and how much they said there.

    ``n_turns`` and ``n_words`` are 0 for somebody who was present and never spoke.
    """

    document: str
    speaker: str
    participant: str
    role: Role
    n_turns: int
    n_words: int
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentOverview:
    """A document in figures."""

    name: str
    kind: DocumentKind
    n_speakers: int
    n_turns: int
    n_segments: int
    n_words: int
    duration_ms: int | None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CodedCorpus:
    """All that tables and reports count.

    ``people_listed`` tells whether the persons counted as present come from a participants table
    (``True``) or are those who spoke (``False``). ``talks`` and ``guide`` (empty where nobody loaded them)
    are the turns of each document, moderators' too, and the questions of the interview guide.
    ``counted_roles`` are the roles of those counted among persons, and whose segments are here.
    ``n_disputed`` codes on segments were put by some of several coders and are open, ``n_settled`` settled.
    ``not_quoted`` are the people of the whole study, whatever was filtered, who did not agree to be quoted;
    ``None`` where the study keeps no track of it, or nobody looked.
    ``not_quoted`` are the people of the whole study, whatever was filtered, who did not agree to be quoted;
    ``None`` where the study keeps no track of it, or nobody looked.
    """

    codebook: Codebook
    documents: tuple[DocumentOverview, ...]
    people: tuple[PersonInDocument, ...]
    segments: tuple[CodedSegment, ...]
    people_listed: bool
    talks: tuple[Talk, ...] = ()
    guide: tuple[GuideQuestion, ...] = ()
    counted_roles: frozenset[Role] = COUNTED_ROLES
    n_disputed: int = 0
    n_settled: int = 0
    not_quoted: frozenset[str] | None = None

    def people_without(self, use: ConsentUse) -> frozenset[str] | None:
        """Return the people whose words may not be used so; see `focuskit.model.consent.people_without`."""
        answers = {one.name for one in self.documents if one.kind is DocumentKind.ANSWERS}
        return people_without(
            (
                Asked(
                    one.participant,
                    one.attributes,
                    one.role not in COUNTED_ROLES,
                    one.document if one.document in answers else "",
                )
                for one in self.people
            ),
            use,
        )

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Names of the documents that a machine wrote down and nobody has checked."""
        return tuple(one.name for one in self.documents if (STATE_KEY, AUTOMATIC) in one.attributes)

    @property
    def n_undecided(self) -> int:
        """Number of codes on segments that are only suggested."""
        return sum(mark.status is UnitStatus.SUGGESTED for segment in self.segments for mark in segment.marks)
