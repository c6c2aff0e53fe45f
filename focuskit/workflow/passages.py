"""Turns to read with the codes on them: of one document, or those behind a cell of a crossing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from focuskit.analysis import ROW_FACET
from focuskit.analysis.filters import Condition
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.codebook import Codebook, code_and_parents
from focuskit.model.codings import CodedCorpus, CodedSegment, CodeMark, UnitStatus
from focuskit.model.documents import COUNTED_ROLES, SpeakerTurn, StoredDocument
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.reports.passages import Passages, ShownCode, ShownPiece, ShownTurn, Standing
from focuskit.reports.selection import people_not_quoted
from focuskit.store import (
    ProjectFolder,
    load_documents,
    load_pseudonyms,
    load_suggestions,
    segmented_versions,
)
from focuskit.store.document_changes import find_document
from focuskit.store.participants import ShownSpeaker
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.questions import questions_by_turn
from focuskit.workflow.recall import draw_sample
from focuskit.workflow.table import load_counted
from focuskit.workflow.table_request import TableRequest
from focuskit.workflow.tag import load_codebook

_Evidence = dict[tuple[str, int, str], tuple[Span, ...]]
"""Words behind accepted suggestions, by document, segment and code."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What turns are made of: stored documents by name, who speaks, the coded segments of each turn."""

    documents: dict[str, StoredDocument]
    shown: dict[tuple[str, str | None], ShownSpeaker]
    accepted: _Evidence
    codebook: Codebook
    segments: dict[tuple[str, int], list[CodedSegment]]


def read_turns(folder: ProjectFolder, written: str, turns: tuple[int, int] | None = None) -> Passages:
    """Return turns of a document, those of moderators too, with every code on them.

    Parameters
    ----------
    written
        The document: its name, its file name, or that without ending.
    turns
        Numbers of the first and last turn; ``None`` for all.

    Raises
    ------
    UsageError
        If no or more than one document is meant, or it has none of these turns.
    """
    codebook, _ = load_codebook(folder)
    with folder.reading() as connection:
        name = str(find_document(connection, written).name)
    corpus = load_corpus(folder, codebook)
    ground = _load_ground(folder, corpus, corpus.segments)
    document = ground.documents[name]
    first, last = turns or (1, len(document.turns))
    wanted = [one for one in document.turns if first <= one.number <= last]
    if not wanted:
        n = len(document.turns)
        raise UsageError("notebook.no_turns", document=name, first=first, last=last, n=n)
    read = _turns(ground, document, wanted)
    title = say("notebook.turns_of", document=name, first=wanted[0].number, last=wanted[-1].number)
    return Passages(title, _asked_once(document, read), _not_quotable(corpus, read))


def quotations_behind(
    folder: ProjectFolder, codes: Sequence[str], conditions: Sequence[Condition] = ()
) -> Passages:
    """Return the segments that carry all of these codes (or codes below them), in the order of the corpus.

    These are the segments that the cell of a crossing counts. ``sans_transition`` stands for no code of that
    facet, as in the table. A sentence stands for the words of somebody who did not agree to be quoted.

    Raises
    ------
    UsageError
        If the codebook has no such code, or a filter names a value that does not exist.
    """
    corpus = load_counted(folder, TableRequest("quotations", tuple(conditions)))
    without = f"sans_{ROW_FACET}"
    carried = [code for code in codes if code != without]
    for code in carried:
        if code not in corpus.codebook:
            raise UsageError("finding.no_code", code=code)
    found = [one for one in corpus.segments if _carries(one, carried)]
    if without in codes:
        found = [one for one in found if not _has_facet(one, corpus.codebook)]
    silent = people_not_quoted(corpus) or frozenset()
    read = tuple(_hidden(one, silent) for one in _read_segments(folder, corpus, found))
    labels = [without if code == without else corpus.codebook.code(code).label for code in codes]
    title = say("notebook.behind", n=len(found), codes=" × ".join(labels))
    return Passages(title, read, _not_quotable(corpus, read))


def draw_passages(folder: ProjectFolder, n: int, *, seed: int = 0) -> Passages:
    """Draw segments without suggestion, to be read; see `focuskit.workflow.recall.draw_sample`."""
    drawn = set(draw_sample(folder, n, seed=seed).segments)
    codebook, _ = load_codebook(folder)
    corpus = load_corpus(folder, codebook)
    found = [one for one in corpus.segments if (one.document, one.number) in drawn]
    read = _read_segments(folder, corpus, found)
    return Passages(say("notebook.drawn", n=len(found)), read, _not_quotable(corpus, read))


def _read_segments(
    folder: ProjectFolder, corpus: CodedCorpus, found: Collection[CodedSegment]
) -> tuple[ShownTurn, ...]:
    """Return the turns of these segments, with nothing else of them."""
    ground = _load_ground(folder, corpus, found)
    read: list[ShownTurn] = []
    for name, document in ground.documents.items():
        wanted = [one for one in document.turns if (name, one.number) in ground.segments]
        read += _turns(ground, document, wanted) if wanted else ()
    return tuple(read)


