"""Loading what several coders did with the same words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from focuskit.errors import UsageError
from focuskit.model.agreement import Settlement
from focuskit.model.codebook_edits import CodebookEdit, follow_name, renamed_since
from focuskit.model.codings import Decision, DecisionKind
from focuskit.model.documents import DocumentKind, Segment, StoredDocument
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder, load_documents, load_pseudonyms, load_segments, segmented_versions
from focuskit.store.codebook_edits import load_edits
from focuskit.store.codings import KeptCoding, load_codings
from focuskit.store.decisions import load_decisions
from focuskit.store.double_coding import (
    SETTLING,
    Assignment,
    load_coder_names,
    load_given,
    load_settlements,
)
from focuskit.store.text_versions import load_text_versions
from focuskit.workflow.analysed import counted_segments
from focuskit.workflow.settled import place_settlements

_CODING = frozenset(
    {
        DecisionKind.ACCEPT,
        DecisionKind.REJECT,
        DecisionKind.REPLACE,
        DecisionKind.ADD,
        DecisionKind.REMOVE,
        DecisionKind.MOVE,
    }
)
_SAYS_NO = {DecisionKind.REJECT, DecisionKind.REPLACE}
FEWEST_CODERS = 2
_BY_CODEBOOK = {DecisionKind.RECODE, DecisionKind.FOLD}


class OriginalCoding(NamedTuple):
    """Words and code as a coder coded them; ``number`` is the place of the decision in the history."""

    span: Span
    code: str
    number: int


@dataclass(frozen=True, slots=True)
class CoderShare:
    """What one coder was given of a document, and did.

    Parameters
    ----------
    given
        Numbers of the segments, of people whose words are counted.
    codings
        Words and codes, settlements apart.
    by_segment
        The same by the numbers of the segments they touch.
    rejected
        Segments and codes that were rejected or replaced there.
    is_assigned
        Whether the share was assigned; else it is the whole document, as something was decided in it.
    sees_suggestions
        What the assignment says; ``None`` without one.
    n_decisions, n_on_suggestions
        Decisions on codes that hold, and those among them on a suggestion of the machine.
    """

    coder: str
    given: frozenset[int]
    codings: tuple[OriginalCoding, ...]
    by_segment: Mapping[int, tuple[OriginalCoding, ...]]
    rejected: frozenset[tuple[int, str]]
    is_assigned: bool
    sees_suggestions: bool | None
    n_decisions: int
    n_on_suggestions: int


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with its counted segments (without white space around them) and the shares of coders.

    ``speakers`` are what outputs show, by turn; ``settlements`` those of the document, placed in its
    current text; ``earlier`` are identifiers and texts of the versions before, oldest first.
    """

    document: StoredDocument
    segments: tuple[Segment, ...]
    speakers: Mapping[int, str]
    shares: tuple[CoderShare, ...]
    settlements: tuple[Settlement, ...]
    earlier: tuple[tuple[str, str], ...] = ()


def load_coded_documents(folder: ProjectFolder) -> list[CodedDocument]:
    """Load every document that somebody was given or decided on; field notes are left out."""
    with folder.reading() as connection:
        given = load_given(connection)
        names = load_coder_names(connection)
        decisions = [
            one
            for one in load_decisions(connection)
            if not one.is_undone and one.gesture.kind not in _BY_CODEBOOK
        ]
        edits = load_edits(connection)
        settlements = load_settlements(connection)
        shown = load_pseudonyms(connection)
        current = segmented_versions(connection)
        found = []
        for document in load_documents(connection):
            made = current.get(document.version_id)
            if made is None or document.kind is DocumentKind.NOTES:
                continue
            texts = {one.id: one.text for one in load_text_versions(connection, document.id)}
            placed = {one.id: one for one in load_decisions(connection, version_id=document.version_id)}
            work = _Work(
                document,
                _stripped(document, counted_segments(document, load_segments(connection, made.id))),
                [one for one in given if one.document_id == document.id],
                [
                    _named_now(placed.get(one.id, one), edits)
                    for one in decisions
                    if one.gesture.version_id in texts
                ],
                load_codings(connection, document.version_id),
                names,
            )
            shares = tuple(work.shares())
            if shares:
                speakers = {
                    turn.number: shown[document.id, turn.label].pseudonym
                    for turn in document.turns
                    if (document.id, turn.label) in shown
                }
                settled = place_settlements(settlements, document, texts)
                found.append(
                    CodedDocument(
                        document, work.segments, speakers, shares, settled, _earlier(texts, document)
                    )
                )
    return found


