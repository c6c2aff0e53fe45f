"""`Project`: one study, each method one call of a workflow step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from focuskit.messages import speak
from focuskit.project.reading import StudyReading, Where
from focuskit.store import read_settings
from focuskit.workflow import (
    agree,
    disagreements,
    export_text,
    import_documents,
    initialise,
    report,
    segment,
    snapshot,
    table,
    tag,
    written_tables,
)
from focuskit.workflow import merge as merge_copies

if TYPE_CHECKING:
    import pandas as pd

    from focuskit.analysis.agreement import AgreementSummary
    from focuskit.model.agreement import Disagreement
    from focuskit.reports.figures import Picture
    from focuskit.tagging.suggester import Suggester
    from focuskit.transcripts import Reading
    from focuskit.workflow.sheet_export import SheetFile
    from focuskit.workflow.sheet_import import SheetChoices, SheetImport
    from focuskit.workflow.word_export import WordFile
    from focuskit.workflow.word_import import WordChoices, WordImport


def open_study(path: str | Path = ".", *, language: str | None = None) -> Project:
    """Open a study for a notebook, and speak its language.

    Parameters
    ----------
    path
        The project's folder, or any folder below it.
    language
        Of headers, sentences and pictures from here on: ``fr`` or ``en``; ``None``: the study's own, else
        the system's.

    Raises
    ------
    focuskit.errors.ProjectNotFoundError
        If there is no project there or above.
    """
    study = Project(path)
    speak(language or read_settings(study.path).language)
    return study


class Project(StudyReading):
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

    @classmethod
    def restore(cls, source: str | Path, path: str | Path) -> Project:
        """Make the project that a snapshot tells of in a new folder, and open it."""
        snapshot.restore_project(Path(source), Path(path))
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

    def tag(self, level: str | None = None, *, suggesters: Sequence[Suggester] = ()) -> tag.TagSummary:
        """Propose codes by the rules of the codebook, the learned model, and suggesters of one's own.

        Parameters
        ----------
        suggesters
            See `focuskit.tagging.suggester.Suggester`.
        """
        with self._folder.locked():
            return tag.tag_documents(self._folder, level=level, suggesters=suggesters)

    def table(self, name: str, *, where: Where = None, **asked: Any) -> pd.DataFrame:  # noqa: ANN401 (of many types)
        """Return a table by name.

        Parameters
        ----------
        name
            As in ``focuskit table``.
        where
            Filters: ``{"document": "FG1", "attr:structure": ["école", "jardin"]}``.
        asked
            What else is asked of it; see `focuskit.workflow.table_request.TableRequest`.
        """
        return written_tables.find_asked_table(self._folder, name, where=where, **asked).frame

    def themes(self, *, where: Where = None, level: str | None = None) -> pd.DataFrame:
        """Return the table of themes: one row per code; see `focuskit.analysis.count_themes`."""
        return self.table("themes", where=where, level=level)

    def crossing(
        self,
        rows: str | None = None,
        columns: str | Sequence[str] = (),
        *,
        where: Where = None,
        level: str | None = None,
    ) -> pd.DataFrame:
        """Return one axis crossed with others; see `focuskit.analysis.cross`.

        Without axes: transitions with levers and obstacles. An axis is a facet, a code or a variable
        (``document``, ``person``, ``attr:structure`` ...).
        """
        return self.table("crossing", where=where, rows=rows, columns=columns, level=level)

    def quotations(self, *, where: Where = None) -> pd.DataFrame:
        """Return one row per coded segment and status; see `focuskit.analysis.list_quotations`."""
        return self.table("quotations", where=where)

    def questions(self, *, where: Where = None, level: str | None = None) -> pd.DataFrame:
        """Return themes by question of the guide; see `focuskit.analysis.questions`."""
        return self.table("questions", where=where, level=level)

    def quotes(
        self, columns: str = "document", *, where: Where = None, level: str | None = None, most: int = 3
    ) -> pd.DataFrame:
        """Return codes by documents or another axis, words in the cells; see `focuskit.analysis.quotes`."""
        return self.table("quotes", where=where, columns=columns, level=level, most=most)

    def cooccurrence(
        self,
        unit: str = "segment",
        *,
        within: int = 3,
        speakers: str = "any",
        where: Where = None,
        level: str | None = None,
    ) -> pd.DataFrame:
        """Return pairs of codes on one unit, or near each other; see `focuskit.analysis.cooccurrence`."""
        asked = {"unit": unit, "within": within, "speakers": speakers}
        return self.table("cooccurrence", where=where, level=level, **asked)

    def group_alone(self, *, where: Where = None, level: str | None = None, most: int = 3) -> pd.DataFrame:
        """Return what people say in the group, alone, or both; see `focuskit.analysis.group_alone`."""
        return self.table("group_alone", where=where, level=level, most=most)

    def structures(
        self, attribute: str = "structure", *, where: Where = None, level: str | None = None, most: int = 3
    ) -> pd.DataFrame:
        """Return the members of each structure side by side; see `focuskit.analysis.structures`."""
        return self.table("structures", where=where, rows=attribute, level=level, most=most)

    def waves(self, *, where: Where = None, level: str | None = None) -> pd.DataFrame:
        """Return what the same people say in each wave; see `focuskit.analysis.waves`."""
        return self.table("waves", where=where, level=level)

    def portrait(
        self, code: str | None = None, *, where: Where = None, level: str | None = None, most: int = 3
    ) -> pd.DataFrame:
        """Return the portrait of whom ``where`` leaves, or of a theme; see `focuskit.analysis.portrait`."""
        return self.table("portrait", where=where, code=code, level=level, most=most)

    def participation(self, *, by_question: bool = False, where: Where = None) -> pd.DataFrame:
        """Return what each person says; see `focuskit.analysis.participation`."""
        return self.table("participation", where=where, rows="question" if by_question else None)

    def dynamics(self, *, by_question: bool = False, where: Where = None) -> pd.DataFrame:
        """Return each talk in figures: inequality, moderation, chains; see `focuskit.analysis.dynamics`."""
        return self.table("dynamics", where=where, rows="question" if by_question else None)

    def succession(self, *, draws: int = 300, where: Where = None) -> pd.DataFrame:
        """Return who speaks after whom, against chance; see `focuskit.analysis.succession`."""
        return self.table("succession", where=where, draws=draws)

    def order(self, *, where: Where = None) -> pd.DataFrame:
        """Return who speaks first on each question, and in what order people come in."""
        return self.table("order", where=where)

    def exchanges(
        self, code: str | None = None, *, where: Where = None, level: str | None = None
    ) -> pd.DataFrame:
        """Return stretches in which several people speak of a theme; see `focuskit.analysis.exchanges`."""
        return self.table("exchanges", where=where, code=code, level=level)

    def markers(self, *, where: Where = None) -> pd.DataFrame:
        """Return words that may mark agreement or disagreement; see `focuskit.analysis.markers`."""
        return self.table("markers", where=where)

    def agreement(self, *coders: str, level: str = "all", seed: int = 0) -> AgreementSummary:
        """Compare coders, all by default; see `focuskit.workflow.agree.measure_agreement`."""
        codebook, _ = tag.load_codebook(self._folder)
        return agree.measure_agreement(self._folder, codebook, coders=coders, level=level, seed=seed)

    def disagreements(self, *coders: str, level: str = "all") -> list[Disagreement]:
        """Return what coders coded differently, with the words, settled or not."""
        codebook, _ = tag.load_codebook(self._folder)
        return disagreements.list_disagreements(self._folder, codebook, coders=coders, level=level)

    def saturation(
        self, *, base: int = 4, run: int = 2, threshold: float = 0.05, where: Where = None
    ) -> pd.DataFrame:
        """Return how many codes each document adds; see `focuskit.analysis.saturation`."""
        asked = {"base": base, "run": run, "threshold": threshold}
        return self.table("saturation", where=where, **asked)

    def bilan(
        self, by: str = "attr:structure", *, where: Where = None, level: str | None = None
    ) -> pd.DataFrame:
        """Return how many of the structures say each code, and which; see `focuskit.analysis.bilan`."""
        return self.table("bilan", where=where, rows=by, level=level)

    def plot(
        self,
        name: str,
        *facets: str,
        across: str = "",
        where: Where = None,
        level: str | None = None,
    ) -> tuple[Picture, ...]:
        """Return pictures of findings, shown as they are in a notebook; see `focuskit.reports.pictures`.

        Parameters
        ----------
        name
            ``crossing``, ``themes``, ``comparison``, ``participation``, ``succession``, ``cooccurrence``,
            ``code_line`` or ``saturation``.
        facets, across
            What to show, and what stands across.
        """
        from focuskit.reports.pictures import PictureRequest  # noqa: PLC0415 (only when drawing)
        from focuskit.workflow.picture import draw_pictures  # noqa: PLC0415 (only when drawing)

        asked = PictureRequest(facets, across, 0 if level == "top" else None)
        return draw_pictures(self._folder, name, asked, table.conditions_of(where))

    def framework(
        self, by: str = "document", *, where: Where = None, level: str | None = "top"
    ) -> pd.DataFrame:
        """Return summaries by case and code, with references; see `focuskit.analysis.framework`."""
        return self.table("framework", where=where, rows=by, level=level)

    def consensus(self, *, where: Where = None) -> pd.DataFrame:
        """Return agreement on propositions; see `focuskit.analysis.consensus`."""
        return self.table("consensus", where=where)

    def memo(
        self, words: str, on: str | None = None, *, kind: str = "theoretical", coder: str | None = None
    ) -> None:
        """Write a memo on a code, or on the study; the report takes it up.

        ``kind`` is ``theoretical``, ``methodological`` or ``reflexive``.
        """
        from focuskit.model.memos import MemoKind  # noqa: PLC0415 (only where one is written)
        from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (same reason)
        from focuskit.workflow.memos import write_about  # noqa: PLC0415 (same reason)

        with self._folder.locked():
            write_about(self._folder, current_coder(self._folder, coder), words, on, MemoKind(kind))

    def report(self, path: str | Path) -> Path:
        """Write the Word report and check its quotations."""
        return report.report_project(self._folder, Path(path)).path

    def export_texts(self, target: str | Path) -> tuple[str, ...]:
        """Write one text file per document: the stored text, exactly."""
        return export_text.export_texts(self._folder, Path(target))

    def export_word(
        self, documents: Sequence[str] = (), *, output: str | Path | None = None
    ) -> tuple[WordFile, ...]:
        """Write transcripts to Word, codings and suggestions as comments."""
        from focuskit.workflow.word_export import export_word  # noqa: PLC0415 (only for Word files)

        return export_word(self._folder, documents, output=Path(output) if output else None)

    def import_word(self, paths: Sequence[str | Path], choices: WordChoices | None = None) -> WordImport:
        """Bring the comments of Word files back as decisions."""
        from focuskit.workflow.word_import import import_word  # noqa: PLC0415 (only for Word files)

        with self._folder.locked():
            return import_word(self._folder, [Path(one) for one in paths], choices)

    def export_sheet(self, documents: Sequence[str] = (), *, output: str | Path | None = None) -> SheetFile:
        """Write a workbook to code in."""
        from focuskit.workflow.sheet_export import export_sheet  # noqa: PLC0415 (only for workbooks)

        return export_sheet(self._folder, documents, output=Path(output) if output else None)

    def import_sheet(self, path: str | Path, choices: SheetChoices | None = None) -> SheetImport:
        """Bring the decisions of a workbook back."""
        from focuskit.workflow.sheet_import import import_sheet  # noqa: PLC0415 (only for workbooks)

        with self._folder.locked():
            return import_sheet(self._folder, Path(path), choices)

    def snapshot(
        self, target: str | Path | None = None, *, with_originals: bool = True
    ) -> snapshot.SnapshotSummary:
        """Write the whole project as sorted plain text; by default in its folder ``snapshot``."""
        place = Path(target) if target is not None else None
        with self._folder.locked():
            return snapshot.take_snapshot(self._folder, place, with_originals=with_originals)

    def merge(
        self,
        other: str | Path,
        *,
        rename_coders: Mapping[str, str] | None = None,
        dry_run: bool = False,
    ) -> merge_copies.MergeSummary:
        """Bring the decisions and memos of a colleague's copy (a folder or a snapshot) into this project."""
        renamed = tuple((rename_coders or {}).items())
        with self._folder.locked():
            return merge_copies.merge_copy(self._folder, Path(other), renamed=renamed, is_trial=dry_run)

    def undo_merge(self) -> merge_copies.MergeUndone:
        """Take back the last merge."""
        with self._folder.locked():
            return merge_copies.undo_merge(self._folder)
