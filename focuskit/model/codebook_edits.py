"""Changes to a codebook that codings follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class EditKind(StrEnum):
    """What was done to the codebook."""

    ADD = "add"
    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class CodebookEdit:
    """A change of the codebook: one step, by a coder, that can be undone.

    Parameters
    ----------
    number
        Its place among decisions; the first of its own has the same.
    code, targets
        The code changed, and what became of it: its new name, the code it was merged into, those split off.
    renamed
        Old and new name of what moved with all below it.
    introduced
        Names that the codebook has since then and had not before.
    before, after
        Numbers of the codebook versions.
    at
        When (ISO 8601, UTC).
    why
        The words of its memo, empty if there is none.
    """

    step: str
    number: int
    coder: str
    at: str
    kind: EditKind
    code: str
    targets: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    introduced: tuple[str, ...]
    before: int
    after: int
    is_undone: bool = False
    why: str = ""


def follow_name(name: str, renamed: Iterable[tuple[str, str]]) -> str:
    """Return what a code is called after others, or those above it, were given other names, in order."""
    for old, new in renamed:
        if name == old or name.startswith(f"{old}/"):
            name = new + name[len(old) :]
    return name


def renamed_since(edits: Iterable[CodebookEdit], number: int) -> tuple[tuple[str, str], ...]:
    """Return the old and new names of all edits that hold and came after a place in the history, in order."""
    return tuple(pair for one in edits if not one.is_undone and one.number >= number for pair in one.renamed)
