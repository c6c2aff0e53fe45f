"""Segment: turns to segments, for every document that lacks them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.model.documents import DocumentKind, Segment, StoredDocument
from focuskit.model.spans import Span
from focuskit.segmentation import (
    METHOD,
    HandCuts,
    apply_hand_cuts,
    find_hand_cuts,
    follow_text,
    segment_turns,
)
from focuskit.store import ProjectFolder, load_documents, read_settings, save_segments, segmented_versions
from focuskit.store.given_segments import follow_segments
from focuskit.store.segments import BY_HAND, CurrentSegmentation, load_segments
from focuskit.transcripts.placing import place_spans
from focuskit.workflow.progress import Progress, silent

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class SegmentSummary:
    """How many documents were segmented now, and how many segments that made."""

    n_documents: int
    n_segments: int


def segment_documents(
    folder: ProjectFolder, *, max_words: int | None = None, progress: Progress = silent
) -> SegmentSummary:
    """Segment every document whose current segmentation is missing or was made with other parameters."""
    limit = max_words or read_settings(folder.path).max_words
    with folder.reading() as connection:
        documents = load_documents(connection)
        current = segmented_versions(connection)
    parameters: dict[str, object] = {"max_words": limit}
    todo = []
    for document in documents:
        made = current.get(document.version_id)
        if not made or (made.method, _without_hand(made.parameters)) != (METHOD, parameters):
            todo.append(document)
    n_segments = 0
    for done, document in enumerate(todo, 1):
        made = current.get(document.version_id)
        segments = cut_by_method(document, limit)
        with folder.writing() as connection:
            cuts = cuts_by_hand(connection, document, made)
            if cuts:
                segments, _ = apply_hand_cuts(segments, cuts)
            by_hand = {BY_HAND: True} if cuts else {}
            save_segments(connection, document.version_id, METHOD, {**parameters, **by_hand}, segments)
            if made is not None:
                spans = {one.number: one.span for one in load_segments(connection, made.id)}
                follow_segments(connection, document.version_id, spans, segments)
        n_segments += len(segments)
        progress("cli.step_segment", done, len(todo))
    return SegmentSummary(len(todo), n_segments)


def _without_hand(parameters: dict[str, object]) -> dict[str, object]:
    """Return what the method was given; segments that a coder cut or joined since stay as they are."""
    return {name: value for name, value in parameters.items() if name != BY_HAND}


def segment_again(connection: Connection, before: StoredDocument, limit: int) -> tuple[int, int]:
    """Cut the current text of a document into segments, and as coders cut and joined them in another version.

    What coders were given of it follows. Segments that the text has already stay as they are but for that.

    Returns
    -------
    tuple of int
        How many cuts and joins by hand hold in the current text, and how many have no place in it.
    """
    versions = segmented_versions(connection)
    made = versions.get(before.version_id)
    now = next(one for one in load_documents(connection) if one.id == before.id)
    known = versions.get(now.version_id)
    parts = load_segments(connection, known.id) if known is not None else cut_by_method(now, limit)

    def place(spans: Sequence[Span]) -> list[Span | None]:
        return [one.span for one in place_spans(before.text, now.text, spans)]

    segments, n_cuts, n_held = tuple(parts), 0, 0
    cuts = cuts_by_hand(connection, before, made)
    if cuts:
        segments, n_held = apply_hand_cuts(parts, follow_text(cuts, place))
        n_cuts = len(cuts)
    if known is None or segments != tuple(parts):
        parameters = known.parameters if known is not None else {"max_words": limit}
        by_hand = {BY_HAND: True} if n_held else {}
        save_segments(connection, now.version_id, METHOD, {**parameters, **by_hand}, segments)
    if made is not None:
        old = load_segments(connection, made.id)
        spots = zip(old, place([one.span for one in old]), strict=True)
        spans = {one.number: spot for one, spot in spots if spot is not None}
        follow_segments(connection, now.version_id, spans, segments)
    return n_held, n_cuts - n_held


def cuts_by_hand(
    connection: Connection, document: StoredDocument, made: CurrentSegmentation | None
) -> HandCuts | None:
    """Return what coders cut and joined in a segmentation of a document, ``None`` for nothing."""
    if made is None or BY_HAND not in made.parameters or made.method != METHOD:
        return None
    by_method = cut_by_method(document, int(str(made.parameters["max_words"])))
    return find_hand_cuts(by_method, load_segments(connection, made.id)) or None


def cut_by_method(document: StoredDocument, limit: int) -> tuple[Segment, ...]:
    """Return the segments that the method makes of a document's turns, of ``limit`` words at most."""
    whole = document.kind is DocumentKind.ANSWERS
    return segment_turns(document.text, document.turns, limit, whole=whole)
