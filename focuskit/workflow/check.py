"""Check: proof that everything a project points at is where it should be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from focuskit.model.documents import Segment, StoredDocument
from focuskit.model.problems import Problem, error
from focuskit.model.spans import Span
from focuskit.model.suggestions import Origin, Suggestion
from focuskit.store import (
    ProjectFolder,
    load_documents,
    load_segments,
    load_suggestions,
    segmented_versions,
)
from focuskit.store.codings import load_codings, load_orphans
from focuskit.store.documents import digest, load_digests
from focuskit.store.text_versions import load_text_versions

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What was checked (documents, turns, segments, pieces of evidence, codings), and what is wrong."""

    n_documents: int
    n_turns: int
    n_segments: int
    n_evidence: int
    n_codings: int
    problems: tuple[Problem, ...]


def check_project(folder: ProjectFolder) -> CheckSummary:
    """Check that texts are what was imported, turns and segments partition them, and every span lies inside.

    Nothing is changed.

    Raises
    ------
    DamagedProjectError
        If a page of the database is damaged.
    """
    folder.check_pages()
    problems: list[Problem] = []
    n_segments = n_evidence = n_codings = 0
    with folder.reading() as connection:
        documents = load_documents(connection)
        digests = load_digests(connection)
        current = segmented_versions(connection)
        for document in documents:
            if digest(document.text) != digests[document.version_id]:
                problems.append(error(document.name, "study.check_text"))
            problems += _check_turns(document)
            found, n = _check_codings(connection, document)
            problems += found
            n_codings += n
            if document.version_id in current:
                identifier = current[document.version_id].id
                segments = load_segments(connection, identifier)
                suggestions = load_suggestions(connection, identifier)
                problems += _check_segments(document, segments)
                problems += _check_suggestions(document, segments, suggestions)
                n_segments += len(segments)
                n_evidence += sum(len(one.evidence) for one in suggestions)
    n_turns = sum(len(document.turns) for document in documents)
    return CheckSummary(len(documents), n_turns, n_segments, n_evidence, n_codings, tuple(problems))


def _check_codings(connection: Connection, document: StoredDocument) -> tuple[list[Problem], int]:
    """Check in every version of the text that each coding and each one without a place has its own words."""
    problems: list[Problem] = []
    versions = load_text_versions(connection, document.id)
    texts = {version.id: version.text for version in versions}
    n_codings = 0
    for version in versions:
        kept = [(one.span, one.words, version.text) for one in load_codings(connection, version.id)]
        n_codings += len(kept) if version.id == document.version_id else 0
        lost = [
            (one.span, one.words, texts[one.from_version_id]) for one in load_orphans(connection, version.id)
        ]
        wrong = [span for span, words, text in (*kept, *lost) if span.slice(text) != words]
        if wrong:
            problems.append(error(document.name, "study.check_coding", version=version.number, n=len(wrong)))
    return problems, n_codings


def _check_turns(document: StoredDocument) -> list[Problem]:
    expected = 0
    for turn in document.turns:
        if turn.span.start != expected:
            return [error(document.name, "study.check_turns", turn=turn.number)]
        expected = turn.span.end + 1
    whole = not document.turns or document.turns[-1].span.end == len(document.text)
    return [] if whole else [error(document.name, "study.check_turns", turn=len(document.turns))]


def _check_segments(document: StoredDocument, segments: list[Segment]) -> list[Problem]:
    """Check that the segments of each turn follow each other from its start to its end."""
    by_turn: dict[int, list[Span]] = {turn.number: [] for turn in document.turns}
    for segment in segments:
        by_turn.setdefault(segment.turn, []).append(segment.span)
    for turn in document.turns:
        spans = by_turn[turn.number]
        joined = all(before.end == after.start for before, after in pairwise(spans))
        covers = spans and spans[0].start == turn.span.start and spans[-1].end == turn.span.end
        if not (joined and covers):
            return [error(document.name, "study.check_segments", turn=turn.number)]
    return []


def _check_suggestions(
    document: StoredDocument, segments: list[Segment], suggestions: list[Suggestion]
) -> list[Problem]:
    """Check that evidence lies in its segment; that of codes taken over from elsewhere, in the text."""
    spans = {segment.number: segment.span for segment in segments}
    for suggestion in suggestions:
        home = spans.get(suggestion.segment)
        if suggestion.origin is Origin.CONTEXT and home is not None:
            home = Span(0, len(document.text))
        if home is None or not all(home.holds(one.span) for one in suggestion.evidence):
            return [error(document.name, "study.check_evidence", segment=suggestion.segment)]
    return []
