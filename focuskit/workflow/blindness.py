"""What a coder may see: with an assignment, nobody else's work, and suggestions only where asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from focuskit.model.codings import Decision, DecisionKind
from focuskit.model.documents import Segment, StoredDocument
from focuskit.model.suggestions import Suggestion, SuggestionState
from focuskit.store.double_coding import load_coder_names, load_given

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_STATES = {
    DecisionKind.ACCEPT: SuggestionState.ACCEPTED,
    DecisionKind.REPLACE: SuggestionState.REPLACED,
    DecisionKind.REJECT: SuggestionState.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What a coder sees of one document.

    Parameters
    ----------
    coder_id
        Row number of the coder; ``None`` for somebody who has decided nothing yet.
    is_blind
        Whether other coders' work is out of sight: it is for whoever has an assignment, in every document.
    sees_suggestions
        Whether suggestions are shown; not in an assigned document unless that was asked for.
    given
        Numbers of the segments given, ``None`` where it is the whole document, or no assignment.
    """

    coder: str | None
    coder_id: int | None
    is_blind: bool = False
    sees_suggestions: bool = True
    given: frozenset[int] | None = None

    def holds(self, coder_id: int) -> bool:
        """Tell whether the work of a coder is seen."""
        return not self.is_blind or coder_id == self.coder_id


SEES_ALL = Sight(None, None)


def sight_of(connection: Connection, coder: str | None, document_id: str) -> Sight:
    """Return what a coder sees of a document; ``None`` sees all."""
    if coder is None:
        return SEES_ALL
    numbers = {name: number for number, name in load_coder_names(connection).items()}
    mine = [one for one in load_given(connection) if one.coder == coder]
    here = next((one for one in mine if one.document_id == document_id), None)
    return Sight(
        coder,
        numbers.get(coder),
        is_blind=bool(mine),
        sees_suggestions=here is None or here.sees_suggestions,
        given=here.segments if here else None,
    )


def suggestions_seen(
    sight: Sight,
    suggestions: Iterable[Suggestion],
    decisions: Collection[Decision],
    document: StoredDocument,
    segments: Iterable[Segment],
) -> tuple[Suggestion, ...]:
    """Return the suggestions a coder sees; for a blind one their state is what that coder made of them."""
    if not sight.sees_suggestions:
        return ()
    if not sight.is_blind:
        return tuple(suggestions)
    spans = {one.number: one.span.stripped(document.text) for one in segments}
    own = {
        (decision.gesture.span, decision.gesture.code): _STATES[decision.gesture.kind]
        for decision in decisions
        if decision.coder == sight.coder and not decision.is_undone and decision.gesture.kind in _STATES
    }
    return tuple(
        replace(one, state=own.get((spans[one.segment], one.code), SuggestionState.OPEN))
        for one in suggestions
    )
