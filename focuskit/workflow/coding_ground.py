"""What is coded in a document now, by whom: what a file that comes back is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.model.codings import Decision
from focuskit.model.documents import Segment, StoredDocument
from focuskit.model.memos import Memo
from focuskit.model.spans import Span
from focuskit.model.suggestions import Suggestion, SuggestionState
from focuskit.store import ProjectFolder, load_documents, load_segments, load_suggestions, segmented_versions
from focuskit.store.codings import KeptCoding, coder_names, load_codings, load_orphans
from focuskit.store.decisions import load_decisions
from focuskit.store.document_changes import find_document
from focuskit.store.memos import load_memos
from focuskit.workflow.blindness import sight_of, suggestions_seen

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class OwnedCoding:
    """A coding with the name of its coder, and when (ISO 8601, UTC) it was decided."""

    kept: KeptCoding
    coder: str
    at: str | None


@dataclass(frozen=True, slots=True)
class PlacedSuggestion:
    """A suggestion with the words of its segment, without white space around them."""

    suggestion: Suggestion
    span: Span

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on it."""
        return self.suggestion.state is SuggestionState.OPEN


@dataclass(frozen=True, slots=True)
class CodingGround:
    """A document in its current version with all that is decided, suggested and noted on its words.

    ``decisions`` are those that hold, placed in this version, in the order they were taken. ``lost`` are
    codings without a place in this text; their spans are those of an earlier one.
    """

    document: StoredDocument
    segments: tuple[Segment, ...]
    codings: tuple[OwnedCoding, ...]
    suggestions: tuple[PlacedSuggestion, ...]
    memos: tuple[Memo, ...]
    decisions: tuple[Decision, ...]
    lost: tuple[OwnedCoding, ...] = ()


def load_grounds(
    folder: ProjectFolder, documents: Iterable[str] = (), coder: str | None = None
) -> tuple[CodingGround, ...]:
    """Load documents as named by the user (see `find_document`), all of them if none is named.

    Parameters
    ----------
    coder
        Who is to look at them: what is out of that coder's sight is left out (see
        `focuskit.workflow.blindness`). ``None`` sees all.

    Raises
    ------
    UsageError
        If there is no such document.
    """
    with folder.reading() as connection:
        wanted = {find_document(connection, name).id for name in documents}
        stored = [one for one in load_documents(connection) if not wanted or one.id in wanted]
        return tuple(_ground(connection, one, coder) for one in stored)


def _ground(connection: Connection, document: StoredDocument, coder: str | None) -> CodingGround:
    names = coder_names(connection)
    made = segmented_versions(connection).get(document.version_id)
    segments = load_segments(connection, made.id) if made else []
    spans = {one.number: one.span.stripped(document.text) for one in segments}
    decisions = load_decisions(connection, version_id=document.version_id)
    sight = sight_of(connection, coder, document.id)
    offered = load_suggestions(connection, made.id) if made else []
    suggestions = suggestions_seen(sight, offered, decisions, document, segments)
    taken = {one.id: one.at for one in load_decisions(connection)}
    return CodingGround(
        document,
        tuple(segments),
        tuple(
            OwnedCoding(one, names[one.coder_id], taken.get(one.decision_id))
            for one in load_codings(connection, document.version_id)
            if sight.holds(one.coder_id)
        ),
        tuple(PlacedSuggestion(one, spans[one.segment]) for one in suggestions),
        tuple(
            one
            for one in load_memos(connection, document.version_id)
            if not sight.is_blind or one.coder == coder
        ),
        tuple(one for one in decisions if not one.is_undone if not sight.is_blind or one.coder == coder),
        tuple(
            OwnedCoding(
                KeptCoding(one.decision_id, one.coder_id, one.code, one.span, one.words),
                names[one.coder_id],
                taken.get(one.decision_id),
            )
            for one in load_orphans(connection, document.version_id)
            if sight.holds(one.coder_id)
        ),
    )
