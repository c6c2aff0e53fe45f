"""Succession: who speaks after whom, against chance.

Adjacency is not address: these are successions of turns, not replies. Chance is the order of the same turns
at random, no speaker following themselves (the diagonal is empty by construction, so chi-square does not
apply). Orders are drawn by a Markov chain of exchanges and reversals that keeps every order that is allowed
as likely as any other (N. Metropolis et al., Journal of Chemical Physics 21, 1953, p. 1087-1092, doi
10.1063/1.1699114). The measure is focuskit's own, not a standard.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from focuskit.analysis.dynamics import merge_turns
from focuskit.analysis.participation import stretches
from focuskit.model.codings import CodedCorpus

COLUMNS = ("document", "before", "after", "n", "expected", "low", "high", "beyond")
DRAWS = 300
_BASE, _SWEEPS = 200, 2
_FEWEST_SPEAKERS = 3
_REVERSAL_EACH = 16
_Orders = NDArray[np.int16]


def count_successions(corpus: CodedCorpus, *, draws: int = DRAWS, seed: int = 1) -> pd.DataFrame:
    """Count how often each speaker directly follows each other one.

    Parameters
    ----------
    draws
        Random orders; 0 for none (the columns of chance are then missing).
    seed
        Makes the draws the same each time.

    Returns
    -------
    pandas.DataFrame
        One row per talk and ordered pair of speakers (moderators too), zeros included, columns `COLUMNS`.
        ``expected`` is the mean, ``low`` and ``high`` the 2.5 % and 97.5 % points of chance; ``beyond`` is
        ``more`` or ``less`` where n lies outside. Chance is missing with fewer than three speakers: two can
        only alternate.
    """
    generator = np.random.default_rng(seed)
    rows = []
    for stretch in stretches(corpus):
        merged = [turn.participant for turn in merge_turns(stretch.turns)]
        names = list(dict.fromkeys(merged))
        order = np.array([names.index(name) for name in merged], dtype=np.int16)
        seen = succession_counts(order[None, :], len(names))[0]
        drawn = None
        if draws and len(names) >= _FEWEST_SPEAKERS:
            drawn = succession_counts(draw_orders(order, draws, generator), len(names))
        rows += _rows(stretch.talk.document, names, seen, drawn)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(("expected", "low", "high"), "Float64"))


def succession_counts(orders: _Orders, n_speakers: int) -> NDArray[np.intp]:
    """Count pairs of neighbours: from shape ``(orders, turns)`` to ``(orders, speakers, speakers)``."""
    n_orders = orders.shape[0]
    wide = orders.astype(np.intp)
    pairs = wide[:, :-1] * n_speakers + wide[:, 1:]
    pairs += (np.arange(n_orders) * n_speakers**2)[:, None]
    counts = np.bincount(pairs.ravel(), minlength=n_orders * n_speakers**2)
    return counts.reshape(n_orders, n_speakers, n_speakers)


def draw_orders(order: _Orders, draws: int, generator: np.random.Generator) -> _Orders:
    """Draw orders of the same turns in which nobody follows themselves, shape ``(draws, n_turns)``.

    ``order``, shape ``(n_turns,)``, must be such an order.
    """
    n = len(order)
    walled = np.concatenate(([-1], order, [-2])).astype(np.int16)
    orders = np.tile(walled, (draws, 1))
    chains = np.arange(draws)
    steps = generator.integers(1, n + 1, size=(_BASE + _SWEEPS * n, 2, draws), dtype=np.int16)
    for step, (first, second) in enumerate(steps):
        if step % _REVERSAL_EACH:
            _exchange(orders, chains, first, second)
        else:
            _reverse(orders, chains, np.minimum(first, second), np.maximum(first, second))
    return orders[:, 1:-1]


def _exchange(
    orders: _Orders, chains: NDArray[np.intp], first: NDArray[np.intp], second: NDArray[np.intp]
) -> None:
    """Exchange two turns in each order where nobody then follows themselves."""
    one, other = orders[chains, first], orders[chains, second]
    orders[chains, first], orders[chains, second] = other, one
    bad = np.zeros(len(chains), dtype=np.bool_)
    for place in (first, second):
        here = orders[chains, place]
        bad |= (here == orders[chains, place - 1]) | (here == orders[chains, place + 1])
    back = chains[bad]
    orders[back, first[bad]], orders[back, second[bad]] = one[bad], other[bad]


def _reverse(
    orders: _Orders, chains: NDArray[np.intp], first: NDArray[np.intp], last: NDArray[np.intp]
) -> None:
    """Reverse a stretch in each order where nobody then follows themselves."""
    fits = (orders[chains, first - 1] != orders[chains, last]) & (
        orders[chains, first] != orders[chains, last + 1]
    )
    places = np.arange(orders.shape[1])[None, :]
    inside = fits[:, None] & (places >= first[:, None]) & (places <= last[:, None])
    source = np.where(inside, (first + last)[:, None] - places, places)
    orders[:] = np.take_along_axis(orders, source, axis=1)


def _rows(
    document: str, names: Sequence[str], seen: NDArray[np.intp], drawn: NDArray[np.intp] | None
) -> list[tuple[object, ...]]:
    shape = (3, *seen.shape)
    chance = np.zeros(shape)
    if drawn is not None:
        chance[0] = drawn.mean(axis=0)
        chance[1:] = np.percentile(drawn, [2.5, 97.5], axis=0)
    rows = []
    for place, before in enumerate(names):
        for other, after in enumerate(names):
            if place == other:
                continue
            n = int(seen[place, other])
            expected, low, high = chance[:, place, other]
            beyond = "" if drawn is None else "more" if n > high else "less" if n < low else ""
            figures = (round(expected, 2), low, high) if drawn is not None else (None, None, None)
            rows.append((document, before, after, n, *figures, beyond))
    return rows
