"""Run: from files to coded project, tables and report, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.messages import speak
from focuskit.model.problems import Problem, Severity
from focuskit.reports import TABLES, build_table, write_csv, write_xlsx
from focuskit.store import (
    DocumentFigures,
    ProjectFolder,
    create_project,
    open_project,
    read_settings,
)
from focuskit.tagging import read_codebook
from focuskit.transcripts import Reading
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.import_documents import import_documents
from focuskit.workflow.initialise import install_codebook
from focuskit.workflow.progress import Progress, silent
from focuskit.workflow.report import report_corpus
from focuskit.workflow.segment import segment_documents
from focuskit.workflow.status import project_status
from focuskit.workflow.tag import load_codebook, tag_documents
from focuskit.workflow.talks import with_talks


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What `run_study` is asked to do; see the command ``focuskit run``."""

    inputs: tuple[Path, ...]
    codebook: Path
    output: Path
    participants: Path | None = None
    reading: Reading = Reading()  # noqa: RUF009 (a frozen value)
    level: str | None = None
    n_jobs: int = 1
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run gave: the project's documents in figures, suggestions, problems, and files written."""

    documents: tuple[DocumentFigures, ...]
    n_added: int
    n_suggestions: int
    skipped: tuple[str, ...]
    problems: tuple[Problem, ...]
    outputs: tuple[Path, ...]

    @property
    def has_errors(self) -> bool:
        """Tell whether something could not be used."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def run_study(request: RunRequest, progress: Progress = silent) -> RunSummary:
    """Import, segment, tag, and write tables and report; run again, it adds what is new.

    Raises
    ------
    CodebookError
        If the codebook has faults; nothing is written then.
    CodebookEditedError, ProjectInUseError, OutputError, QuotationError
        See `focuskit.errors`.
    """
    read_codebook(request.codebook)
    project = request.output / "project"
    create_project(project, language=request.language)
    folder = open_project(project)
    with folder.locked():
        speak(request.language or read_settings(project).language)
        install_codebook(folder, request.codebook)
        imported = import_documents(
            folder,
            request.inputs,
            request.reading,
            participants=request.participants,
            without=_written(request.output),
            progress=progress,
        )
        segment_documents(folder, progress=progress)
        tagged = tag_documents(folder, level=request.level, n_jobs=request.n_jobs, progress=progress)
        outputs = write_outputs(folder, request.output, progress)
    return RunSummary(
        documents=project_status(folder).documents,
        n_added=len(imported.added),
        n_suggestions=tagged.n_suggestions,
        skipped=imported.skipped,
        problems=imported.problems,
        outputs=outputs,
    )


def _written(target: Path) -> tuple[Path, ...]:
    """Return the paths that a run writes into its output folder, the project apart."""
    return (*(target / f"{name}.csv" for name in TABLES), target / "tables.xlsx", target / "report.docx")


def write_outputs(folder: ProjectFolder, target: Path, progress: Progress) -> tuple[Path, ...]:
    """Write the three tables as CSV, all as sheets, and the report; return the paths."""
    names: Sequence[str] = TABLES
    progress("cli.step_write", 0, len(names) + 2)
    codebook, _ = load_codebook(folder)
    corpus = with_talks(folder, codebook, load_corpus(folder, codebook))
    for done, name in enumerate(names, 1):
        write_csv(build_table(name, corpus), target / f"{name}.csv")
        progress("cli.step_write", done, len(names) + 2)
    write_xlsx(corpus, target / "tables.xlsx")
    progress("cli.step_write", len(names) + 1, len(names) + 2)
    report_corpus(folder, corpus, target / "report.docx")
    progress("cli.step_write", len(names) + 2, len(names) + 2)
    return _written(target)
