"""From a coded corpus to the blocks of a report."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.blocks import Block, Contents, Listed, ListOf, Report, Title
from focuskit.reports.context import Findings, ReportContext
from focuskit.reports.parts import compose_parts
from focuskit.reports.training_sheet import compose_sheet
from focuskit.reports.wording import told


def compose_report(corpus: CodedCorpus, context: ReportContext) -> Report:
    """Compose the report of a corpus, in the language in force."""
    findings = Findings(corpus, context)
    return Report(context.title, _how_far(findings), tuple(_blocks(findings)), context.author)


def _how_far(findings: Findings) -> str:
    """Tell how many codes are decided and how many wait; empty once all is decided."""
    if not findings.is_working_document:
        return ""
    return say(
        "report.unreviewed",
        decided=told("report.n_codes_decided", findings.n_codes_decided),
        suggested=told("report.n_to_review", findings.corpus.n_undecided + findings.n_from_context),
    )


def _blocks(findings: Findings) -> Iterator[Block]:
    context = findings.context
    if context.sheet:
        yield from compose_sheet(findings, context.sheet)
        return
    status = "report.subtitle_working" if findings.is_working_document else "report.subtitle"
    yield Title(
        context.title,
        say(status),
        (
            say("report.names_note"),
            say("report.made_with", program=context.program_version, codebook=context.codebook_version),
        ),
    )
    yield Contents(say("report.contents"), say("report.contents_note"))
    yield ListOf(Listed.TABLE, say("report.list_of_tables"))
    yield ListOf(Listed.FIGURE, say("report.list_of_figures"))
    yield from compose_parts(findings, context.parts)
