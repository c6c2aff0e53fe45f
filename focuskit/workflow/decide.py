"""Decisions of coders: each step one transaction, everything can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.model.codebook import Codebook
from focuskit.model.codings import Decision, DecisionKind, Gesture
from focuskit.model.documents import Segment, StoredDocument
from focuskit.model.memos import Memo, MemoKind, MemoTarget
from focuskit.model.spans import Span
from focuskit.model.suggestions import Suggestion, SuggestionState
from focuskit.store import (
    ProjectFolder,
    load_documents,
    load_segments,
    load_suggestions,
    read_settings,
    segmented_versions,
    update_settings,
)
from focuskit.store.codings import KeptCoding, load_codings
from focuskit.store.decisions import load_decisions, record_step
from focuskit.store.memos import add_memo, change_memo, load_memos, take_back_memo
from focuskit.workflow.blindness import SEES_ALL, Sight, sight_of, suggestions_seen
from focuskit.workflow.steps import redo_last, undo_last

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_WITH_CODE = {DecisionKind.ADD, DecisionKind.MOVE, DecisionKind.ACCEPT}


@dataclass(frozen=True, slots=True)
class CodingDesk:
    """All that a coder needs of one document to decide: words, segments, suggestions, codings, memos.

    ``sight`` tells for whom it was opened, and what that coder does not see or need not code.
    """

    document: StoredDocument
    segments: tuple[Segment, ...]
    suggestions: tuple[Suggestion, ...]
    codings: tuple[KeptCoding, ...]
    memos: tuple[Memo, ...]
    sight: Sight = SEES_ALL

    def span_of(self, segment: int) -> Span:
        """Return the words of a segment, without white space around them."""
        span = next(one.span for one in self.segments if one.number == segment)
        return span.stripped(self.document.text)

    def open_suggestions(self, segment: int | None = None) -> tuple[Suggestion, ...]:
        """Return the suggestions nobody has decided on, of one segment or all."""
        return tuple(
            one
            for one in self.suggestions
            if one.state is SuggestionState.OPEN and segment in {None, one.segment}
        )

    def accept(self, suggestion: Suggestion) -> Gesture:
        """Make a suggestion a coding of its segment."""
        return self._on(suggestion, DecisionKind.ACCEPT)

    def reject(self, suggestion: Suggestion) -> Gesture:
        """Say no to a suggestion; it is not made again."""
        return self._on(suggestion, DecisionKind.REJECT)

    def replace(self, suggestion: Suggestion, code: str) -> Gesture:
        """Take another code in the place of a suggested one."""
        return self._on(suggestion, DecisionKind.REPLACE, code)

    def add(self, span: Span, code: str) -> Gesture:
        """Put a code on any words."""
        return Gesture(DecisionKind.ADD, self.document.version_id, span, code)

    def remove(self, coding: KeptCoding) -> Gesture:
        """Take a coding away."""
        return Gesture(
            DecisionKind.REMOVE,
            self.document.version_id,
            coding.span,
            coding.code,
            target=coding.decision_id,
        )

    def move(self, coding: KeptCoding, span: Span, code: str | None = None) -> Gesture:
        """Put a coding on other words, or give it another code."""
        return Gesture(
            DecisionKind.MOVE,
            self.document.version_id,
            span,
            code or coding.code,
            target=coding.decision_id,
        )

    def _on(self, suggestion: Suggestion, kind: DecisionKind, code: str | None = None) -> Gesture:
        return Gesture(
            kind,
            self.document.version_id,
            self.span_of(suggestion.segment),
            suggestion.code,
            code,
            origin=suggestion.origin,
        )


def open_desk(folder: ProjectFolder, document: str, coder: str | None = None) -> CodingDesk:
    """Load what a coder needs of a document; see `focuskit.store.document_changes.find_document`.

    Parameters
    ----------
    coder
        Who is to look at it. A coder with an assignment finds nobody else's codings and memos there, and in
        an assigned document suggestions only where that was asked for. ``None`` sees all.

    Raises
    ------
    UsageError
        If there is no such document.
    """
    from focuskit.store.document_changes import find_document  # noqa: PLC0415 (loads pathname rules only here)

    with folder.reading() as connection:
        identifier = find_document(connection, document).id
        stored = next(one for one in load_documents(connection) if one.id == identifier)
        made = segmented_versions(connection).get(stored.version_id)
        segments = load_segments(connection, made.id) if made else []
        sight = sight_of(connection, coder, identifier)
        decisions = load_decisions(connection, version_id=stored.version_id) if sight.is_blind else []
        offered = load_suggestions(connection, made.id) if made and sight.sees_suggestions else []
        return CodingDesk(
            stored,
            tuple(segments),
            suggestions_seen(sight, offered, decisions, stored, segments),
            tuple(one for one in load_codings(connection, stored.version_id) if sight.holds(one.coder_id)),
            tuple(
                one
                for one in load_memos(connection, stored.version_id)
                if not sight.is_blind or one.coder == coder
            ),
            sight,
        )


def current_coder(folder: ProjectFolder, given: str | None = None) -> str:
    """Return whose decisions these are: the name given, else the one remembered; nothing is remembered here.

    Raises
    ------
    UsageError
        If neither is there: a coder is never taken from the system's account.
    """
    name = _spaced(given) or read_settings(folder.path).coder
    if not name:
        raise UsageError("error.no_coder")
    return name


def remember_coder(folder: ProjectFolder, name: str) -> None:
    """Take decisions to be this coder's from here on; see `current_coder`."""
    if _spaced(name):
        update_settings(folder.path, coder=_spaced(name))


