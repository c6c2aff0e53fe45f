"""Report: the Word report and the tables, checked after writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focuskit import __version__
from focuskit.errors import QuotationError
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.model.problems import Severity
from focuskit.reports import ReportContext, verify_report, write_report
from focuskit.store import ProjectFolder, load_problems, read_settings
from focuskit.workflow.agree import agreement_of_project
from focuskit.workflow.corpus import load_corpus, share_of_moderators, texts_by_name
from focuskit.workflow.tag import load_codebook

_WITH_QUOTATIONS = frozenset({".docx", ".html"})


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """Where a report was written, and the styles that its template lacks."""

    path: Path
    missing_styles: tuple[str, ...] = ()


def report_project(
    folder: ProjectFolder, path: Path, *, template: Path | None = None, with_pages: bool = True
) -> ReportSummary:
    """Write the report of a project and read it back; see `report_corpus`."""
    codebook, _ = load_codebook(folder)
    corpus = load_corpus(folder, codebook)
    return report_corpus(folder, corpus, path, template=template, with_pages=with_pages)


def report_corpus(
    folder: ProjectFolder,
    corpus: CodedCorpus,
    path: Path,
    *,
    template: Path | None = None,
    with_pages: bool = True,
) -> ReportSummary:
    """Write the report of a corpus, then look every quotation up in the stored texts.

    Parameters
    ----------
    path
        Where to; its ending decides on the form (.docx, .html, .xlsx).
    template
        A .docx or .dotx whose page, styles, header and footer are used.
    with_pages
        Whether LibreOffice, where it is installed, is asked for page numbers.

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
        with_pages=with_pages,
        template=template,
        agreement=agreement_of_project(folder, corpus.codebook, level=settings.level),
        approach=settings.approach,
    )
    missing = write_report(corpus, path, context)
    if path.suffix.lower() in _WITH_QUOTATIONS and (lost := verify_report(path, texts)):
        raise QuotationError(str(path), lost)
    return ReportSummary(path, missing)
