"""From a coded corpus to the blocks of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.reports.blocks import Block, Contents, Heading, Listed, ListOf, Report, Title
from focuskit.reports.context import Findings, ReportContext
from focuskit.reports.own_words import compose_left
from focuskit.reports.parts import compose_parts
from focuskit.reports.training_sheet import compose_sheets
from focuskit.reports.wording import told


def compose_report(corpus: CodedCorpus, context: ReportContext) -> Report:
    """Compose the report of a corpus, in the language in force."""
    findings = Findings(corpus, context)
    blocks = tuple(_blocks(findings))
    left = tuple(compose_left(findings, blocks))
    return Report(context.title, _how_far(findings), (*blocks, *left), context.author)


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
    if context.is_sheet:
        yield from compose_sheets(findings)
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
    yield from _with_page_breaks(compose_parts(findings, context.parts))


def _with_page_breaks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Begin a page with the first chapter, and with the first numbered one (behind the synthesis).

    The others follow on: no chapter leaves the rest of a page empty behind it.
    """
    before: Heading | None = None
    for block in blocks:
        if not isinstance(block, Heading) or block.level > 1:
            yield block
            continue
        yield replace(block, new_page=before is None or (block.numbered and not before.numbered))
        before = block