def remember_first_coder(folder: ProjectFolder, name: str) -> str:
    """Remember a coder where none is remembered; return who is remembered, whoever it is."""
    remembered = read_settings(folder.path).coder
    if not remembered:
        remember_coder(folder, name)
    return remembered or _spaced(name)


def _spaced(name: str | None) -> str:
    return " ".join((name or "").split())


def decide(
    folder: ProjectFolder, coder: str, gestures: Sequence[Gesture], codebook: Codebook | None = None
) -> list[Decision]:
    """Keep the gestures of one step, all or none.

    Parameters
    ----------
    codebook
        Where given, codes put on words must be in it.

    Raises
    ------
    UsageError
        If a code is not in the codebook or retired, a span holds no words, or a coding is gone.
    """
    if codebook is not None:
        for gesture in gestures:
            code = gesture.replacement or gesture.code
            if gesture.kind in _WITH_CODE | {DecisionKind.REPLACE}:
                _check_code(code, codebook)
    if not gestures:
        return []
    with folder.writing() as connection:
        return record_step(
            connection, coder, gestures, codebook_version=_codebook_version(folder, connection)
        )


def _check_code(code: str, codebook: Codebook) -> None:
    if code not in codebook:
        raise UsageError("error.code_unknown", code=code)
    if codebook.code(code).retired:
        raise UsageError("edits.retired", code=code)


def undo(folder: ProjectFolder, coder: str) -> list[Decision]:
    """Take back the last step of a coder and return its decisions; see `focuskit.workflow.steps`.

    A change of the codebook is a step too, sometimes without decisions.
    """
    return list(undo_last(folder, coder).decisions)


def redo(folder: ProjectFolder, coder: str) -> list[Decision]:
    """Do again what was undone last; empty if something was decided since."""
    return list(redo_last(folder, coder).decisions)


def write_memo(folder: ProjectFolder, coder: str, kind: MemoKind, about: MemoTarget, words: str = "") -> Memo:
    """Keep a memo, a star or a "later" mark."""
    with folder.writing() as connection:
        return add_memo(connection, coder, kind, about, words)


def edit_memo(folder: ProjectFolder, memo_id: str, words: str | None) -> None:
    """Give a memo other words; ``None`` takes it back."""
    with folder.writing() as connection:
        if words is None:
            take_back_memo(connection, memo_id)
        else:
            change_memo(connection, memo_id, words)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A decision with the document and the words it was about."""

    decision: Decision
    document: str
    words: str


def list_history(
    folder: ProjectFolder, *, document: str | None = None, code: str | None = None, span: Span | None = None
) -> list[HistoryEntry]:
    """Tell who decided what when, in order, undone decisions included.

    Parameters
    ----------
    document, code, span
        Only decisions on this document (its name), on this code or one below it, on words that overlap.
    """
    from focuskit.store.text_versions import load_text_versions  # noqa: PLC0415 (only for history)

    entries: list[HistoryEntry] = []
    with folder.reading() as connection:
        versions = {
            version.id: (one.name, version.text)
            for one in load_documents(connection)
            if document in {None, one.name}
            for version in load_text_versions(connection, one.id)
        }
        for decision in load_decisions(connection):
            gesture = decision.gesture
            if gesture.version_id not in versions:
                continue
            name, text = versions[gesture.version_id]
            codes = {gesture.code, gesture.replacement or gesture.code}
            fits_code = code is None or any(one == code or one.startswith(f"{code}/") for one in codes)
            if fits_code and (span is None or gesture.span.overlaps(span)):
                entries.append(HistoryEntry(decision, name, gesture.span.slice(text)))
    return entries


def _codebook_version(folder: ProjectFolder, connection: Connection) -> int | None:
    from focuskit.store.versions import latest_codebook_number  # noqa: PLC0415 (only when deciding)

    path = folder.codebook_path
    return latest_codebook_number(connection, path.read_bytes() if path.is_file() else None)
