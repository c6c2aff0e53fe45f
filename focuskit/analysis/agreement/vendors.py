"""Coefficients as other programs define them, under their names, so that results can be compared.

They are not Cohen's kappa of units, whatever the programs call them: NVivo's counts characters, MAXQDA's
knows no unit that neither coder coded, Dedoose's pools codes. Holsti: O. R. Holsti, Content analysis for
the social sciences and humanities, Addison-Wesley, 1969, p. 140.
"""

from __future__ import annotations

from collections.abc import Sequence

from focuskit.analysis.agreement.statistic import Reason, Statistic, undefined


def nvivo_kappa(both: int, only_one: int, only_other: int, neither: int) -> Statistic:
    """Return NVivo's kappa of one code in one document, from counts of characters.

    Long stretches that neither coded raise its agreement; give the value on coded turns beside it.
    """
    n = both + only_one + only_other + neither
    if n == 0:
        return undefined(Reason.NO_UNIT)
    chance = ((both + only_one) * (both + only_other) + (neither + only_other) * (neither + only_one)) / n
    if n == chance:
        return undefined(Reason.ONE_VALUE, n)
    return Statistic((both + neither - chance) / (n - chance), n)


def maxqda_kappa(matching: int, not_matching: int, n_codes: int) -> Statistic:
    """Return MAXQDA's kappa of segments (after Brennan and Prediger): it grows with the number of codes.

    Parameters
    ----------
    matching, not_matching
        Coded segments that the other coder coded alike (enough overlap, same code), and those not.
    n_codes
        Number of codes in the table, 2 or more; print it beside the value.
    """
    n = matching + not_matching
    if n == 0:
        return undefined(Reason.NO_UNIT)
    chance = 1 / n_codes
    return Statistic((matching / n - chance) / (1 - chance), n)


def dedoose_pooled_kappa(observed: Sequence[float], expected: Sequence[float]) -> Statistic:
    """Return Dedoose's pooled kappa: mean agreement over codes beyond mean chance agreement."""
    if not observed:
        return undefined(Reason.NO_UNIT)
    mean, chance = sum(observed) / len(observed), sum(expected) / len(expected)
    if chance == 1:
        return undefined(Reason.ONE_VALUE, len(observed))
    return Statistic((mean - chance) / (1 - chance), len(observed))


def holsti(n_agreed: int, n_one: int, n_other: int) -> Statistic:
    """Return Holsti's coefficient: twice the decisions agreed on, by the decisions of both."""
    if n_one + n_other == 0:
        return undefined(Reason.NO_UNIT)
    return Statistic(2 * n_agreed / (n_one + n_other), n_one + n_other)
