"""Writing the report of a corpus."""

from __future__ import annotations

from pathlib import Path

from focuskit.errors import UsageError
from focuskit.model.codings import CodedCorpus
from focuskit.model.settings import FOOTNOTES
from focuskit.reports.compose import compose_report
from focuskit.reports.context import Findings, ReportContext
from focuskit.reports.figures import drawn_only_as
from focuskit.reports.word import render_word
from focuskit.reports.workbook import write_xlsx
from focuskit.writing import write_whole

WORD, PAGE, WORKBOOK = ".docx", ".html", ".xlsx"


def write_report(corpus: CodedCorpus, path: Path, context: ReportContext) -> tuple[str, ...]:
    """Compose, render and write the report, in the language in force.

    The ending of ``path`` decides on the form: .docx, .html (one file that needs nothing else) or .xlsx (all
    tables).

    Returns
    -------
    tuple of str
        Names of the styles that a template lacks.

    Raises
    ------
    UsageError
        If the ending is another, or the template cannot be used.
    OutputError
        If the file cannot be written.
    """
    form = path.suffix.lower()
    if form == WORKBOOK and context.is_sheet:
        raise UsageError("error.sheet_workbook", path=str(path))
    if form == WORKBOOK:
        write_xlsx(corpus, path)
        return ()
    if form not in {WORD, PAGE}:
        raise UsageError("error.report_ending", path=str(path))
    with drawn_only_as("svg" if form == PAGE else "png"):
        report = compose_report(corpus, context)
    if form == PAGE:
        from focuskit.reports.html import render_html  # noqa: PLC0415 (only for HTML)

        findings = Findings(corpus, context)
        refused = findings.refused or frozenset()
        kinds = {one.name: one.kind for one in corpus.documents}
        write_whole(path, render_html(report, corpus.segments, corpus.codebook, refused, kinds))
        return ()
    made = render_word(
        report,
        template=context.template,
        with_pages=context.with_pages,
        with_footnotes=context.origin == FOOTNOTES,
    )
    write_whole(path, made.content)
    return made.missing_styles
