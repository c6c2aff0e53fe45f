"""Coded documents laid out for comparing coders: units side by side, and words end to end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from focuskit.analysis.agreement import Continuum, DoubleCoded, JudgedUnit, LabelledSpan, choose_clusters
from focuskit.model.codebook import Codebook
from focuskit.model.documents import Segment
from focuskit.model.spans import Span
from focuskit.workflow.disagreements import codes_on
from focuskit.workflow.double_coding import FEWEST_CODERS, CodedDocument, CoderShare


def lay_out(
    documents: Sequence[CodedDocument], coders: tuple[str, ...], codebook: Codebook, *, by_turn: bool = False
) -> DoubleCoded:
    """Lay out what coders did with the same words.

    Units are the segments (or whole turns) that two coders or more were given; the continuum is made of the
    segments that all were given. Codes that the codebook no longer has are left out.
    """
    units = tuple(unit for one in documents for unit in _units(one, coders, codebook, by_turn=by_turn))
    return DoubleCoded(coders, units, _continuum(documents, coders, codebook))


def _units(
    coded: CodedDocument, coders: tuple[str, ...], codebook: Codebook, *, by_turn: bool
) -> Iterator[JudgedUnit]:
    shares = {share.coder: share for share in coded.shares}
    for _, grouped in groupby(coded.segments, lambda one: one.turn if by_turn else one.number):
        segments = list(grouped)
        codes = tuple(_judged(shares.get(coder), segments, codebook) for coder in coders)
        if sum(one is not None for one in codes) >= FEWEST_CODERS:
            yield JudgedUnit(coded.document.name, segments[0].turn, codes)


def _judged(
    share: CoderShare | None, segments: Sequence[Segment], codebook: Codebook
) -> frozenset[str] | None:
    """Return the codes a coder put on a unit, ``None`` if not all of it was given."""
    if share is None or any(one.number not in share.given for one in segments):
        return None
    return frozenset(name for one in segments for name in codes_on(share, one.number, codebook, "all"))


def _continuum(documents: Sequence[CodedDocument], coders: tuple[str, ...], codebook: Codebook) -> Continuum:
    pieces: list[tuple[str, int, int]] = []
    lines: list[list[LabelledSpan]] = [[] for _ in coders]
    length = 0
    for one in documents:
        shares = {share.coder: share for share in one.shares}
        given = [
            segment
            for segment in one.segments
            if all(coder in shares and segment.number in shares[coder].given for coder in coders)
        ]
        laid = _Laid([segment.span for segment in given], length)
        for line, coder in zip(lines, coders, strict=True):
            codings = shares[coder].codings if coder in shares else ()
            for coding in codings:
                span = laid.place(coding.span)
                if span is not None and coding.code in codebook:
                    line.append(LabelledSpan(span, coding.code))
        pieces += [
            (one.document.name, segment.turn, start)
            for segment, start in zip(given, laid.starts, strict=True)
        ]
        length = laid.end
    drawn_by, clusters = choose_clusters([one[0] for one in pieces], [one[1] for one in pieces])
    borders = tuple(
        piece[2] for place, piece in enumerate(pieces) if place and clusters[place] != clusters[place - 1]
    )
    return Continuum(length, tuple(map(tuple, lines)), borders, drawn_by)


class _Laid:
    """Pieces of one text put end to end from a place on."""

    def __init__(self, pieces: Sequence[Span], start: int) -> None:
        self._pieces = pieces
        self.starts = []
        for piece in pieces:
            self.starts.append(start)
            start += len(piece)
        self.end = start

    def place(self, span: Span) -> Span | None:
        """Return the place of what the pieces hold of a span, ``None`` if that is nothing."""
        first = bisect_right(self._pieces, span.start, key=lambda one: one.end)
        last = bisect_left(self._pieces, span.end, key=lambda one: one.start) - 1
        if first > last:
            return None
        start = self.starts[first] + max(0, span.start - self._pieces[first].start)
        end = self.starts[last] + min(len(self._pieces[last]), span.end - self._pieces[last].start)
        return Span(start, end) if start < end else None
