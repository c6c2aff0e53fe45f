"""`Project`: what a notebook uses. Each method is one call of a workflow step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from focuskit.workflow import (
    export_text,
    import_documents,
    initialise,
    report,
    segment,
    status,
    table,
    tag,
)

if TYPE_CHECKING:
    import pandas as pd

    from focuskit.transcripts import Reading


class Project:
    """One study: its folder and database.

    Parameters
    ----------
    path
        The project's folder, or any folder below it.

    Raises
    ------
    focuskit.errors.ProjectNotFoundError
        If there is no project there or above.
    """

    def __init__(self, path: str | Path) -> None:
        self._folder = initialise.locate_project(Path(path))

    @classmethod
    def create(
        cls, path: str | Path, codebook: str | Path | None = None, *, language: str | None = None
    ) -> Project:
        """Make a project in a folder (or complete one) and open it."""
        given = Path(codebook) if codebook else None
        initialise.initialise_project(Path(path), codebook=given, language=language)
        return cls(path)

    @property
    def path(self) -> Path:
        """The project's folder."""
        return self._folder.path

    def import_documents(
        self,
        inputs: Sequence[str | Path],
        reading: Reading | None = None,
        *,
        participants: str | Path | None = None,
    ) -> import_documents.ImportSummary:
        """Import files and folders."""
        from focuskit.transcripts import Reading  # noqa: PLC0415 (only when documents are read)

        with self._folder.locked():
            return import_documents.import_documents(
                self._folder,
                [Path(one) for one in inputs],
                reading or Reading(),
                participants=Path(participants) if participants else None,
            )

    def segment(self, max_words: int | None = None) -> segment.SegmentSummary:
        """Cut turns into segments where that is not done."""
        with self._folder.locked():
            return segment.segment_documents(self._folder, max_words=max_words)

    def tag(self, level: str | None = None) -> tag.TagSummary:
        """Propose codes by the rules of the codebook."""
        with self._folder.locked():
            return tag.tag_documents(self._folder, level=level)

    def themes(self) -> pd.DataFrame:
        """Return the table of themes: one row per code; see `focuskit.analysis.count_themes`."""
        return table.load_table(self._folder, "themes")

    def crossing(self) -> pd.DataFrame:
        """Return transitions crossed with levers and obstacles; see `focuskit.analysis.cross_facets`."""
        return table.load_table(self._folder, "crossing")

    def quotations(self) -> pd.DataFrame:
        """Return one row per coded segment and status; see `focuskit.analysis.list_quotations`."""
        return table.load_table(self._folder, "quotations")

    def report(self, path: str | Path) -> Path:
        """Write the Word report and check its quotations."""
        return report.report_project(self._folder, Path(path))

    def export_texts(self, target: str | Path) -> tuple[str, ...]:
        """Write one text file per document: the stored text, exactly."""
        return export_text.export_texts(self._folder, Path(target))

    def status(self) -> status.StatusSummary:
        """Tell what the project holds."""
        return status.project_status(self._folder)
