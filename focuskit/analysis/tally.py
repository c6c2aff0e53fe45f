"""How often, by how many people, in how many documents: what every table counts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from focuskit.model.codebook import code_and_parents
from focuskit.model.codings import CodedCorpus, UnitStatus
from focuskit.model.documents import DocumentKind

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
        self.turns = identities((one.document, one.turn) for one in segments)
        self.persons = identities(one.participant for one in segments)
        self.documents = identities(one.document for one in segments)
        self._is_group = _of_kind(corpus, DocumentKind.FOCUS_GROUP)
        self._is_interview = _of_kind(corpus, DocumentKind.INTERVIEW)
        self._context_rows = _rows_of_context(corpus)
        self._rows = _rows_by_code(corpus, frozenset(UnitStatus))
        self._decided_rows = _rows_by_code(corpus, frozenset({UnitStatus.DECIDED}))
        self._masks: dict[str, Mask] = {}
        self._decided_places: dict[str, frozenset[int]] = {}
        self._read_apart = np.array(
            [place for place, one in enumerate(segments) if one.readings], dtype=np.intp
        )

    def rows(self, code: str) -> Rows:
        """Return the places of the segments that carry a code or one below it, ascending."""
        return self._rows.get(code, _NONE)

    def carrying(self, code: str) -> Mask:
        """Return the segments that carry a code or one below it."""
        return self._mask(self.rows(code))

    def at(self, rows: Rows) -> Mask:
        """Return the segments at these places."""
        return self._mask(rows)

    @property
    def read_apart(self) -> Rows:
        """Places of the segments on which coders put different codes, ascending."""
        return self._read_apart

    def together(self, rows: Rows, *codes: str) -> Rows:
        """Return those of these places where the codes go together: two coders' codes on one segment do not.

        Names that are no codes (a variable's value) are left aside.
        """
        if not len(self._read_apart):
            return rows
        known = [code for code in codes if code in self.corpus.codebook]
        segments = self.corpus.segments
        apart = [
            row for row in np.intersect1d(rows, self._read_apart) if not segments[row].reads_together(known)
        ]
        return np.setdiff1d(rows, np.array(apart, dtype=np.intp), assume_unique=True)

    def crossing(self, mask: Mask, *codes: str) -> Mask:
        """Return the segments of a mask on which the codes that made it go together; see `together`."""
        return self._mask(self.together(np.flatnonzero(mask), *codes))

    def only_by_context(self, code: str) -> Mask:
        """Return the segments that may take a code, or one below it, over and do not carry it."""
        return self._mask(self._context_rows.get(code, _NONE)) & ~self.carrying(code)

    def decided(self, code: str) -> Mask:
        """Return the segments on which a person decided a code or one below it."""
        return self._mask(self._decided_rows.get(code, _NONE))

    def decided_places(self, code: str) -> frozenset[int]:
        """Return the places of the segments on which a person decided a code or one below it."""
        if code not in self._decided_places:
            self._decided_places[code] = frozenset(self._decided_rows.get(code, _NONE).tolist())
        return self._decided_places[code]

    def carrying_facet(self, facet: str) -> Mask:
        """Return the segments that carry at least one code of a facet; not to be written to."""
        if facet not in self._masks:
            mask = self._mask(_NONE)
            for code in self.corpus.codebook.of_facet(facet):
                mask[self.rows(code.name)] = True
            mask.setflags(write=False)
            self._masks[facet] = mask
        return self._masks[facet]

    def _mask(self, rows: Rows) -> Mask:
        mask = np.zeros(len(self.corpus.segments), dtype=np.bool_)
        mask[rows] = True
        return mask

    def tally(self, mask: Mask) -> Tally:
        """Count a set of segments."""
        return self.tally_rows(np.flatnonzero(mask))

    def tally_rows(self, rows: Rows) -> Tally:
        """Count the segments at these places, each given once."""
        if not len(rows):
            return _NOTHING
        by_person = np.bincount(self.persons[rows])
        documents = self.documents[rows]
        return Tally(
            segments=len(rows),
            turns=_n_distinct(self.turns[rows]),
            persons=int(np.count_nonzero(by_person)),
            groups=_n_distinct(documents[self._is_group[rows]]),
            interviews=_n_distinct(documents[self._is_interview[rows]]),
            top_person=int(by_person.max()),
        )

    def rows_by(self, code: str, numbers: Rows) -> dict[int, list[int]]:
        """Return the places of a code's segments, ascending, by a number of each segment.

        ``numbers`` has shape ``(n_segments,)``; negative ones are left out.
        """
        rows = self.rows(code)
        if not len(rows):
            return {}
        order = np.argsort(numbers[rows], kind="stable")
        keys, starts = np.unique(numbers[rows][order], return_index=True)
        parts = np.split(rows[order], starts[1:])
        return {int(key): part.tolist() for key, part in zip(keys, parts, strict=True) if key >= 0}

    def first_movers(self, rows: Rows) -> tuple[tuple[str, str], ...]:
        """Return, for each focus group among these places, the group and who says it first there."""
        inside = rows[self._is_group[rows]]
        _, first = np.unique(self.documents[inside], return_index=True)
        segments = (self.corpus.segments[row] for row in inside[np.sort(first)])
        return tuple((one.document, one.participant) for one in segments)


_NONE: Rows = np.array([], dtype=np.intp)
_NOTHING = Tally(0, 0, 0, 0, 0, 0)


def _n_distinct(values: Rows) -> int:
    """Return how many different values there are."""
    if len(values) < _FEW:
        return len(set(values.tolist()))
    ordered = np.sort(values)
    return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + 1


_FEW = 50


def _totals(corpus: CodedCorpus) -> Totals:
    kinds = [document.kind for document in corpus.documents]
    return Totals(
        persons=len({one.participant for one in corpus.people if one.role in corpus.counted_roles}),
        groups=kinds.count(DocumentKind.FOCUS_GROUP),
        interviews=kinds.count(DocumentKind.INTERVIEW),
    )


def identities(values: Iterable[Hashable]) -> Rows:
    """Return a number for each value, in order of first appearance; equal values get the same one."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.intp)


def _of_kind(corpus: CodedCorpus, kind: DocumentKind) -> Mask:
    return np.array([segment.kind is kind for segment in corpus.segments], dtype=np.bool_)


def _rows_by_code(corpus: CodedCorpus, statuses: frozenset[UnitStatus]) -> dict[str, Rows]:
    """Return the places of the segments with each code or one below it, in a status."""
    return _places(
        (place, mark.code)
        for place, segment in enumerate(corpus.segments)
        for mark in segment.marks
        if mark.status in statuses
    )


def _rows_of_context(corpus: CodedCorpus) -> dict[str, Rows]:
    return _places(
        (place, mark.code) for place, segment in enumerate(corpus.segments) for mark in segment.context
    )


def _places(found: Iterable[tuple[int, str]]) -> dict[str, Rows]:
    """Return the places of each code and of those above it, ascending, each once."""
    rows: dict[str, list[int]] = {}
    for place, code in found:
        rows.setdefault(code, []).append(place)
    above: dict[str, list[int]] = {}
    for code, places in rows.items():
        for name in code_and_parents(code):
            above.setdefault(name, []).extend(places)
    return {name: np.unique(np.array(places, dtype=np.intp)) for name, places in above.items()}
