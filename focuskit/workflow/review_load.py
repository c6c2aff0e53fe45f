"""Loading what a coder sees of a document, and building its passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.model.documents import DocumentKind, Role, Segment, StoredDocument
from focuskit.model.memos import Memo, MemoKind
from focuskit.model.spans import Span
from focuskit.model.suggestions import Suggestion, SuggestionState
from focuskit.review.passages import Passage, PlacedCode, count_in_first_pass, passages_touched
from focuskit.store import (
    ProjectFolder,
    load_documents,
    load_pseudonyms,
    load_segments,
    load_suggestions,
    segmented_versions,
)
from focuskit.store.codings import KeptCoding, Orphan, coder_names, load_codings, load_orphans
from focuskit.store.decisions import load_decisions
from focuskit.store.memos import load_memos
from focuskit.store.suggestions import count_by_version
from focuskit.workflow.blindness import SEES_ALL, Sight, sight_of, suggestions_seen
from focuskit.workflow.questions import questions_by_turn

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_MARKS = {MemoKind.STAR, MemoKind.LATER}


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document in the list of those to review: its proposals, open and in all."""

    name: str
    kind: DocumentKind
    n_open: int
    n_all: int


def list_reviewed(folder: ProjectFolder) -> tuple[ReviewedDocument, ...]:
    """Return the documents of a project in their order, with their open proposals."""
    with folder.reading() as connection:
        counts = count_by_version(connection)
        return tuple(
            ReviewedDocument(one.name, one.kind, *counts.get(one.version_id, (0, 0)))
            for one in load_documents(connection)
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """What does not change while coding: a segment with its speaker, time and question."""

    segment: Segment
    span: Span
    speaker: str
    role: Role
    opens_turn: bool
    start_ms: int | None
    question: str


@dataclass(slots=True)
class LoadedDocument:
    """A document as loaded, kept up to date by what each decision touches.

    ``suggestions`` are by segment number, ``codings`` by decision; ``n_proposals`` counts all suggestions,
    ``n_open`` those nobody has decided on.
    """

    document: StoredDocument
    segmentation: int
    frames: list[Frame]
    coders: dict[int, str]
    suggestions: dict[int, list[Suggestion]] = field(default_factory=dict)
    codings: dict[str, KeptCoding] = field(default_factory=dict)
    sight: Sight = SEES_ALL
    n_proposals: int = 0
    n_open: int = 0
    orphans: list[Orphan] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


def load_document(folder: ProjectFolder, name: str, coder: str | None) -> LoadedDocument:
    """Load a document with its segments, suggestions, codings and memos; passages are still to be built.

    Parameters
    ----------
    coder
        Who is to look at it: what that coder is not to see is left out. ``None`` sees all.

    Raises
    ------
    UsageError
        If there is no such document, or it has not been segmented.
    """
    from focuskit.store.document_changes import find_document  # noqa: PLC0415 (as in decide)

    with folder.reading() as connection:
        identifier = find_document(connection, name).id
        document = next(one for one in load_documents(connection) if one.id == identifier)
        made = segmented_versions(connection).get(document.version_id)
        if made is None:
            raise UsageError("review.not_segmented", document=document.name)
        shown = {
            label: one for (owner, label), one in load_pseudonyms(connection).items() if owner == identifier
        }
        speakers = {label: (one.pseudonym, one.role) for label, one in shown.items()}
        frames = _frames(document, load_segments(connection, made.id), speakers)
        loaded = LoadedDocument(document, made.id, frames, coder_names(connection))
        loaded.sight = sight_of(connection, coder, identifier)
        load_proposals(connection, loaded, range(len(frames)))
        for one in load_codings(connection, document.version_id):
            if loaded.sight.holds(one.coder_id):
                loaded.codings[one.decision_id] = one
        load_besides(connection, loaded)
    return loaded


def load_proposals(connection: Connection, loaded: LoadedDocument, places: Collection[int]) -> None:
    """Load the suggestions for the passages at these places (from 0) anew, as the coder sees them."""
    segments = [loaded.frames[place].segment for place in places]
    numbers = None if len(segments) == len(loaded.frames) else [one.number for one in segments]
    found = load_suggestions(connection, loaded.segmentation, segments=numbers)
    document, sight = loaded.document, loaded.sight
    decisions = load_decisions(connection, version_id=document.version_id) if sight.is_blind else []
    for segment in segments:
        _count(loaded, loaded.suggestions.get(segment.number, ()), -1)
        loaded.suggestions[segment.number] = []
    seen = suggestions_seen(sight, found, decisions, document, segments)
    _count(loaded, seen, 1)
    for one in seen:
        loaded.suggestions[one.segment].append(one)


def _count(loaded: LoadedDocument, suggestions: Collection[Suggestion], by: int) -> None:
    loaded.n_proposals += by * len(suggestions)
    loaded.n_open += by * sum(one.state is SuggestionState.OPEN for one in suggestions)


def load_besides(connection: Connection, loaded: LoadedDocument) -> None:
    """Load memos, orphans and the names of coders anew."""
    sight = loaded.sight
    memos = load_memos(connection, loaded.document.version_id)
    loaded.memos = [one for one in memos if not sight.is_blind or one.coder == sight.coder]
    orphans = load_orphans(connection, loaded.document.version_id)
    loaded.orphans = [one for one in orphans if sight.holds(one.coder_id)]
    loaded.coders = coder_names(connection)


def _frames(
    document: StoredDocument, segments: Sequence[Segment], speakers: dict[str | None, tuple[str, Role]]
) -> list[Frame]:
    turns = {turn.number: turn for turn in document.turns}
    questions = questions_by_turn(document)
    frames = []
    before = 0
    for segment in segments:
        turn = turns[segment.turn]
        name, role = speakers.get(turn.label, (turn.label or "?", Role.PARTICIPANT))
        asked = questions.get(turn.number)
        frames.append(
            Frame(
                segment,
                segment.span.stripped(document.text),
                name,
                role,
                segment.turn != before,
                turn.start_ms,
                asked.words if asked else "",
            )
        )
        before = segment.turn
    return frames


def build_passages(
    loaded: LoadedDocument,
    places: Iterable[int],
    order: Callable[[str], int],
    sees: Callable[[PlacedCode], bool],
) -> None:
    """Build the passages at these places (from 0) anew.

    Parameters
    ----------
    order
        Gives the place of a code in the codebook.
    sees
        Tells whether the coder may see a code.
    """
    if not loaded.passages:
        loaded.passages = [_empty(frame) for frame in loaded.frames]
    wanted = sorted(places)
    codes: dict[int, list[PlacedCode]] = defaultdict(list)
    chosen = set(wanted)
    stretch = _stretch(loaded, wanted)
    for place, coding in _placed(loaded, chosen, stretch):
        coder = loaded.coders.get(coding.coder_id, "?")
        number = loaded.frames[place].segment.number
        codes[place].append(PlacedCode(number, coding.span, coding.code, coder, coding.decision_id))
    marks = _marks(loaded, chosen, stretch)
    for place in wanted:
        frame = loaded.frames[place]
        number = frame.segment.number
        codes[place] += [
            PlacedCode(number, frame.span, one.code, proposed=(one,))
            for one in loaded.suggestions.get(number, ())
            if one.state is SuggestionState.OPEN
        ]
        placed = [one for one in codes[place] if sees(one)]
        placed.sort(key=lambda one: (order(one.code), *_rank(one)))
        loaded.passages[place] = _passage(frame, tuple(_once(placed)), marks[place], loaded.sight.coder)


def _passage(
    frame: Frame, shown: tuple[PlacedCode, ...], kinds: Sequence[MemoKind], coder: str | None
) -> Passage:
    return Passage(
        frame.segment.number,
        frame.segment.turn,
        frame.span,
        frame.speaker,
        frame.role,
        frame.opens_turn,
        frame.start_ms,
        frame.question,
        shown,
        MemoKind.STAR in kinds,
        MemoKind.LATER in kinds,
        sum(kind not in _MARKS for kind in kinds),
        count_in_first_pass(shown, coder),
    )


def _placed(loaded: LoadedDocument, chosen: set[int], stretch: Span) -> Iterable[tuple[int, KeptCoding]]:
    """Yield the codings on the chosen passages, with the place of each passage."""
    for coding in loaded.codings.values():
        if coding.span.overlaps(stretch):
            for place in passages_touched(loaded.passages, coding.span):
                if place in chosen:
                    yield place, coding


def _rank(one: PlacedCode) -> tuple[bool, str, Span, str]:
    return one.is_open, one.coder or "", one.span, one.decision or ""


def _once(codes: Sequence[PlacedCode]) -> Iterable[PlacedCode]:
    """Leave out proposals of a code that somebody put on the passage."""
    put = {one.code for one in codes if not one.is_open}
    return (one for one in codes if not one.is_open or one.code not in put)


def _empty(frame: Frame) -> Passage:
    return Passage(
        frame.segment.number, frame.segment.turn, frame.span, frame.speaker, frame.role, frame.opens_turn
    )


def _stretch(loaded: LoadedDocument, places: Sequence[int]) -> Span:
    """Return the span from the first to the last of these passages, ascending."""
    if not places:
        return Span(0, 0)
    return Span(loaded.frames[places[0]].span.start, loaded.frames[places[-1]].span.end)


def _marks(loaded: LoadedDocument, chosen: set[int], stretch: Span) -> dict[int, list[MemoKind]]:
    marks: dict[int, list[MemoKind]] = defaultdict(list)
    for memo in loaded.memos:
        if memo.about.span is not None and memo.about.span.overlaps(stretch):
            for place in passages_touched(loaded.passages, memo.about.span):
                if place in chosen:
                    marks[place].append(memo.kind)
    return marks
