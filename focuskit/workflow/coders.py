"""Who codes in a project."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.store import ProjectFolder, load_documents, read_settings
from focuskit.store.codings import coder_names, load_codings
from focuskit.store.decisions import load_decisions


@dataclass(frozen=True, slots=True)
class CoderFigures:
    """A coder in figures.

    Parameters
    ----------
    n_decisions
        Decisions that hold.
    n_codings
        Codings in the current texts.
    last
        When something was decided last (ISO 8601, UTC); ``None`` if nothing was.
    is_remembered
        Whether decisions are this coder's where no ``--coder`` is given.
    """

    name: str
    n_decisions: int
    n_codings: int
    last: str | None
    is_remembered: bool


def list_coders(folder: ProjectFolder) -> tuple[CoderFigures, ...]:
    """Return all coders by name, the one remembered among them even without a decision."""
    remembered = read_settings(folder.path).coder
    with folder.reading() as connection:
        names = coder_names(connection)
        decisions = [one for one in load_decisions(connection) if not one.is_undone]
        codings = [
            one
            for document in load_documents(connection)
            for one in load_codings(connection, document.version_id)
        ]
    every = {*names.values(), *([remembered] if remembered else ())}
    return tuple(
        CoderFigures(
            name,
            sum(one.coder == name for one in decisions),
            sum(names[one.coder_id] == name for one in codings),
            max((one.at for one in decisions if one.coder == name), default=None),
            name == remembered,
        )
        for name in sorted(every)
    )
