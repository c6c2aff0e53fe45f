"""The annex of all coded words that may be quoted."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.messages import say
from focuskit.model.codings import CodedSegment, UnitStatus
from focuskit.reports.blocks import Block, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.selection import quotable
from focuskit.reports.verification.docx_paragraphs import QUOTATION_COLUMNS
from focuskit.reports.wording import told

MOST_LISTED = 3000
_WIDTHS = (0.1, 0.17, 0.05, 0.22, 0.46)


def compose_quotations(findings: Findings) -> Iterator[Block]:
    """Compose the table of coded segments: person, document, turn, codes, words; on landscape pages."""
    coded = [one for one in findings.corpus.segments if one.marks]
    shown = quotable(coded, findings.refused)
    yield Heading(say("report.annex_quotations"), 1, numbered=False, wide=bool(shown))
    if not shown:
        yield Paragraph(say("report.nothing_here"))
        return
    decided = sum(any(mark.status is UnitStatus.DECIDED for mark in one.marks) for one in shown)
    yield Paragraph(told("report.quotations_about", len(shown)), wide=True)
    yield Paragraph(
        say(
            "report.quotations_how_far",
            decided=told("report.segments_decided", decided),
            suggested=told("report.segments_suggested", len(shown) - decided),
        ),
        wide=True,
    )
    if len(shown) > MOST_LISTED:
        yield Paragraph(told("report.quotations_cut", MOST_LISTED), wide=True)
    columns = QUOTATION_COLUMNS
    yield TableBlock(
        say("report.annex_quotations_caption"),
        tuple(say(f"report.column_{name}") for name in columns),
        tuple(_row(findings, one) for one in shown[:MOST_LISTED]),
        _WIDTHS,
        n_text=len(columns),
        wide=True,
    )


def _row(findings: Findings, segment: CodedSegment) -> tuple[str, ...]:
    labels: dict[str, bool] = {}
    for mark in segment.marks:
        label = findings.corpus.codebook.code(mark.code).label
        labels[label] = labels.get(label, False) or mark.status is UnitStatus.DECIDED
    codes = (label if sure else say("report.code_suggested", code=label) for label, sure in labels.items())
    return segment.speaker, segment.document, str(segment.turn), "\n".join(codes), segment.verbatim
