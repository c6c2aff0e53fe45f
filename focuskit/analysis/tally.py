"""How often, by how many people, in how many documents: what every table counts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from focuskit.model.codebook import code_and_parents
from focuskit.model.codings import CodedCorpus, UnitStatus
from focuskit.model.documents import COUNTED_ROLES, DocumentKind

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Totals:
    """What counts are set against.

    Parameters
    ----------
    persons
        Distinct people of counted roles in the study: listed as present, or those who spoke.
    groups, interviews
        Documents of kind ``focus_group`` and of kind ``interview``.
    """

    persons: int
    groups: int
    interviews: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a set of segments.

    Parameters
    ----------
    segments
        Segments in the set.
    turns
        Distinct speaker turns they belong to; does not depend on how turns were cut.
    persons
        Distinct people who said them.
    groups, interviews
        Distinct documents of kind ``focus_group`` and of kind ``interview`` they stand in.
    top_person
        Segments of the person who has most of them; 0 for an empty set.
    """

    segments: int
    turns: int
    persons: int
    groups: int
    interviews: int
    top_person: int


class CorpusIndex:
    """A coded corpus laid out for counting.

    The sets of segments it returns are arrays of booleans of shape ``(n_segments,)``, in the order of
    ``corpus.segments``. A sub-code counts for its parents; decided and suggested codes both count.
    """

    def __init__(self, corpus: CodedCorpus) -> None:
        segments = corpus.segments
        self.corpus = corpus
        self.totals = _totals(corpus)
        self._turns = _identities((one.document, one.turn) for one in segments)
        self._persons = _identities(one.participant for one in segments)
        self._documents = _identities(one.document for one in segments)
        self._is_group = _of_kind(corpus, DocumentKind.FOCUS_GROUP)
        self._is_interview = _of_kind(corpus, DocumentKind.INTERVIEW)
        self._context_rows = _rows_of_context(corpus)
        self._rows = _rows_by_code(corpus, frozenset(UnitStatus))
        self._decided_rows = _rows_by_code(corpus, frozenset({UnitStatus.DECIDED}))

    def carrying(self, code: str) -> Mask:
        """Return the segments that carry a code or one below it."""
        return self._mask(self._rows.get(code, []))

    def only_by_context(self, code: str) -> Mask:
        """Return the segments that may take a code, or one below it, over and do not carry it."""
        return self._mask(self._context_rows.get(code, [])) & ~self.carrying(code)

    def decided(self, code: str) -> Mask:
        """Return the segments on which a person decided a code or one below it."""
        return self._mask(self._decided_rows.get(code, []))

    def carrying_facet(self, facet: str) -> Mask:
        """Return the segments that carry at least one code of a facet."""
        mask = self._mask([])
        for code in self.corpus.codebook.of_facet(facet):
            mask |= self.carrying(code.name)
        return mask

    def _mask(self, rows: list[int]) -> Mask:
        mask = np.zeros(len(self.corpus.segments), dtype=np.bool_)
        mask[rows] = True
        return mask

    def tally(self, mask: Mask) -> Tally:
        """Count a set of segments."""
        rows: Rows = np.flatnonzero(mask)
        _, by_person = np.unique(self._persons[rows], return_counts=True)
        documents = self._documents[rows]
        return Tally(
            segments=len(rows),
            turns=len(np.unique(self._turns[rows])),
            persons=len(by_person),
            groups=len(np.unique(documents[self._is_group[rows]])),
            interviews=len(np.unique(documents[self._is_interview[rows]])),
            top_person=int(by_person.max(initial=0)),
        )


def _totals(corpus: CodedCorpus) -> Totals:
    kinds = [document.kind for document in corpus.documents]
    return Totals(
        persons=len({one.participant for one in corpus.people if one.role in COUNTED_ROLES}),
        groups=kinds.count(DocumentKind.FOCUS_GROUP),
        interviews=kinds.count(DocumentKind.INTERVIEW),
    )


def _identities(values: Iterable[Hashable]) -> Rows:
    """Return a number for each value, in order of first appearance; equal values get the same one."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.intp)


def _of_kind(corpus: CodedCorpus, kind: DocumentKind) -> Mask:
    return np.array([segment.kind is kind for segment in corpus.segments], dtype=np.bool_)


def _rows_by_code(corpus: CodedCorpus, statuses: frozenset[UnitStatus]) -> dict[str, list[int]]:
    """Return the places of the segments with each code or one below it, in a status; a place may repeat."""
    rows: dict[str, list[int]] = {}
    for place, segment in enumerate(corpus.segments):
        for mark in segment.marks:
            for name in code_and_parents(mark.code) if mark.status in statuses else ():
                rows.setdefault(name, []).append(place)
    return rows


def _rows_of_context(corpus: CodedCorpus) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for place, segment in enumerate(corpus.segments):
        for mark in segment.context:
            for name in code_and_parents(mark.code):
                rows.setdefault(name, []).append(place)
    return rows
