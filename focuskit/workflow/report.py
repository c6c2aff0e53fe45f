"""Report: the Word report and the tables, checked after writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from focuskit import __version__
from focuskit.errors import QuotationError
from focuskit.messages import say
from focuskit.model.audiences import Audience
from focuskit.model.codings import CodedCorpus
from focuskit.model.memos import Memo, MemoKind
from focuskit.model.sheets import SheetKind
from focuskit.reports import ReportContext, verify_report, write_report
from focuskit.reports.selection import people_not_quoted, people_not_reused
from focuskit.store import ProjectFolder, load_documents, load_problems, read_settings
from focuskit.store.decisions import load_decisions
from focuskit.store.memos import load_current_memos
from focuskit.store.written_cells import load_cells
from focuskit.workflow.agree import agreement_of_project
from focuskit.workflow.corpus import load_corpus, share_of_moderators, texts_by_name
from focuskit.workflow.report_audience import attributes_for, kept_words, key_of, said_before_all
from focuskit.workflow.report_labels import hide_labels
from focuskit.workflow.report_subject import PORTRAIT_PARTS, ReportSubject, narrow, portrait_title
from focuskit.workflow.report_words import (
    WrittenWords,
    renamed_cells,
    renamed_memos,
    segments_under,
    written_words,
)
from focuskit.workflow.tag import load_codebook
from focuskit.workflow.talks import with_talks

WHOLE = ReportSubject()
"""The whole study."""
_WITH_QUOTATIONS = frozenset({".docx", ".html"})


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """Where a report was written, and the styles that its template lacks."""

    path: Path
    missing_styles: tuple[str, ...] = ()


def report_project(
    folder: ProjectFolder,
    path: Path,
    *,
    template: Path | None = None,
    with_pages: bool = True,
    audience: Audience | None = None,
    subject: ReportSubject = WHOLE,
) -> ReportSummary:
    """Write the report of a project and read it back; see `report_corpus`."""
    codebook, _ = load_codebook(folder)
    corpus = load_corpus(folder, codebook)
    return report_corpus(
        folder, corpus, path, template=template, with_pages=with_pages, audience=audience, subject=subject
    )


def report_corpus(
    folder: ProjectFolder,
    corpus: CodedCorpus,
    path: Path,
    *,
    template: Path | None = None,
    with_pages: bool = True,
    audience: Audience | None = None,
    subject: ReportSubject = WHOLE,
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
    audience
        Whom it is for (`focuskit.model.audiences.Audience`); ``None`` for the researchers themselves.
    subject
        The theme, document or person it is about; the whole study unless told otherwise.

    Raises
    ------
    OutputError
        If the report cannot be written.
    QuotationError
        If a quotation in the written file is not word for word in the stored text.
    """
    if not corpus.talks:
        corpus = with_talks(folder, corpus.codebook, corpus)
    whole = corpus
    if audience is Audience.PARTICIPANTS:
        corpus = said_before_all(corpus)
    refused = people_not_reused(corpus) if subject.is_sheet else people_not_quoted(corpus)
    corpus, renamed = hide_labels(corpus, *_words_of(whole, corpus, refused or frozenset()))
    corpus = narrow(folder, corpus, subject)
    texts = texts_by_name(folder)
    context = _about(_context(folder, corpus, path, audience, refused, renamed), subject)
    context = replace(context, template=template, with_pages=with_pages, texts=texts)
    missing = write_report(corpus, path, context)
    if path.suffix.lower() in _WITH_QUOTATIONS and (lost := verify_report(path, texts)):
        raise QuotationError(str(path), lost)
    return ReportSummary(path, missing)


def _about(context: ReportContext, subject: ReportSubject) -> ReportContext:
    """Return the facts of a report that is about a subject; of one person alone moderators have no share."""
    if not subject.is_portrait:
        return replace(context, sheet=subject.sheet, sheet_by=subject.sheet_by)
    return replace(
        context,
        memos=(),
        summaries={} if subject.person else context.summaries,
        title=portrait_title(context.title, subject),
        parts=PORTRAIT_PARTS,
        share_moderator=None if subject.person else context.share_moderator,
    )


def _context(
    folder: ProjectFolder,
    corpus: CodedCorpus,
    path: Path,
    audience: Audience | None,
    refused: frozenset[str] | None,
    renamed: Mapping[str, str],
) -> ReportContext:
    """Gather what a report needs beyond the corpus; words written in the last one at ``path`` are kept."""
    settings = read_settings(folder.path)
    with folder.reading() as connection:
        problems = tuple(load_problems(connection))
        memos = tuple(load_current_memos(connection))
        cells = load_cells(connection, SheetKind.FRAMEWORK)
        coders = {one.coder for one in load_decisions(connection) if not one.is_undone}
        versions = {one.version_id: one.name for one in load_documents(connection)}
    is_private = audience is Audience.PARTICIPANTS
    memos, cells = renamed_memos(memos, renamed), renamed_cells(cells, renamed)
    written = WrittenWords() if is_private else written_words(corpus, memos, cells, versions, refused)
    return ReportContext(
        title=settings.title or say("report.default_title"),
        codebook_version=corpus.codebook.version,
        program_version=__version__,
        share_moderator=share_of_moderators(corpus),
        max_words=settings.max_words,
        problems=() if audience else problems,
        agreement=None
        if is_private or renamed
        else agreement_of_project(folder, corpus.codebook, level=settings.level),
        approach=settings.approach,
        parts=settings.parts,
        author=settings.author,
        origin=settings.origin,
        quote_attributes=attributes_for(settings, audience),
        told_attributes=attributes_for(settings, audience) if audience else None,
        memos=written.memos,
        starred=_starred(corpus, memos, versions),
        kept=kept_words(path, audience),
        place_prefix=key_of("", audience),
        coders=tuple(sorted(coders)),
        summaries=written.summaries or {},
        summaries_beside=written.beside or {},
        notes=written.notes or {},
        n_withheld=written.n_withheld,
    )


def _words_of(whole: CodedCorpus, shown: CodedCorpus, refused: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the words of a study that may not stand in a report on a part of it, and those that may."""
    public = {one.name for one in shown.documents}
    withheld: list[str] = []
    allowed: list[str] = []
    for one in whole.segments:
        may_stand = one.document in public and one.participant not in refused
        (allowed if may_stand else withheld).append(one.verbatim)
    return withheld, allowed


def _starred(
    corpus: CodedCorpus, memos: Sequence[Memo], versions: Mapping[str, str]
) -> frozenset[tuple[str, int]]:
    """Return document and number of the segments that a star touches."""
    return frozenset(segments_under(corpus, memos, MemoKind.STAR, versions))
