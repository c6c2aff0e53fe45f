"""Segment: turns to segments, for every document that lacks them."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.model.documents import DocumentKind, Segment, StoredDocument
from focuskit.segmentation import METHOD, segment_turns
from focuskit.store import ProjectFolder, load_documents, read_settings, save_segments, segmented_versions
from focuskit.store.segments import BY_HAND
from focuskit.workflow.progress import Progress, silent


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
        segments = _segments(document, limit)
        with folder.writing() as connection:
            save_segments(connection, document.version_id, METHOD, parameters, segments)
        n_segments += len(segments)
        progress("cli.step_segment", done, len(todo))
    return SegmentSummary(len(todo), n_segments)


def _without_hand(parameters: dict[str, object]) -> dict[str, object]:
    """Return what the method was given; segments that a coder cut or joined since stay as they are."""
    return {name: value for name, value in parameters.items() if name != BY_HAND}


def _segments(document: StoredDocument, limit: int) -> tuple[Segment, ...]:
    whole = document.kind is DocumentKind.ANSWERS
    return segment_turns(document.text, document.turns, limit, whole=whole)
