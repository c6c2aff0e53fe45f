"""Free spans: the unitising family of alpha, for nominal values.

Source: K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher, On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50, 2016, p. 2347-2364, doi 10.1007/s11135-015-0266-1; the numbers of
equations below are theirs.

Spans are half-open. (Taken with inclusive ends, gaps lose a position each, and the expected coincidences no
longer add up to the length of all lines.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from focuskit.analysis.agreement.statistic import Additive, Floats, Ints, Reason, ratio
from focuskit.model.spans import Span

_GAP = 0
_PAIR = 2


class LabelledSpan(NamedTuple):
    """Words that a coder set apart, and the code given to them."""

    span: Span
    code: str


@dataclass(frozen=True, slots=True)
class Unitised:
    """What the lines of several coders have in common, as sums; one row per stretch between borders.

    Parameters
    ----------
    codes
        The codes in alphabetical order; column 0 of the arrays is for gaps, column ``n`` for code ``n - 1``.
    lengths
        Length given to each value by all coders (``l_c``), shape ``(n_stretches, n_codes + 1)``.
    agreed
        Observed coincidences of a value with itself (``l_cc``, equation 1).
    squares
        Sum of squared lengths of units (``s_c``), of plain lengths for gaps.
    met
        Coincidences of a code with any code (``n_c``, equation 10), 0 for gaps.
    met_squares
        ``q_c`` of equation 11, 0 for gaps.
    """

    codes: tuple[str, ...]
    lengths: Floats
    agreed: Floats
    squares: Floats
    met: Floats
    met_squares: Floats

    @property
    def parts(self) -> Floats:
        """All sums side by side, shape ``(n_stretches, 5 (n_codes + 1))``."""
        return np.concatenate([self.lengths, self.agreed, self.squares, self.met, self.met_squares], axis=1)

    @property
    def n_characters(self) -> int:
        """Length of all lines together."""
        return int(self.lengths.sum())

    @property
    def coverage(self) -> float | None:
        """Share of all lines on which coded words of several coders meet; ``None`` without any text."""
        return float(self.met.sum() / self.lengths.sum()) if self.n_characters else None

    def coverage_of(self, code: str) -> float | None:
        """Return the share of a code's length that meets coded words of others; ``None`` if nobody has it."""
        place = self.codes.index(code) + 1
        length = float(self.lengths[:, place].sum())
        return float(self.met[:, place].sum() / length) if length else None

    def expected(self) -> Floats:
        """Return the expected coincidences (equation 4), shape ``(n_codes + 1, n_codes + 1)``."""
        lengths, squares = self.lengths.sum(axis=0), self.squares.sum(axis=0)
        every = lengths.sum()
        pairs = np.outer(lengths, lengths) - np.diag(squares)
        return ratio(every * pairs, np.asarray(every**2 - squares.sum()))


def unitise(lines: Sequence[Sequence[LabelledSpan]], length: int, *, borders: Sequence[int] = ()) -> Unitised:
    """Lay the lines of coders beside each other.

    Parameters
    ----------
    lines
        The units of each coder, in any order; units of one coder do not overlap.
    length
        Length of the continuum, which begins at 0.
    borders
        Where it is cut into stretches that are summed apart; a unit across a border is two there.

    Raises
    ------
    ValueError
        If there are fewer than two coders, or units overlap or leave the continuum.
    """
    if len(lines) < _PAIR:
        raise ValueError("two coders or more are compared")
    units = [_in_order(line, length) for line in lines]
    codes = tuple(sorted({unit.code for line in units for unit in line}))
    places = {code: number for number, code in enumerate(codes, 1)}
    cuts = {place for line in units for unit in line for place in (unit.span.start, unit.span.end)}
    edges = np.array(sorted({0, length, *borders, *cuts}), dtype=np.intp)
    inner = np.array(sorted({one for one in borders if 0 < one < length}), dtype=np.intp)
    pieces = _Pieces(
        np.diff(edges).astype(np.float64),
        np.searchsorted(inner, edges[:-1], side="right"),
        np.zeros((len(units), len(edges) - 1), dtype=np.intp),
        np.full((len(units), len(edges) - 1), -1, dtype=np.intp),
        (len(inner) + 1, len(codes) + 1),
    )
    for row, line in enumerate(units):
        for number, unit in enumerate(line):
            first, last = np.searchsorted(edges, (unit.span.start, unit.span.end))
            pieces.labels[row, first:last] = places[unit.code]
            pieces.units[row, first:last] = number
    return _summed(codes, pieces)


