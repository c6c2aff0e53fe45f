"""Code saturation: how many codes each further document adds.

The ratio is that of G. Guest, E. Namey & M. Chen (PLoS ONE 15(5), 2020, e0232076, doi
10.1371/journal.pone.0232076). Orders at random, as M. M. Hennink, B. N. Kaiser & M. B. Weber (Qualitative
Health Research 29, 2019, p. 1483-1496, doi 10.1177/1049732318821692) compare them. With a fixed codebook all
this measures the use of codes, not their discovery, and no curve says that enough was heard.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from focuskit.model.codings import CodedCorpus, UnitStatus
from focuskit.model.documents import DocumentKind
from focuskit.model.undefined import Undefined

KINDS = (DocumentKind.FOCUS_GROUP, DocumentKind.INTERVIEW)
BASE, RUN, THRESHOLD = 4, 2, 0.05
DRAWS = 1000
MOST_EXACT = 8
"""Documents up to which all orders are looked at."""
COLUMNS = (
    "kind",
    "position",
    "document",
    "codes_used",
    "new_codes",
    "seen",
    "median",
    "low",
    "high",
    "run",
    "new_in_run",
    "new_information",
    "below",
)


@dataclass(frozen=True, slots=True)
class NewInformation:
    """One run: after ``after`` units, ``n_new`` codes come in the ``run`` units that follow.

    ``ratio`` is that number out of the codes of the base.
    """

    after: int
    run: int
    n_new: int
    ratio: float


def measure_new_information(
    units: Sequence[frozenset[str]], base: int = BASE, run: int = RUN
) -> tuple[NewInformation, ...] | Undefined:
    """Measure new information, run by run.

    ``new_info(s) = (codes in units s+1 … s+run not seen in 1 … s) / (distinct codes in units 1 … base)``; the
    denominator stays the base, runs slide by one from ``s = base`` (Guest, Namey & Chen 2020). A code new in
    a run counts once in it, although runs share units.

    Parameters
    ----------
    units
        The codes of each document, in order.
    """
    if len(units) < base + run:
        return Undefined("finding.undefined_too_few_units")
    n_base = len(frozenset().union(*units[:base]))
    if not n_base:
        return Undefined("finding.undefined_base_without_codes")
    found = []
    for after in range(base, len(units) - run + 1):
        seen = frozenset().union(*units[:after])
        n_new = len(frozenset().union(*units[after : after + run]) - seen)
        found.append(NewInformation(after, run, n_new, n_new / n_base))
    return tuple(found)


def count_over_orders(
    units: Sequence[frozenset[str]], draws: int = DRAWS, seed: int = 1
) -> list[tuple[float, float, float]]:
    """Return median, 2.5 % and 97.5 % points of the codes seen after each number of documents.

    Over all orders for at most eight documents (over all sets of k of them, which is the same), else over
    ``draws`` random orders.
    """
    codes = sorted(frozenset().union(*units))
    matrix = np.array([[code in unit for code in codes] for unit in units], dtype=np.bool_)
    matrix = matrix.reshape(len(units), len(codes))
    seen = _all_orders(matrix) if len(units) <= MOST_EXACT else _random_orders(matrix, draws, seed)
    return [
        (float(median), float(low), float(high))
        for low, median, high in (np.percentile(counts, [2.5, 50, 97.5]) for counts in seen)
    ]


def _all_orders(matrix: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
    n = len(matrix)
    return [
        np.array([matrix[list(chosen)].any(axis=0).sum() for chosen in combinations(range(n), size)])
        for size in range(1, n + 1)
    ]


def _random_orders(matrix: NDArray[np.bool_], draws: int, seed: int) -> list[NDArray[np.intp]]:
    """Count codes by the place at which each is first met, order by order."""
    generator = np.random.default_rng(seed)
    n = len(matrix)
    seen = np.zeros((n, draws), dtype=np.intp)
    for draw in range(draws):
        shuffled = matrix[generator.permutation(n)]
        first = shuffled.argmax(axis=0)
        seen[:, draw] = np.bincount(first, minlength=n).cumsum()
    return list(seen)


def measure_saturation(
    corpus: CodedCorpus,
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
    draws: int = DRAWS,
) -> pd.DataFrame:
    """Measure how many codes each further document adds; groups and interviews apart.

    Only decided codes count, as they were put (a sub-code does not count for its parents here).

    Parameters
    ----------
    base, run
        Documents of the base and of a run; the paper takes 4 or more, and 2 or 3.
    threshold
        The share of new information below which a run is told as ``below``: 0.05 or 0 in the paper.
    draws
        Random orders where there are more than eight documents.

    Returns
    -------
    pandas.DataFrame
        One row per document in the order of the project, columns `COLUMNS`. ``median``, ``low``, ``high`` are
        the codes seen after as many documents in other orders. In the row of the last document of a run:
        ``run`` as the paper writes it (``6+2``), ``new_in_run``, ``new_information``, ``below``; missing
        where there are too few documents, or no code in the base.
    """
    rows = [cells for kind in KINDS for cells in _of_kind(corpus, kind, (base, run), threshold, draws)]
    types = {"new_in_run": "Int64", "new_information": "Float64", "below": "boolean"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def count_answers(corpus: CodedCorpus) -> int:
    """Return how many files of written answers are left out: their respondents met none of one another."""
    return sum(one.kind is DocumentKind.ANSWERS for one in corpus.documents)


def codes_by_document(corpus: CodedCorpus, kind: DocumentKind) -> dict[str, frozenset[str]]:
    """Return the decided codes of each document of a kind, in the order of the project."""
    found: dict[str, set[str]] = {one.name: set() for one in corpus.documents if one.kind is kind}
    for segment in corpus.segments:
        if segment.document in found:
            found[segment.document].update(
                mark.code for mark in segment.marks if mark.status is UnitStatus.DECIDED
            )
    return {name: frozenset(codes) for name, codes in found.items()}


def _of_kind(
    corpus: CodedCorpus, kind: DocumentKind, sizes: tuple[int, int], threshold: float, draws: int
) -> list[tuple[object, ...]]:
    documents = codes_by_document(corpus, kind)
    units = list(documents.values())
    measured = measure_new_information(units, *sizes)
    runs = {} if isinstance(measured, Undefined) else {one.after + one.run: one for one in measured}
    others = count_over_orders(units, draws) if units else []
    rows: list[tuple[object, ...]] = []
    seen: set[str] = set()
    for position, (name, codes) in enumerate(documents.items(), 1):
        n_new = len(codes - seen)
        seen |= codes
        one = runs.get(position)
        rows.append(
            (
                kind.value,
                position,
                name,
                len(codes),
                n_new,
                len(seen),
                *others[position - 1],
                f"{one.after}+{one.run}" if one else "",
                one.n_new if one else None,
                round(one.ratio, 3) if one else None,
                one.ratio <= threshold if one else None,
            )
        )
    return rows


def measure_power(n: int, prevalence: float, at_least: int = 1) -> float:
    """Return the chance to meet a theme at least so often among n documents drawn at random.

    ``P(X >= k), X ~ Bin(n, p)`` (A. J. B. Fugard & H. W. W. Potts, International Journal of Social Research
    Methodology 18, 2015, p. 669-684, doi 10.1080/13645579.2015.1005453). Criticism: V. Braun & V. Clarke,
    same journal 19, 2016, p. 739-743, doi 10.1080/13645579.2016.1195588: themes are not drawn from an urn,
    and people are not a random sample. An aid to think with, not a proof.

    Examples
    --------
    >>> round(measure_power(29, 0.10, 2), 3)
    0.801
    """
    missed = (math.comb(n, k) * prevalence**k * (1 - prevalence) ** (n - k) for k in range(at_least))
    return 1 - sum(missed)
