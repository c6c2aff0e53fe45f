"""The codings of a deposit: those that stand, on words that consent covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from focuskit.model.deposit import DepositCoding
from focuskit.model.rewording import Rewording
from focuskit.store import ProjectFolder
from focuskit.store.codings import load_codings
from focuskit.store.decisions import load_decisions

if TYPE_CHECKING:
    from focuskit.workflow.deposit import Ground


def deposit_codings(
    folder: ProjectFolder,
    kept: Sequence[Ground],
    names: Mapping[str, str],
    made: Mapping[str, Rewording],
) -> tuple[tuple[DepositCoding, ...], int, int]:
    """Return the codings on deposited words, how many are on words left out, and how many people coded.

    Coders get numbers in the order of their first decision.
    """
    with folder.reading() as connection:
        decisions = {one.id: one for one in load_decisions(connection)}
        found = {one.document.id: load_codings(connection, one.document.version_id) for one in kept}
    made_by = {one.decision_id for codings in found.values() for one in codings}
    coders = dict.fromkeys(one.coder for one in decisions.values() if one.id in made_by)
    numbers = {coder: f"C{number}" for number, coder in enumerate(coders, 1)}
    codings, n_without = [], 0
    for one in kept:
        reworded = made[one.document.id]
        for coding in found[one.document.id]:
            if reworded.is_erased(coding.span):
                n_without += 1
                continue
            span = reworded.span(coding.span)
            decision = decisions[coding.decision_id]
            origin = decision.gesture.origin
            turn = next((turn.number for turn in one.document.turns if turn.span.end > coding.span.start), 0)
            codings.append(
                DepositCoding(
                    names[one.document.id],
                    turn,
                    span,
                    coding.code,
                    numbers[decision.coder],
                    decision.at[: len("2026-01-31")],
                    origin.value if origin else "manual",
                    span.slice(reworded.text),
                )
            )
    return tuple(codings), n_without, len(numbers)