def _carries(segment: CodedSegment, codes: Sequence[str]) -> bool:
    names = {name for mark in segment.marks for name in code_and_parents(mark.code)}
    return names.issuperset(codes) and segment.reads_together(codes)


def _has_facet(segment: CodedSegment, codebook: Codebook) -> bool:
    return any(codebook.code(mark.code).facet == ROW_FACET for mark in segment.marks)


def _load_ground(folder: ProjectFolder, corpus: CodedCorpus, segments: Collection[CodedSegment]) -> _Ground:
    by_turn: dict[tuple[str, int], list[CodedSegment]] = defaultdict(list)
    for segment in segments:
        by_turn[segment.document, segment.turn].append(segment)
    accepted: _Evidence = {}
    with folder.reading() as connection:
        documents = {one.name: one for one in load_documents(connection)}
        made = segmented_versions(connection)
        for document in documents.values():
            if document.version_id in made:
                for one in load_suggestions(connection, made[document.version_id].id):
                    if one.state is SuggestionState.ACCEPTED:
                        spans = tuple(each.span for each in one.evidence)
                        accepted[document.name, one.segment, one.code] = spans
        return _Ground(documents, load_pseudonyms(connection), accepted, corpus.codebook, dict(by_turn))


def _turns(ground: _Ground, document: StoredDocument, turns: Sequence[SpeakerTurn]) -> tuple[ShownTurn, ...]:
    asked = questions_by_turn(document)
    who = {turn.label: ground.shown[document.id, turn.label] for turn in document.turns}
    people = dict.fromkeys(one.pseudonym for one in who.values() if one.role in COUNTED_ROLES)
    places = {name: place for place, name in enumerate(people)}
    return tuple(
        ShownTurn(
            document.name,
            turn.number,
            who[turn.label].pseudonym,
            places.get(who[turn.label].pseudonym) if who[turn.label].role in COUNTED_ROLES else None,
            turn.start_ms,
            asked[turn.number].words if turn.number in asked else "",
            _pieces(ground, document, turn),
        )
        for turn in turns
    )


def _pieces(ground: _Ground, document: StoredDocument, turn: SpeakerTurn) -> tuple[ShownPiece, ...]:
    segments = ground.segments.get((document.name, turn.number), ())
    whole = ShownPiece(turn.span.slice(document.text).strip())
    return tuple(_piece(ground, one) for one in segments) or (whole,)


def _piece(ground: _Ground, segment: CodedSegment) -> ShownPiece:
    marks = [(one, _standing(one)) for one in segment.marks]
    marks += [(one, Standing.CONTEXT) for one in segment.context]
    return ShownPiece(segment.verbatim, tuple(_code(ground, segment, *one) for one in marks))


def _standing(mark: CodeMark) -> Standing:
    return Standing.DECIDED if mark.status is UnitStatus.DECIDED else Standing.SUGGESTED


def _code(ground: _Ground, segment: CodedSegment, mark: CodeMark, standing: Standing) -> ShownCode:
    code = ground.codebook.code(mark.code)
    spans = [one.span for one in mark.evidence]
    if standing is Standing.DECIDED:
        spans += ground.accepted.get((segment.document, segment.number, mark.code), ())
    inside = sorted({one for one in spans if segment.span.holds(one) and len(one) < len(segment.span)})
    shifted = tuple(one.shifted(-segment.span.start) for one in inside)
    return ShownCode(code.label, code.color, standing, shifted)


def _asked_once(document: StoredDocument, turns: Sequence[ShownTurn]) -> tuple[ShownTurn, ...]:
    """Leave out the questions that stand above: said in the turns shown, or told before."""
    asked = questions_by_turn(document)
    told: set[int] = set()
    numbers = {one.number for one in turns}
    kept = []
    for turn in turns:
        found = asked.get(turn.number)
        is_told = found is None or found.number in told or found.turn in numbers or turn.place is None
        kept.append(replace(turn, question="") if is_told else turn)
        if found and turn.place is not None:
            told.add(found.number)
    return tuple(kept)


def _hidden(turn: ShownTurn, silent: Collection[str]) -> ShownTurn:
    """Return a turn without its words where they may not be quoted; the codes on it stay."""
    if turn.person not in silent:
        return turn
    pieces = (tuple(replace(code, evidence=()) for code in piece.codes) for piece in turn.pieces)
    words = say("notebook.not_shown")
    return replace(turn, pieces=tuple(ShownPiece(words, codes) for codes in pieces))


def _not_quotable(corpus: CodedCorpus, turns: Sequence[ShownTurn]) -> tuple[str, ...]:
    """Name the people among those shown who did not agree to be quoted."""
    refused = people_not_quoted(corpus) or frozenset()
    people = [name for name in dict.fromkeys(one.person for one in turns) if name in refused]
    return (say("notebook.not_quotable", people=", ".join(people)),) if people else ()
