"""What a study holds, as a notebook shows it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from focuskit.messages import say
from focuskit.reports.shown_table import ShownTable


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """A study in figures: its name, one row per document, its codings and its open suggestions.

    ``documents`` has the columns ``document``, ``kind``, ``speakers_n``, ``turns``, ``segments``, ``words``.
    """

    name: str
    documents: pd.DataFrame
    n_codings: int
    n_suggestions: int

    def __repr__(self) -> str:
        return " ".join((self._sentence(), *self._notes()))

    def _repr_html_(self) -> str:
        title = self._sentence()
        return ShownTable(self.documents, title, self._notes(), most=0)._repr_html_()

    def _sentence(self) -> str:
        return say(
            "notebook.study",
            name=self.name,
            n=len(self.documents),
            segments=int(self.documents["segments"].sum()),
            codings=self.n_codings,
            suggestions=self.n_suggestions,
        )

    def _notes(self) -> tuple[str, ...]:
        if self.documents.empty:
            return (say("notebook.no_document"),)
        return (say("notebook.nothing_decided"),) if self.n_suggestions and not self.n_codings else ()
