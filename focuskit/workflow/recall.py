"""Recall: a random sample of segments without suggestion to read, and what it says of what is missed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from focuskit.analysis.recall import RecallEstimate, estimate_recall
from focuskit.errors import UsageError
from focuskit.model.codebook import MachineUse, code_and_parents
from focuskit.model.codings import CodedSegment, UnitStatus
from focuskit.model.suggestions import Origin
from focuskit.store import ProjectFolder, load_documents, load_suggestions, segmented_versions
from focuskit.store.history import last_event, remember
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.tag import load_codebook

_DRAWN, _READ = "recall.drawn", "recall.read"


@dataclass(frozen=True, slots=True)
class Sample:
    """The segments drawn, and whether somebody said that all were read."""

    segments: tuple[tuple[str, int], ...]
    is_read: bool


def draw_sample(folder: ProjectFolder, n: int, *, seed: int = 0) -> Sample:
    """Draw segments without any suggestion of rule or model, to be read by a person.

    Raises
    ------
    UsageError
        If every segment has a suggestion.
    """
    bare = sorted(_bare(folder))
    if not bare:
        raise UsageError("error.recall_nothing")
    chosen = sorted(random.Random(seed).sample(bare, min(n, len(bare))))  # noqa: S311 (no secret: a sample)
    with folder.writing() as connection:
        remember(connection, _DRAWN, {"segments": [list(one) for one in chosen], "seed": seed})
    return Sample(tuple(chosen), is_read=False)


def mark_read(folder: ProjectFolder) -> Sample:
    """Say that all segments of the sample were read, and coded where they call for a code.

    Raises
    ------
    UsageError
        If no sample was drawn.
    """
    sample = load_sample(folder)
    if sample is None:
        raise UsageError("error.recall_no_sample")
    with folder.writing() as connection:
        remember(connection, _READ, {})
    return Sample(sample.segments, is_read=True)


def load_sample(folder: ProjectFolder) -> Sample | None:
    """Load the sample drawn last, ``None`` if there is none."""
    with folder.reading() as connection:
        drawn = last_event(connection, _DRAWN)
        read = last_event(connection, _READ)
    if drawn is None:
        return None
    segments = tuple((str(document), int(number)) for document, number in drawn.facts["segments"])
    return Sample(segments, read is not None and read.number > drawn.number)


def recall_by_code(folder: ProjectFolder) -> dict[str, RecallEstimate]:
    """Estimate for each code how much of it suggestions had found.

    Found are the segments on which a person put the code (or one below it) and that had a suggestion of it.
    """
    codebook, _ = load_codebook(folder)
    corpus = load_corpus(folder, codebook)
    sample = load_sample(folder)
    drawn = set(sample.segments) if sample and sample.is_read else set()
    suggested = _suggested(folder)
    estimates: dict[str, RecallEstimate] = {}
    for code in codebook.codes:
        if code.machine is MachineUse.NEVER:
            continue
        having = suggested.get(code.name, set())
        decided = {(one.document, one.number) for one in corpus.segments if _has(one, code.name)}
        estimates[code.name] = estimate_recall(
            len(decided & having),
            len(drawn - having),
            len(decided & drawn - having),
            len(corpus.segments) - len(having),
        )
    return estimates


def _has(one: CodedSegment, code: str) -> bool:
    return any(
        mark.status is UnitStatus.DECIDED and code in code_and_parents(mark.code) for mark in one.marks
    )


def _bare(folder: ProjectFolder) -> Iterator[tuple[str, int]]:
    codebook, _ = load_codebook(folder)
    suggested = {place for places in _suggested(folder).values() for place in places}
    for one in load_corpus(folder, codebook).segments:
        if (one.document, one.number) not in suggested:
            yield one.document, one.number


def _suggested(folder: ProjectFolder) -> dict[str, set[tuple[str, int]]]:
    """Return for each code the segments with a suggestion of it by rule or model, whatever was decided."""
    found: dict[str, set[tuple[str, int]]] = {}
    with folder.reading() as connection:
        made = segmented_versions(connection)
        for document in load_documents(connection):
            if document.version_id not in made:
                continue
            for one in load_suggestions(connection, made[document.version_id].id):
                if one.origin is not Origin.CONTEXT:
                    for code in code_and_parents(one.code):
                        found.setdefault(code, set()).add((document.name, one.segment))
    return found
