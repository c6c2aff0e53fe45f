"""Suggestions: kept with evidence and the codebook version that made them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, case, delete, func, insert, select, true

from focuskit.model.spans import Span
from focuskit.model.suggestions import Evidence, Origin, Suggestion, SuggestionState
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


def load_tagging_states(connection: Connection) -> dict[int, dict[str, str]]:
    """Return for each tagged segmentation the fingerprint of the rules, by top code."""
    rows = connection.execute(select(s.tagging))
    return {row.segmentation_id: row.fingerprints for row in rows}


def save_suggestions(
    connection: Connection,
    segmentation_id: int,
    suggestions: Sequence[Suggestion],
    fingerprints: dict[str, str],
    changed: Collection[str] | None,
) -> None:
    """Replace the open suggestions of the changed top codes by new ones.

    What a person decided stays, and a pair of segment and code that was decided is not proposed again.

    Parameters
    ----------
    changed
        Top codes whose rules were matched anew; ``None`` means all.
    """
    of_segmentation = s.suggestion.c.segmentation_id == segmentation_id
    code = s.suggestion.c.code
    concerned: ColumnElement[bool] = true()
    if changed is not None:
        top = func.substr(code, 1, func.instr(code.op("||")("/"), "/") - 1)
        concerned = top.in_(sorted(changed))
    is_open = s.suggestion.c.state == SuggestionState.OPEN
    connection.execute(delete(s.suggestion).where(of_segmentation, is_open, concerned))
    kept = {
        (segment, code)
        for segment, code in connection.execute(select(s.suggestion.c.segment, code).where(of_segmentation))
    }
    rows = [
        _row(segmentation_id, suggestion)
        for suggestion in suggestions
        if (suggestion.segment, suggestion.code) not in kept
    ]
    if rows:
        connection.execute(insert(s.suggestion), rows)
    connection.execute(delete(s.tagging).where(s.tagging.c.segmentation_id == segmentation_id))
    connection.execute(insert(s.tagging).values(segmentation_id=segmentation_id, fingerprints=fingerprints))


def add_suggestions(connection: Connection, segmentation_id: int, suggestions: Sequence[Suggestion]) -> None:
    """Add suggestions as they are, state included."""
    if suggestions:
        connection.execute(insert(s.suggestion), [_row(segmentation_id, one) for one in suggestions])


def _row(segmentation_id: int, suggestion: Suggestion) -> dict[str, object]:
    return {
        "segmentation_id": segmentation_id,
        "segment": suggestion.segment,
        "code": suggestion.code,
        "origin": suggestion.origin,
        "state": suggestion.state,
        "score": suggestion.score,
        "codebook_version": suggestion.codebook_version,
        "evidence": [[one.span.start, one.span.end, one.rule] for one in suggestion.evidence],
    }


def load_suggestions(
    connection: Connection, segmentation_id: int, *, segments: Collection[int] | None = None
) -> list[Suggestion]:
    """Load the suggestions of one segmentation, whatever their state, by segment and code.

    ``segments``: only those for the segments of these numbers.
    """
    query = (
        select(s.suggestion)
        .where(s.suggestion.c.segmentation_id == segmentation_id)
        .order_by(s.suggestion.c.segment, s.suggestion.c.code)
    )
    if segments is not None:
        query = query.where(s.suggestion.c.segment.in_(sorted(segments)))
    return [
        Suggestion(
            segment=row.segment,
            code=row.code,
            origin=Origin(row.origin),
            evidence=tuple(Evidence(Span(start, end), rule) for start, end, rule in row.evidence),
            codebook_version=row.codebook_version,
            score=row.score,
            state=SuggestionState(row.state),
        )
        for row in connection.execute(query)
    ]


def count_by_version(connection: Connection) -> dict[str, tuple[int, int]]:
    """Count open and all suggestions on the current segmentation of each text version."""
    is_open = case((s.suggestion.c.state == SuggestionState.OPEN, 1), else_=0)
    query = (
        select(s.segmentation.c.text_version_id, func.sum(is_open), func.count())
        .join(s.suggestion, s.suggestion.c.segmentation_id == s.segmentation.c.id)
        .where(s.segmentation.c.is_current == 1)
        .group_by(s.segmentation.c.text_version_id)
    )
    return {version: (n_open, n_all) for version, n_open, n_all in connection.execute(query)}


def count_suggestions(connection: Connection) -> int:
    """Count the open suggestions on the current segmentations of current texts."""
    query = (
        select(func.count())
        .select_from(s.suggestion)
        .join(s.segmentation, s.suggestion.c.segmentation_id == s.segmentation.c.id)
        .join(s.document, s.document.c.text_version_id == s.segmentation.c.text_version_id)
        .where(s.segmentation.c.is_current == 1, s.suggestion.c.state == SuggestionState.OPEN)
    )
    return connection.scalar(query) or 0
