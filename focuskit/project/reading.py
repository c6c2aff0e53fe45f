"""What a notebook shows of a study: what it holds, talk with its codes, tables, why codes are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from focuskit.store import ProjectFolder
from focuskit.workflow import codebook as codebook_steps
from focuskit.workflow import status, table, written_tables

if TYPE_CHECKING:
    import pandas as pd

    from focuskit.reports.overview import Overview
    from focuskit.reports.passages import Passages
    from focuskit.reports.shown_table import ShownTable

Where = Mapping[str, str | Sequence[str]] | None
"""Filters by name; several values are alternatives."""


def shown(frame: pd.DataFrame, title: str = "", *, only: Sequence[str] = (), most: int = 20) -> ShownTable:
    """Show a frame in a notebook as `StudyReading.show_table` shows a table: headers in words, whole texts.

    Parameters
    ----------
    only
        Columns to show, by their names; all by default.
    most
        Rows shown; 0 for all.
    """
    from focuskit.reports.shown_table import ShownTable, chosen_columns  # noqa: PLC0415 (pandas)

    return ShownTable(chosen_columns(frame, only), title, most=most)


class StudyReading:
    """The part of `Project` that is read on a screen; it changes nothing but a drawn sample."""

    _folder: ProjectFolder

    def __repr__(self) -> str:
        return repr(self._overview())

    def _repr_html_(self) -> str:
        """Show in a notebook what the study holds."""
        return self._overview()._repr_html_()

    def _overview(self) -> Overview:
        from focuskit.workflow.overview import load_overview  # noqa: PLC0415 (only when shown)

        return load_overview(self._folder)

    def status(self) -> status.StatusSummary:
        """Tell what the project holds."""
        return status.project_status(self._folder)

    def show(self, document: str, turns: tuple[int, int] | None = None) -> Passages:
        """Show a conversation: who says what, with every code on it and the words behind the code.

        Parameters
        ----------
        document
            Its name, its file name, or that without ending.
        turns
            First and last turn; all by default.

        Raises
        ------
        focuskit.errors.UsageError
            If no or more than one document is meant, or it has none of these turns.
        """
        from focuskit.workflow.passages import read_turns  # noqa: PLC0415 (only when shown)

        return read_turns(self._folder, document, turns)

    def quotes_behind(self, *codes: str, where: Where = None) -> Passages:
        """Show the segments that carry all of these codes: those that a cell of `crossing` counts.

        Raises
        ------
        focuskit.errors.UsageError
            If there is no such code or filter.
        """
        from focuskit.workflow.passages import quotations_behind  # noqa: PLC0415 (only when shown)

        return quotations_behind(self._folder, codes, table.conditions_of(where))

    def show_table(
        self,
        name: str,
        *,
        only: Sequence[str] = (),
        most: int = 20,
        where: Where = None,
        **asked: Any,  # noqa: ANN401 (of many types)
    ) -> ShownTable:
        """Show a table to read: headers in words, whole verbatims, what must be known below it.

        Parameters
        ----------
        name, where, asked
            As in `table`.
        only
            Columns to show, by their names in the frame; all by default.
        most
            Rows shown; 0 for all. The value's ``frame`` keeps every row.

        Raises
        ------
        focuskit.errors.UsageError
            If there is no such table, column or filter.
        """
        from focuskit.messages import say  # noqa: PLC0415 (with the rest)
        from focuskit.reports.shown_table import ShownTable, chosen_columns  # noqa: PLC0415 (pandas)

        found = written_tables.find_asked_table(self._folder, name, where=where, **asked)
        return ShownTable(chosen_columns(found.frame, only), say(f"table.{name}"), found.notes, most)

    def kwic(self, expression: str, *, width: int = 60, documents: Sequence[str] = ()) -> pd.DataFrame:
        """Return every place of an expression in what is counted, with the words around it.

        The expression is matched as in the rules of a codebook; see `focuskit.workflow.kwic.find_contexts`.
        """
        from focuskit.workflow.kwic import find_contexts  # noqa: PLC0415 (only when asked for)
        from focuskit.workflow.reading_frames import frame_of_contexts  # noqa: PLC0415 (with it)

        return frame_of_contexts(find_contexts(self._folder, expression, width=width, documents=documents))

    def explain(self, document: str, segment: int) -> pd.DataFrame:
        """Return why each code is suggested for a segment: rule, words, and how each word was read."""
        from focuskit.workflow.explain import explain_segment  # noqa: PLC0415 (only when asked for)
        from focuskit.workflow.reading_frames import frame_of_reasons  # noqa: PLC0415 (with it)

        return frame_of_reasons(explain_segment(self._folder, f"{document}:{segment}"))

    def try_codebook(self, path: str | Path | None = None, *, top_only: bool = False) -> pd.DataFrame:
        """Return what the rules find in each example and counter-example of the codebook."""
        from focuskit.workflow.reading_frames import frame_of_examples  # noqa: PLC0415 (only when asked for)

        grid = codebook_steps.project_codebook(self._folder, Path(path) if path else None)
        return frame_of_examples(codebook_steps.try_codebook(grid, top_only=top_only))

    def rule_figures(self) -> pd.DataFrame:
        """Return in how many segments each expression of the rules is found."""
        from focuskit.workflow.reading_frames import frame_of_rules  # noqa: PLC0415 (only when asked for)

        grid = codebook_steps.project_codebook(self._folder, None)
        return frame_of_rules(codebook_steps.rule_figures(self._folder, grid))

    def draw_sample(self, n: int = 20, *, seed: int = 0) -> Passages:
        """Draw segments without any suggestion and show them, to be read by a person.

        The project remembers which; what they say of recall is told by ``focuskit recall``.
        """
        from focuskit.workflow.passages import draw_passages  # noqa: PLC0415 (only when asked for)

        with self._folder.locked():
            return draw_passages(self._folder, n, seed=seed)

    def evaluate(self, passages: str | Path, *readings: str | Path) -> pd.DataFrame:
        """Return how the rules of the codebook fare on passages that people have read.

        One row per code and reading; see `focuskit.workflow.evaluate.evaluate` for the files.
        """
        from focuskit.workflow.evaluate import evaluate  # noqa: PLC0415 (only when asked for)
        from focuskit.workflow.reading_frames import frame_of_evaluation  # noqa: PLC0415 (with it)

        paths = [Path(one) for one in readings]
        found = evaluate(Path(passages), paths, self._folder.codebook_path)
        return frame_of_evaluation(found, [path.stem for path in paths])
