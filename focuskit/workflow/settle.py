"""Settle: verdicts on disagreements, given one by one or in a list that was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.exchange.verdicts import read_verdicts
from focuskit.model.problems import Problem
from focuskit.store import ProjectFolder
from focuskit.workflow.disagreements import list_disagreements, settle_named
from focuskit.workflow.tag import load_codebook


@dataclass(frozen=True, slots=True)
class SettleSummary:
    """How many disagreements were settled now, how many of them hold, were settled so before, are open."""

    n_settled: int
    n_held: int
    n_unchanged: int
    n_open: int
    problems: tuple[Problem, ...] = ()


def settle_all(
    folder: ProjectFolder,
    coder: str,
    *,
    accepted: Sequence[str] = (),
    rejected: Sequence[str] = (),
    sheet: Path | None = None,
) -> SettleSummary:
    """Settle disagreements in one step, by short names and by the verdicts of a list.

    A verdict that was already settled so changes nothing. Names given directly win over the list.

    Raises
    ------
    UsageError
        If there is nothing to settle, one name is accepted and rejected, or a name is unknown.
    """
    both = set(accepted) & set(rejected)
    if both:
        raise UsageError("error.settle_both", name=min(both))
    read = read_verdicts(sheet) if sheet else None
    verdicts = dict(read.by_name) if read else {}
    verdicts |= dict.fromkeys(accepted, True) | dict.fromkeys(rejected, False)
    if not verdicts and read is None:
        raise UsageError("error.settle_nothing")
    codebook, _ = load_codebook(folder)
    before = {
        one.id: one.settled.holds
        for level in ("top", "all")
        for one in list_disagreements(folder, codebook, level=level)
        if one.settled is not None
    }
    new = {name: holds for name, holds in verdicts.items() if before.get(name) is not holds}
    settle_named(folder, codebook, coder, new)
    return SettleSummary(
        len(new),
        sum(new.values()),
        len(verdicts) - len(new),
        len(list_disagreements(folder, codebook, is_settled=False)),
        read.problems if read else (),
    )