def _in_order(line: Sequence[LabelledSpan], length: int) -> list[LabelledSpan]:
    units = sorted((unit for unit in line if len(unit.span)), key=lambda unit: unit.span)
    if any(one.span.end > other.span.start for one, other in pairwise(units)):
        raise ValueError("units of one coder overlap")
    if units and units[-1].span.end > length:
        raise ValueError("a unit leaves the continuum")
    return units


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The continuum between all ends of units: size and stretch of each piece; per coder, label and unit."""

    sizes: Floats
    stretches: Ints
    labels: Ints
    units: Ints
    shape: tuple[int, int]

    def add(self, values: Floats, stretches: Ints, labels: Ints) -> Floats:
        """Sum values by stretch and label."""
        sums: Floats = np.zeros(self.shape)
        np.add.at(sums, (stretches, labels), values)
        return sums


def _summed(codes: tuple[str, ...], pieces: _Pieces) -> Unitised:
    n_coders = len(pieces.labels)
    others = n_coders - 1
    valued = pieces.labels != _GAP
    lengths, agreed, squares, met, met_squares = (np.zeros(pieces.shape) for _ in range(5))
    n_valued = valued.sum(axis=0)
    for row, labels in enumerate(pieces.labels):
        lengths += pieces.add(pieces.sizes, pieces.stretches, labels)
        alike = (pieces.labels == labels).sum(axis=0) - 1
        agreed += pieces.add(pieces.sizes * alike / others, pieces.stretches, labels)
        beside = np.where(valued[row], n_valued - 1, 0)
        met += pieces.add(pieces.sizes * beside / others, pieces.stretches, labels)
        own, inverse, own_labels, own_stretches = _units_of(pieces, row)
        sizes = _summed_by(inverse, pieces.sizes[own], len(own_labels))
        squares += pieces.add(sizes**2, own_stretches, own_labels)
        for other in np.delete(np.arange(n_coders), row):
            there = (pieces.sizes * valued[other])[own]
            overlapped = _summed_by(inverse, there, len(own_labels))
            met_squares += pieces.add(overlapped**2 / others, own_stretches, own_labels)
    squares[:, _GAP] = lengths[:, _GAP]
    return Unitised(codes, lengths, agreed, squares, met, met_squares)


def _summed_by(places: Ints, values: Floats, n_places: int) -> Floats:
    sums: Floats = np.zeros(n_places)
    np.add.at(sums, places, values)
    return sums


def _units_of(pieces: _Pieces, row: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the pieces a coder coded, the unit (in a stretch) of each, and label and stretch of units."""
    own = np.flatnonzero(pieces.units[row] >= 0)
    keys = pieces.units[row, own] * pieces.shape[0] + pieces.stretches[own]
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return own, inverse, pieces.labels[row, own[first]], pieces.stretches[own[first]]


def u_alpha(lines: Unitised) -> Additive:
    """Return uα (equation 5): units, their codes and the gaps between them, all together."""

    def combine(sums: Floats) -> Floats:
        lengths, agreed, expected, *_ = _shares(sums)
        every = lengths.sum(axis=-1)
        return _agreement(every, agreed.sum(axis=-1), every, expected.sum(axis=-1))

    return Additive(lines.parts, combine, lines.n_characters)


def bar_u_alpha(lines: Unitised) -> Additive:
    """Return |uα (equation 6): what was found worth coding, whatever the code, against the rest."""

    def combine(sums: Floats) -> Floats:
        lengths, agreed, expected, *_ = _shares(sums)
        gaps, squares = lengths[..., _GAP], np.split(sums, 5, axis=-1)[2]
        every = lengths.sum(axis=-1)
        row = ratio(every * (gaps * every - squares[..., _GAP]), every**2 - squares.sum(axis=-1))
        return _agreement(gaps, agreed[..., _GAP], row, expected[..., _GAP])

    return Additive(lines.parts, combine, lines.n_characters)


def cu_alpha(lines: Unitised) -> Additive:
    """Return cuα (equations 10 and 11): the codes, where coded words of several coders meet."""

    def combine(sums: Floats) -> Floats:
        _, agreed, _, met, met_squares = _shares(sums)
        every = met.sum(axis=-1)
        expected = ratio(met**2 - met_squares, _without_own(met, met_squares)[..., None])
        return _agreement(every, agreed[..., 1:].sum(axis=-1), every, expected.sum(axis=-1))

    return Additive(lines.parts, combine, lines.n_characters, _lacking(lines, lines.met))


def code_u_alpha(lines: Unitised, code: str) -> Additive:
    """Return (k)uα (equation 13b): how reliably one code is told from the others where they meet.

    Raises
    ------
    ValueError
        If no coder has the code.
    """
    place = lines.codes.index(code)

    def combine(sums: Floats) -> Floats:
        _, agreed, _, met, met_squares = _shares(sums)
        every, own = met.sum(axis=-1), met[..., place]
        below = _without_own(met, met_squares)
        expected = ratio(own * every - met_squares[..., place], below)
        expected_own = ratio(own**2 - met_squares[..., place], below)
        return _agreement(own, agreed[..., place + 1], expected, expected_own, ratio(expected, own))

    return Additive(lines.parts, combine, lines.n_characters, _lacking(lines, lines.met[:, [place + 1]]))


def _agreement(
    there: Floats, agreed: Floats, chance: Floats, chance_agreed: Floats, weight: Floats | float = 1.0
) -> Floats:
    """Return one less disagreement by expected disagreement, both as shares of what is there."""
    expected = ratio(chance - chance_agreed, there)
    return 1 - np.asarray(weight) * ratio(ratio(there - agreed, there), expected)


def _lacking(lines: Unitised, met: Floats) -> Reason:
    return Reason.ONE_VALUE if lines.codes and met.any() else Reason.NEVER_MET


def _without_own(met: Floats, met_squares: Floats) -> Floats:
    every = met.sum(axis=-1)
    below: Floats = every - ratio(met_squares.sum(axis=-1), every)
    return below


def _shares(sums: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Return lengths, agreed and expected coincidences of values with themselves, then both sums of meetings.

    The first three with gaps in column 0, the last two for codes alone.
    """
    lengths, agreed, squares, met, met_squares = np.split(sums, 5, axis=-1)
    every = lengths.sum(axis=-1)
    expected = ratio(every[..., None] * (lengths**2 - squares), (every**2 - squares.sum(axis=-1))[..., None])
    return lengths, agreed, expected, met[..., 1:], met_squares[..., 1:]
