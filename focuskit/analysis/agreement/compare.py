"""Agreement code by code and facet by facet, on the stretches that coders were given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise

import numpy as np

from focuskit.analysis.agreement.bootstrap import DrawnBy, choose_clusters, interval
from focuskit.analysis.agreement.krippendorff import nominal_alpha
from focuskit.analysis.agreement.nominal import cohen_kappa, fleiss_kappa, raw_agreement
from focuskit.analysis.agreement.sets import DistanceName, alpha_of_sets
from focuskit.analysis.agreement.statistic import (
    MISSING,
    Additive,
    Ints,
    Reason,
    Statistic,
    measure,
    undefined,
    with_interval,
)
from focuskit.analysis.agreement.unitising import (
    LabelledSpan,
    Unitised,
    bar_u_alpha,
    code_u_alpha,
    cu_alpha,
    u_alpha,
    unitise,
)
from focuskit.model.codebook import Codebook, code_and_parents
from focuskit.model.spans import Span

_PAIR = 2


@dataclass(frozen=True, slots=True)
class JudgedUnit:
    """A segment or turn, and the codes each coder put on it: ``None`` for a coder who was not given it."""

    document: str
    turn: int
    codes: tuple[frozenset[str] | None, ...]


@dataclass(frozen=True, slots=True)
class Continuum:
    """What all coders were given, end to end, and the words each set apart.

    Parameters
    ----------
    length
        Characters in all.
    lines
        Words and codes of each coder, places counted along the continuum.
    borders, drawn_by
        Where one document or block of turns ends and the next begins, and which of both it is.
    """

    length: int
    lines: tuple[tuple[LabelledSpan, ...], ...]
    borders: tuple[int, ...] = ()
    drawn_by: DrawnBy = DrawnBy.BLOCK


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """What several coders did with the same words, laid out for comparing."""

    coders: tuple[str, ...]
    units: tuple[JudgedUnit, ...]
    continuum: Continuum


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two coders on one code: units with it by both, one alone, or neither, of those both were given."""

    one: str
    other: str
    both: int
    only_one: int
    only_other: int
    neither: int
    raw: Statistic
    kappa: Statistic

    @property
    def n_units(self) -> int:
        """Units that both were given."""
        return self.both + self.only_one + self.only_other + self.neither


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How far coders agree on one code, or (``code`` empty) on a facet as a whole.

    Parameters
    ----------
    pairs, raw, fleiss, alpha
        Whether the code (any code of the facet) is there, unit by unit.
    set_alpha
        Which codes of the facet are there, as sets; ``None`` for a single code.
    u, bar_u
        Of free spans. For a single code both are the same: its words against all others. ``bar_u`` of a
        facet whose codes overlap takes the words under any of them as one unit.
    cu, coverage
        Which code of the facet, where coded words meet, and what share of all lines that is; ``None`` for
        a single code.
    code_u, code_coverage
        Of one code among those of its facet, and the share of its length that meets coded words; ``None``
        for a facet, and for a code that nobody put itself (a parent of codes that were put).
    """

    facet: str
    code: str
    pairs: tuple[PairAgreement, ...]
    raw: Statistic
    fleiss: Statistic
    alpha: Statistic
    u: Statistic
    bar_u: Statistic
    set_alpha: Statistic | None = None
    cu: Statistic | None = None
    coverage: float | None = None
    code_u: Statistic | None = None
    code_coverage: float | None = None


@dataclass(frozen=True, slots=True)
class _Laid:
    """The lines of coders as they are, and cut at the borders of what intervals draw."""

    whole: Unitised
    cut: Unitised


class Comparison:
    """Compares coders on units and on free spans, with intervals by document or by block of turns.

    Parameters
    ----------
    coded
        What was coded, of two coders or more.
    codebook, level
        Codes and facets; at level ``top`` a sub-code is its top code.
    distance
        The distance between sets of codes.
    seed
        Of the draws for intervals.
    """

    def __init__(
        self,
        coded: DoubleCoded,
        codebook: Codebook,
        *,
        level: str = "all",
        distance: DistanceName = DistanceName.MASI_2006,
        seed: int = 0,
    ) -> None:
        self._coded, self._codebook, self._level = coded, codebook, level
        self._distance, self._seed = distance, seed
        self.drawn_by, self._clusters = choose_clusters(
            [one.document for one in coded.units], [one.turn for one in coded.units]
        )
        self._sets = [[self._at_level(codes) for codes in unit.codes] for unit in coded.units]
        self._lines = [
            [LabelledSpan(unit.span, self._name(unit.code)) for unit in line]
            for line in coded.continuum.lines
        ]
        self._expanded = [
            [None if codes is None else _expanded(codes) for codes in row] for row in self._sets
        ]

    @property
    def n_clusters(self) -> int:
        """Documents or blocks that intervals draw from."""
        return int(self._clusters.max(initial=-1)) + 1

    @property
    def used(self) -> tuple[str, ...]:
        """The codes that somebody put anywhere, and those above them, in the order of the codebook."""
        there = {code for row in self._expanded for codes in row for code in codes or ()}
        there |= {code for line in self._lines for unit in line for code in code_and_parents(unit.code)}
        return tuple(code.name for code in self._codebook.codes if code.name in there)

    def rows(self) -> Iterator[CodeAgreement]:
        """Yield, facet by facet, the facet as a whole and each of its codes that was used."""
        used = self.used
        for facet in self._codebook.facets:
            codes = [name for name in used if self._codebook.code(name).facet == facet.id]
            if codes:
                laid = self._laid(partial(self._is_of, facet.id))
                yield self._facet(facet.id, frozenset(codes), laid)
                for code in codes:
                    yield self._code(facet.id, code, laid)

    def _is_of(self, facet: str, code: str) -> bool:
        return self._codebook.code(code).facet == facet

    def _facet(self, facet: str, codes: frozenset[str], laid: _Laid | None) -> CodeAgreement:
        presence = self._presence(lambda found: bool(found & codes))
        sets = [
            [None if found is None else _deepest(found & codes) for found in row] for row in self._expanded
        ]
        of_sets = alpha_of_sets(sets, self._distance, len(self._coded.coders))
        return CodeAgreement(
            facet,
            "",
            self._pairs(presence),
            raw=self._measured(raw_agreement(presence)),
            fleiss=self._measured(fleiss_kappa(presence)),
            alpha=self._measured(nominal_alpha(presence)),
            set_alpha=self._measured(of_sets),
            u=self._on_spans(laid, u_alpha),
            bar_u=self._on_spans(laid or self._laid(partial(self._is_of, facet), label=facet), bar_u_alpha),
            cu=self._on_spans(laid, cu_alpha),
            coverage=laid.whole.coverage if laid else None,
        )

    def _code(self, facet: str, code: str, laid: _Laid | None) -> CodeAgreement:
        presence = self._presence(lambda found: code in found)
        own = self._laid(lambda name: code in code_and_parents(name), label=code)
        known = laid is not None and code in laid.whole.codes
        among = None if laid else undefined(Reason.OVERLAP)
        if known:
            among = self._on_spans(laid, lambda lines: code_u_alpha(lines, code))
        return CodeAgreement(
            facet,
            code,
            self._pairs(presence),
            raw=self._measured(raw_agreement(presence)),
            fleiss=self._measured(fleiss_kappa(presence)),
            alpha=self._measured(nominal_alpha(presence)),
            u=self._on_spans(own, u_alpha),
            bar_u=self._on_spans(own, bar_u_alpha),
            code_u=among,
            code_coverage=laid.whole.coverage_of(code) if laid and known else None,
        )

    def _pairs(self, presence: Ints) -> tuple[PairAgreement, ...]:
        coders = self._coded.coders
        return tuple(
            self._pair(presence[:, [one, other]], (coders[one], coders[other]))
            for one, other in combinations(range(len(coders)), _PAIR)
        )

    def _pair(self, presence: Ints, names: tuple[str, str]) -> PairAgreement:
        judged = presence[(presence != MISSING).all(axis=1)]
        one, other = judged[:, 0] == 1, judged[:, 1] == 1
        return PairAgreement(
            *names,
            int((one & other).sum()),
            int((one & ~other).sum()),
            int((~one & other).sum()),
            int((~one & ~other).sum()),
            self._measured(raw_agreement(presence)),
            self._measured(cohen_kappa(presence)),
        )

    def _presence(self, has: Callable[[frozenset[str]], bool]) -> Ints:
        return np.array(
            [[MISSING if found is None else int(has(found)) for found in row] for row in self._expanded],
            dtype=np.intp,
        ).reshape(len(self._expanded), len(self._coded.coders))

    def _measured(self, coefficient: Additive) -> Statistic:
        return with_interval(measure(coefficient), interval(coefficient, self._clusters, seed=self._seed))

    def _laid(self, wanted: Callable[[str], bool], label: str | None = None) -> _Laid | None:
        """Lay out the spans of some codes, as one code where a label is given; ``None`` if codes overlap."""
        lines = [
            _merged(LabelledSpan(unit.span, label or unit.code) for unit in line if wanted(unit.code))
            for line in self._lines
        ]
        if any(one.span.overlaps(other.span) for line in lines for one, other in pairwise(line)):
            return None
        continuum = self._coded.continuum
        cut = unitise(lines, continuum.length, borders=continuum.borders)
        return _Laid(unitise(lines, continuum.length), cut)

    def _on_spans(self, laid: _Laid | None, coefficient: Callable[[Unitised], Additive]) -> Statistic:
        if laid is None:
            return undefined(Reason.OVERLAP)
        stretches = np.arange(len(laid.cut.lengths), dtype=np.intp)
        found = interval(coefficient(laid.cut), stretches, seed=self._seed)
        return with_interval(measure(coefficient(laid.whole)), found)

    def _at_level(self, codes: frozenset[str] | None) -> frozenset[str] | None:
        return None if codes is None else frozenset(map(self._name, codes))

    def _name(self, code: str) -> str:
        return code.partition("/")[0] if self._level == "top" else code


def _expanded(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(name for code in codes for name in code_and_parents(code))


def _deepest(codes: frozenset[str]) -> frozenset[str]:
    """Return the codes of which no sub-code is there: parents are implied."""
    return frozenset(one for one in codes if not any(other.startswith(f"{one}/") for other in codes))


def _merged(units: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """Put together what one code marks twice; units of different codes stay, overlapping or not."""
    by_code: dict[str, list[Span]] = {}
    for unit in sorted(units, key=lambda one: one.span):
        spans = by_code.setdefault(unit.code, [])
        if spans and spans[-1].end > unit.span.start:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, unit.span.end))
        else:
            spans.append(unit.span)
    return sorted(LabelledSpan(span, code) for code, spans in by_code.items() for span in spans)
