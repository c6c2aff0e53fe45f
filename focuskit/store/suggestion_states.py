"""The state of suggestions follows from the decisions that hold, those on other versions of the text too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from focuskit.model.codebook_edits import CodebookEdit, follow_name, renamed_since
from focuskit.model.codings import Decision, DecisionKind
from focuskit.model.spans import Span
from focuskit.model.suggestions import SuggestionState
from focuskit.store import schema as s
from focuskit.store.carried import current_version, place_elsewhere, text_of
from focuskit.store.codebook_edits import load_edits
from focuskit.store.decision_rows import load_carried
from focuskit.store.recoding import SuggestionPlace

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

ON_SUGGESTIONS = {
    DecisionKind.ACCEPT: SuggestionState.ACCEPTED,
    DecisionKind.REPLACE: SuggestionState.REPLACED,
    DecisionKind.REJECT: SuggestionState.REJECTED,
}


def refresh_suggestion(
    connection: Connection, version_id: str, span: Span, code: str, number: int | None = None
) -> None:
    """Set the state of a suggestion by the decisions on it that hold: one acceptance is enough.

    Where the version is not the current one of its text, the suggestion on the same words there follows too.
    ``number`` is the place in the history at which the code had that name, ``None`` for now.
    """
    edits = _renamings(connection)
    code = code if number is None else follow_name(code, renamed_since(edits, number))
    spots: list[tuple[str, Span | None]] = [(version_id, span)]
    current = current_version(connection, version_id)
    if current not in {None, version_id}:
        spots.append((str(current), place_elsewhere(connection, str(current), [(version_id, span)])[0]))
    for version, place in spots:
        if place is not None:
            _set_state(connection, version, place, code, edits, _carried_by_code(connection, version, edits))


def refresh_version(connection: Connection, version_id: str) -> None:
    """Set the states of the suggestions of a version by what was decided on other versions of its text."""
    edits = _renamings(connection)
    carried = _carried_by_code(connection, version_id, edits)
    for code, decisions in carried.items():
        for span in {one.gesture.span for one in decisions}:
            _set_state(connection, version_id, span, code, edits, carried)


def _renamings(connection: Connection) -> list[CodebookEdit]:
    return [one for one in load_edits(connection) if one.renamed and not one.is_undone]


def _carried_by_code(
    connection: Connection, version_id: str, edits: Sequence[CodebookEdit]
) -> dict[str, list[Decision]]:
    """Return the decisions on suggestions in other versions, placed in this one, by the codes' names now."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for one in load_carried(connection, version_id, list(ON_SUGGESTIONS)):
        found[follow_name(one.gesture.code, renamed_since(edits, one.number))].append(one)
    return found


def _set_state(
    connection: Connection,
    version_id: str,
    span: Span,
    code: str,
    edits: Sequence[CodebookEdit],
    carried: Mapping[str, Sequence[Decision]],
) -> None:
    found = connection.execute(
        select(s.decision.c.kind, s.decision.c.code, s.decision.c.number).where(
            s.decision.c.text_version_id == version_id,
            s.decision.c.start == span.start,
            s.decision.c.end == span.end,
            s.decision.c.undone == 0,
            s.decision.c.kind.in_(list(ON_SUGGESTIONS)),
        )
    )
    kinds = {
        DecisionKind(row.kind)
        for row in found
        if follow_name(row.code, renamed_since(edits, row.number)) == code
    }
    same = [one for one in carried.get(code, ()) if _nested(one.gesture.span, span)]
    kinds |= {one.gesture.kind for one in same if not one.is_undone}
    state = next((state for kind, state in ON_SUGGESTIONS.items() if kind in kinds), SuggestionState.OPEN)
    for segmentation, segment in _segments_at(connection, version_id, span, is_carried=bool(same)):
        connection.execute(
            update(s.suggestion)
            .where(
                s.suggestion.c.segmentation_id == segmentation,
                s.suggestion.c.segment == segment,
                s.suggestion.c.code == code,
            )
            .values(state=state)
        )


def _nested(one: Span, other: Span) -> bool:
    return one.holds(other) or other.holds(one)


def _segments_at(
    connection: Connection, version_id: str, span: Span, *, is_carried: bool
) -> list[tuple[int, int]]:
    """Return segmentation and number of the segments around words; for carried ones, those within too."""
    query = (
        select(s.segmentation.c.id, s.segment.c.number, s.segment.c.start, s.segment.c.end)
        .join(s.segment, s.segment.c.segmentation_id == s.segmentation.c.id)
        .where(
            s.segmentation.c.text_version_id == version_id,
            s.segmentation.c.is_current == 1,
            s.segment.c.start < span.end,
            s.segment.c.end > span.start,
        )
    )
    rows = connection.execute(query).all()
    text = text_of(connection, version_id) if is_carried and len(rows) > 1 else ""
    return [
        (row.id, row.number)
        for row in rows
        if Span(row.start, row.end).holds(span)
        or (text and span.holds(Span(row.start, row.end).stripped(text)))
    ]


def refresh_named(connection: Connection, places: Iterable[SuggestionPlace]) -> None:
    """Set the state of suggestions that got other names, where somebody decided on them in this text."""
    for place in places:
        row = connection.execute(
            select(
                s.segmentation.c.text_version_id, s.segment.c.start, s.segment.c.end, s.text_version.c.text
            )
            .join(s.segment, s.segment.c.segmentation_id == s.segmentation.c.id)
            .join(s.text_version, s.segmentation.c.text_version_id == s.text_version.c.id)
            .where(s.segmentation.c.id == place.segmentation_id, s.segment.c.number == place.segment)
        ).first()
        if row is None:
            continue
        span = Span(row.start, row.end).stripped(row.text)
        decided = select(s.decision.c.id).where(
            s.decision.c.text_version_id == row.text_version_id,
            s.decision.c.start == span.start,
            s.decision.c.end == span.end,
            s.decision.c.kind.in_(list(ON_SUGGESTIONS)),
        )
        if connection.execute(decided).first():
            refresh_suggestion(connection, row.text_version_id, span, place.code)
