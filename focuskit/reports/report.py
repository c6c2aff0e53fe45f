"""Writing the Word report of a corpus."""

from __future__ import annotations

from pathlib import Path

from focuskit.model.codings import CodedCorpus
from focuskit.reports.compose import compose_report
from focuskit.reports.context import ReportContext
from focuskit.reports.word import render_word
from focuskit.writing import write_whole


def write_report(corpus: CodedCorpus, path: Path, context: ReportContext) -> None:
    """Compose, render and write the report, in the language in force.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_whole(path, render_word(compose_report(corpus, context), with_pages=context.with_pages).content)
