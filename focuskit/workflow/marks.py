"""Marks in the transcripts of a project, and what cannot be measured in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from focuskit.model.documents import DocumentKind, StoredDocument
from focuskit.model.marks import MarkKind, TextMark
from focuskit.store import ProjectFolder, load_documents
from focuskit.transcripts.marks import find_marks


@dataclass(frozen=True, slots=True)
class DocumentMarks:
    """Marks of a document with the number of the turn each is in.

    ``n_timed_overlaps`` counts turns that begin before the one before ends, ``None`` where the transcript has
    no times; ``not_measurable`` names what the transcript cannot tell (message keys).
    """

    document: str
    marks: tuple[tuple[TextMark, int], ...]
    n_timed_overlaps: int | None
    not_measurable: tuple[str, ...]

    def count(self, kind: MarkKind) -> int:
        """Return how many marks of a kind there are."""
        return Counter(mark.kind for mark, _ in self.marks)[kind]


def load_marks(folder: ProjectFolder) -> tuple[DocumentMarks, ...]:
    """Find the marks of every transcript; written answers have none."""
    with folder.reading() as connection:
        documents = load_documents(connection)
    return tuple(marks_of_document(one) for one in documents if one.kind is not DocumentKind.ANSWERS)


def marks_of_document(document: StoredDocument) -> DocumentMarks:
    """Find the marks of one transcript."""
    found: list[tuple[TextMark, int]] = []
    turns = iter(document.turns)
    turn = next(turns, None)
    for mark in find_marks(document.text, document.turns):
        while turn is not None and turn.span.end <= mark.span.start:
            turn = next(turns, None)
        found.append((mark, turn.number if turn is not None else 0))
    return DocumentMarks(
        document.name, tuple(found), _timed_overlaps(document), tuple(_not_measurable(document, found))
    )


def _timed_overlaps(document: StoredDocument) -> int | None:
    timed = [turn for turn in document.turns if turn.start_ms is not None]
    if not any(turn.end_ms is not None for turn in timed):
        return None
    count = 0
    latest: int | None = None
    for turn in timed:
        count += latest is not None and turn.start_ms is not None and turn.start_ms < latest
        latest = max(latest or 0, turn.end_ms or 0)
    return count


def _not_measurable(document: StoredDocument, found: list[tuple[TextMark, int]]) -> list[str]:
    kinds = {mark.kind for mark, _ in found}
    has_ends = any(turn.end_ms is not None for turn in document.turns)
    has_lengths = any(mark.length_ms is not None for mark, _ in found)
    missing = []
    if not has_ends:
        missing.append("cli.no_speaking_time")
    if not has_ends and not has_lengths:
        missing.append("cli.no_length_of_silence")
    if MarkKind.OVERLAP not in kinds and not has_ends:
        missing.append("cli.no_overlaps")
    if MarkKind.LAUGHTER not in kinds:
        missing.append("cli.no_laughter")
    missing.append("cli.no_gestures")
    return missing
