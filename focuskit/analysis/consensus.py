"""Consensus: who agrees, who dissents, on propositions that the researcher writes.

After A. J. Onwuegbuzie, W. B. Dickinson, N. L. Leech & A. G. Zoran, International Journal of Qualitative
Methods 8(3), 2009, doi 10.1177/160940690900800301. Silence is not agreement: the machine proposes at most NR.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from focuskit.messages import say
from focuskit.model.undefined import Undefined

COLUMNS = (
    "document",
    "number",
    "proposition",
    "members",
    "agreeing",
    "dissenting",
    "divided",
    "silent",
    "undecided",
    "agreement_of_members",
    "agreement_expressed",
    "who_agree",
    "who_dissent",
    "who_divided",
    "who_silent",
    "who_undecided",
    "undefined",
)
_BETWEEN = re.compile(r"[\s,;/+]+")


class Stance(StrEnum):
    """Agreement, dissent, a significant statement or example suggesting either, or no response."""

    A = "A"
    D = "D"
    SE = "SE"
    SD = "SD"
    NR = "NR"


_ALIASES = {"SA": Stance.SE}
_FOR, _AGAINST = frozenset({Stance.A, Stance.SE}), frozenset({Stance.D, Stance.SD})


class Side(StrEnum):
    """What the stances of a member come to."""

    AGREE = "agree"
    DISSENT = "dissent"
    DIVIDED = "divided"
    SILENT = "silent"
    UNDECIDED = "undecided"


def parse_stances(written: str) -> tuple[Stance, ...] | None:
    """Read a cell: stances in the order in which they were voiced, ``None`` if it is none.

    ``SA`` is an alias of ``SE``. No response goes with nothing else.
    """
    pieces = [piece.upper() for piece in _BETWEEN.split(written.strip()) if piece]
    try:
        stances = tuple(_ALIASES.get(piece) or Stance(piece) for piece in pieces)
    except ValueError:
        return None
    return None if Stance.NR in stances and len(stances) > 1 else stances


def side_of(stances: Sequence[Stance]) -> Side:
    """Return what stances come to: both agreement and dissent is divided, nothing is undecided."""
    if not stances:
        return Side.UNDECIDED
    if Stance.NR in stances:
        return Side.SILENT
    agrees, dissents = bool(_FOR.intersection(stances)), bool(_AGAINST.intersection(stances))
    if agrees and dissents:
        return Side.DIVIDED
    return Side.AGREE if agrees else Side.DISSENT


@dataclass(frozen=True, slots=True)
class Proposition:
    """A proposition put to the members of a document, with what was written of each (empty: undecided)."""

    document: str
    number: int
    words: str
    stances: tuple[tuple[str, tuple[Stance, ...]], ...]

    def who(self, side: Side) -> tuple[str, ...]:
        """Return the members on a side."""
        return tuple(name for name, stances in self.stances if side_of(stances) is side)


@dataclass(frozen=True, slots=True)
class Rates:
    """Agreement out of all members, and out of those who expressed something (0 to 1)."""

    of_members: float | Undefined
    expressed: float | Undefined


def measure_rates(proposition: Proposition) -> Rates:
    """Measure agreement: ``agree / M`` and ``agree / (M - silent)``.

    A divided member is in neither rate's numerator, and stays among the members. As long as a cell is
    undecided there is no rate: undecided is not silent.
    """
    n = len(proposition.stances)
    if not n:
        return Rates(Undefined("finding.undefined_no_member"), Undefined("finding.undefined_no_member"))
    if proposition.who(Side.UNDECIDED):
        reason = Undefined("finding.undefined_undecided")
        return Rates(reason, reason)
    agree, silent = len(proposition.who(Side.AGREE)), len(proposition.who(Side.SILENT))
    expressed = agree / (n - silent) if n > silent else Undefined("finding.undefined_nobody_expressed")
    return Rates(agree / n, expressed)


def propose_silence(stances: Mapping[str, Sequence[Stance]], n_words: Mapping[str, int]) -> tuple[str, ...]:
    """Return the undecided members without a word in the talk, whom the machine proposes as NR."""
    return tuple(name for name, found in stances.items() if not found and not n_words.get(name, 0))


def tabulate_consensus(propositions: Sequence[Proposition]) -> pd.DataFrame:
    """Return one row per proposition and document, columns `COLUMNS`; rates have three decimals."""
    frame = pd.DataFrame([_row(one) for one in propositions], columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(("agreement_of_members", "agreement_expressed"), "Float64"))


def _row(one: Proposition) -> tuple[object, ...]:
    rates = measure_rates(one)
    measured = {"agreement_of_members": rates.of_members, "agreement_expressed": rates.expressed}
    told = [f"{name}: {say(rate.reason)}" for name, rate in measured.items() if isinstance(rate, Undefined)]
    return (
        one.document,
        one.number,
        one.words,
        len(one.stances),
        *(len(one.who(side)) for side in Side),
        *(None if isinstance(rate, Undefined) else round(rate, 3) for rate in measured.values()),
        *(", ".join(one.who(side)) for side in Side),
        "; ".join(told),
    )
