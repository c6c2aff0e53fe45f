"""Report: the Word report and the tables, checked after writing."""

from __future__ import annotations

from pathlib import Path

from focuskit import __version__
from focuskit.errors import QuotationError
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.model.problems import Severity
from focuskit.reports import ReportContext, verify_report, write_report
from focuskit.store import ProjectFolder, load_problems, read_settings
from focuskit.workflow.corpus import load_corpus, share_of_moderators, texts_by_name
from focuskit.workflow.tag import load_codebook


def report_project(folder: ProjectFolder, path: Path) -> Path:
    """Write the Word report of a project and read it back; see `report_corpus`."""
    codebook, _ = load_codebook(folder)
    report_corpus(folder, load_corpus(folder, codebook), path)
    return path


def report_corpus(folder: ProjectFolder, corpus: CodedCorpus, path: Path) -> None:
    """Write the Word report of a corpus, then look every quotation up in the stored texts.

    Raises
    ------
    OutputError
        If the report cannot be written.
    QuotationError
        If a quotation in the written file is not word for word in the stored text.
    """
    settings = read_settings(folder.path)
    texts = texts_by_name(folder)
    with folder.reading() as connection:
        problems = tuple(one for one in load_problems(connection) if one.severity is not Severity.NOTE)
    context = ReportContext(
        title=settings.title or say("report.default_title"),
        codebook_version=corpus.codebook.version,
        program_version=__version__,
        share_moderator=share_of_moderators(corpus),
        max_words=settings.max_words,
        texts=texts,
        problems=problems,
        with_pages=True,
    )
    write_report(corpus, path, context)
    lost = verify_report(path, texts)
    if lost:
        raise QuotationError(str(path), lost)
