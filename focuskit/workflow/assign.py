"""Giving documents, or a random sample of segments, to coders for double coding; blind."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.errors import UsageError
from focuskit.model.codings import Decision
from focuskit.model.documents import DocumentKind, Segment, StoredDocument
from focuskit.store import ProjectFolder, load_documents, load_segments, segmented_versions
from focuskit.store.decisions import load_decisions
from focuskit.store.document_changes import find_document
from focuskit.store.double_coding import (
    Assignment,
    load_given,
    save_assignment,
    take_back_assignment,
)
from focuskit.store.history import remember
from focuskit.workflow.analysed import counted_segments

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Portion:
    """What a coder has of a document.

    Parameters
    ----------
    segments
        Numbers of the segments given, ``None`` for the whole document.
    n_segments, n_begun
        Segments given, and those among them on which the coder has decided something.
    """

    coder: str
    document: str
    segments: tuple[int, ...] | None
    n_segments: int
    n_begun: int
    sees_suggestions: bool


@dataclass(frozen=True, slots=True)
class Draw:
    """How segments are drawn: how many, or what share of all (0 to 1); nothing set gives whole documents.

    The same seed draws the same segments, so that coders get the same.
    """

    sample: int | None = None
    share: float | None = None
    seed: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing is drawn."""
        return self.sample is None and self.share is None

    def size(self, n_all: int) -> int:
        """Return how many segments of all to draw, at least one if there is any."""
        if self.sample is not None:
            return min(self.sample, n_all)
        return min(max(1, round((self.share or 0) * n_all)), n_all)


def assign_segments(
    folder: ProjectFolder,
    coders: Sequence[str],
    documents: Sequence[str] = (),
    *,
    draw: Draw | None = None,
    sees_suggestions: bool = False,
) -> tuple[Portion, ...]:
    """Give documents to coders, the same to each; what they had of a document before is replaced.

    Parameters
    ----------
    documents
        As the user names them; none: all that hold talk.
    draw
        How to draw segments among them; ``None`` gives the documents whole.

    Raises
    ------
    UsageError
        If there is no such document, nothing to give, or no coder is named.
    """
    names = [name for one in coders if (name := " ".join(one.split()))]
    if not names:
        raise UsageError("error.no_coder")
    draw = draw or Draw()
    with folder.writing() as connection:
        every = _segments(connection, documents)
        drawn = _drawn(every, draw)
        if not drawn:
            raise UsageError("coders.nothing_to_give")
        for name in names:
            for document, numbers in drawn.items():
                save_assignment(connection, document, name, numbers, sees_suggestions=sees_suggestions)
        facts = {"coders": names, "seed": None if draw.is_whole else draw.seed}
        remember(connection, "assignment", {**facts, "sample": draw.sample, "share": draw.share})
    return tuple(one for one in list_portions(folder) if one.coder in names)


def take_back_portions(
    folder: ProjectFolder, coder: str, documents: Sequence[str] = ()
) -> tuple[Portion, ...]:
    """Take back what a coder was given, of these documents or all; what was decided stays.

    Raises
    ------
    UsageError
        If there is no such document, or the coder was given nothing of them.
    """
    before = list_portions(folder)
    with folder.writing() as connection:
        wanted = [find_document(connection, name) for name in documents] or load_documents(connection)
        gone = {one.name for one in wanted if take_back_assignment(connection, one.id, coder)}
        if not gone:
            raise UsageError("coders.nothing_given", coder=coder)
        remember(connection, "assignment.taken_back", {"coder": coder, "documents": sorted(gone)})
    return tuple(one for one in before if one.coder == coder and one.document in gone)


def list_portions(folder: ProjectFolder) -> tuple[Portion, ...]:
    """Return what each coder was given, by coder and document."""
    with folder.reading() as connection:
        given = load_given(connection)
        if not given:
            return ()
        stored = {one.id: one for one in load_documents(connection)}
        segments = _segments(connection, ())
        decisions = {
            each: [
                one
                for one in load_decisions(connection, version_id=stored[each].version_id)
                if not one.is_undone
            ]
            for each in {one.document_id for one in given}
        }
    portions = [
        _portion(one, stored[one.document_id], segments.get(one.document_id, ()), decisions[one.document_id])
        for one in given
    ]
    return tuple(sorted(portions, key=lambda one: (one.coder, one.document)))


def _portion(
    given: Assignment, document: StoredDocument, segments: Sequence[Segment], decisions: Sequence[Decision]
) -> Portion:
    mine = [one for one in segments if given.segments is None or one.number in given.segments]
    spans = [one.gesture.span for one in decisions if one.coder == given.coder]
    begun = sum(any(span.overlaps(one.span) for span in spans) for one in mine)
    numbers = None if given.segments is None else tuple(sorted(given.segments))
    return Portion(given.coder, document.name, numbers, len(mine), begun, given.sees_suggestions)


def _segments(connection: Connection, documents: Sequence[str]) -> dict[str, tuple[Segment, ...]]:
    """Return the segments of counted people, by document, in order; field notes have none."""
    wanted = {find_document(connection, name).id for name in documents}
    current = segmented_versions(connection)
    found = {}
    for one in load_documents(connection):
        made = current.get(one.version_id)
        if made is None or one.kind is DocumentKind.NOTES or (wanted and one.id not in wanted):
            continue
        found[one.id] = tuple(counted_segments(one, load_segments(connection, made.id)))
    return found


def _drawn(every: dict[str, tuple[Segment, ...]], draw: Draw) -> dict[str, tuple[int, ...] | None]:
    if draw.is_whole:
        return {key: None for key, segments in every.items() if segments}
    pairs = [(key, one.number) for key, segments in every.items() for one in segments]
    chosen = random.Random(draw.seed).sample(pairs, draw.size(len(pairs)))  # noqa: S311 (a sample, no secret)
    return {
        document: tuple(sorted(number for owner, number in chosen if owner == document))
        for document in dict.fromkeys(owner for owner, _ in sorted(chosen))
    }