def _earlier(texts: Mapping[str, str], document: StoredDocument) -> tuple[tuple[str, str], ...]:
    """Return the versions before the current one, of all in their order."""
    return tuple(takewhile(lambda one: one[0] != document.version_id, texts.items()))


def compared_coders(documents: Iterable[CodedDocument], wanted: Collection[str] = ()) -> tuple[str, ...]:
    """Return the coders to compare: those wanted, else all who decided anything, in alphabetical order.

    Raises
    ------
    UsageError
        If there are fewer than two, or one wanted is not known.
    """
    known = {
        share.coder for one in documents for share in one.shares if share.n_decisions or share.is_assigned
    }
    for name in wanted:
        if name not in known:
            raise UsageError("error.agree_coder", coder=name, known=", ".join(sorted(known)) or "–")
    chosen = tuple(sorted(set(wanted) or known))
    if len(chosen) < FEWEST_CODERS:
        raise UsageError("error.agree_one_coder", known=", ".join(sorted(known)) or "–")
    return chosen


def _named_now(decision: Decision, edits: Sequence[CodebookEdit]) -> Decision:
    """Return a decision under the name that its code has now."""
    code = follow_name(decision.gesture.code, renamed_since(edits, decision.number))
    if code == decision.gesture.code:
        return decision
    return replace(decision, gesture=replace(decision.gesture, code=code))


def _stripped(document: StoredDocument, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    return tuple(replace(one, span=one.span.stripped(document.text)) for one in segments)


@dataclass(frozen=True, slots=True)
class _Work:
    """All decisions on one document, to be told apart by coder."""

    document: StoredDocument
    segments: tuple[Segment, ...]
    given: list[Assignment]
    decisions: list[Decision]
    codings: list[KeptCoding]
    names: Mapping[int, str]

    def shares(self) -> Iterable[CoderShare]:
        settled = {one.id for one in self.decisions if one.gesture.kind in SETTLING}
        own = [one for one in self.decisions if one.gesture.kind in _CODING]
        by_coder: dict[str, list[Decision]] = defaultdict(list)
        for decision in own:
            by_coder[decision.coder].append(decision)
        numbers = {one.id: one.number for one in own}
        codings: dict[str, list[OriginalCoding]] = defaultdict(list)
        for one in self.codings:
            if one.decision_id not in settled:
                original = OriginalCoding(one.span, one.code, numbers.get(one.decision_id, 0))
                codings[self.names[one.coder_id]].append(original)
        assigned = {one.coder: one for one in self.given}
        for coder in sorted({*by_coder, *codings, *assigned}):
            yield self._share(coder, assigned.get(coder), by_coder[coder], codings[coder])

    def _share(
        self,
        coder: str,
        assignment: Assignment | None,
        decisions: Sequence[Decision],
        codings: Sequence[OriginalCoding],
    ) -> CoderShare:
        numbers = frozenset(one.number for one in self.segments)
        if assignment is not None and assignment.segments is not None:
            numbers &= assignment.segments
        return CoderShare(
            coder,
            numbers,
            tuple(codings),
            self._by_segment(codings),
            frozenset(self._rejected(decisions)),
            assignment is not None,
            assignment.sees_suggestions if assignment else None,
            len(decisions),
            sum(one.gesture.origin is not None for one in decisions),
        )

    def _by_segment(self, codings: Sequence[OriginalCoding]) -> dict[int, tuple[OriginalCoding, ...]]:
        found: dict[int, list[OriginalCoding]] = defaultdict(list)
        for coding in codings:
            for segment in self._touched(coding.span):
                found[segment.number].append(coding)
        return {number: tuple(listed) for number, listed in found.items()}

    def _rejected(self, decisions: Sequence[Decision]) -> Iterable[tuple[int, str]]:
        for one in decisions:
            gesture = one.gesture
            if gesture.kind in _SAYS_NO and gesture.version_id == self.document.version_id:
                for segment in self._touched(gesture.span):
                    yield segment.number, gesture.code

    def _touched(self, span: Span) -> Sequence[Segment]:
        """Return the segments that share a character with a span; they lie in the order of the text."""
        first = bisect_right(self.segments, span.start, key=lambda one: one.span.end)
        last = bisect_left(self.segments, span.end, key=lambda one: one.span.start)
        return [one for one in self.segments[first:last] if one.span.overlaps(span)]
