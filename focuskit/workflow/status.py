"""Status: what a project holds."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.model.problems import Problem
from focuskit.store import DocumentFigures, ProjectFolder, count_suggestions, document_figures, load_problems


@dataclass(frozen=True, slots=True)
class StatusSummary:
    """The documents of a project in figures, its open suggestions, and the problems met at import."""

    path: str
    documents: tuple[DocumentFigures, ...]
    n_suggestions: int
    problems: tuple[Problem, ...]


def project_status(folder: ProjectFolder) -> StatusSummary:
    """Tell what a project holds."""
    with folder.reading() as connection:
        return StatusSummary(
            folder.shown,
            tuple(document_figures(connection)),
            count_suggestions(connection),
            tuple(load_problems(connection)),
        )
