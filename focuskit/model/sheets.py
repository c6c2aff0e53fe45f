"""What a researcher writes into the cells of a sheet: summaries, propositions, agreement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SheetKind(StrEnum):
    """Which sheet a cell is of."""

    FRAMEWORK = "framework"
    PROPOSITION = "proposition"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands.

    Parameters
    ----------
    document
        The document that its row is about; ``None`` for none.
    row, column
        Framework: axis and case (``document:FG1``), and code. Proposition: its number. Consensus: number of
        the proposition, and member.
    """

    sheet: SheetKind
    row: str
    column: str = ""
    document: str | None = None
