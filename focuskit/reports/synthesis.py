"""The synthesis: what was most often spoken of, in sentences made of the counts and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis import FACETS_CROSSED
from focuskit.analysis.splits import LEVERS, WISHES
from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.model.settings import REFLEXIVE
from focuskit.reports.blocks import Block, Heading, Paragraph, reference
from focuskit.reports.context import Findings
from focuskit.reports.front import crossing_matrix
from focuskit.reports.wording import listed, number

_MOST = 5


def compose_synthesis(findings: Findings) -> Iterator[Block]:
    """Compose one page; nothing while anything is undecided, or where nothing is coded."""
    if findings.is_working_document or not findings.has_crossing():
        return
    if not any(segment.marks for segment in findings.corpus.segments):
        return
    yield Heading(say("report.synthesis"), 1, numbered=False)
    yield Paragraph(say("report.synthesis_about"), "note")
    if findings.context.approach == REFLEXIVE:
        yield Paragraph(say("report.synthesis_reflexive"), "note")
    for facet in FACETS_CROSSED:
        yield from _most_often(findings, facet)
    yield Paragraph(say("report.synthesis_crossing", table=reference("synthesis")))
    yield crossing_matrix(findings, key="synthesis")


def _most_often(findings: Findings, facet: str) -> Iterator[Block]:
    """Name the codes of a facet that most people spoke of, with their counts."""
    codes = findings.subcodes(facet) or findings.top_codes(facet)
    ranked = sorted(
        ((code, findings.index.tally(findings.index.carrying(code.name))) for code in codes),
        key=lambda pair: (-pair[1].persons, -pair[1].segments, pair[0].name),
    )
    told = [_told(findings, code) for code, tally in ranked if tally.segments][:_MOST]
    label = next((one.label for one in findings.corpus.codebook.facets if one.id == facet), facet)
    if told:
        yield Paragraph(say("report.synthesis_most", facet=label, n=len(told), codes=listed(told)))


def _told(findings: Findings, code: Code) -> str:
    index = findings.index
    mask = index.carrying(code.name)
    tally = index.tally(mask)
    counts = say(
        "report.synthesis_counts",
        label=code.label,
        persons=number(tally.persons),
        total=number(index.totals.persons),
        segments=number(tally.segments),
        n=tally.segments,
    )
    has_wishes = any(one.id == WISHES for one in findings.corpus.codebook.facets)
    if code.facet != LEVERS or not has_wishes:
        return f"{counts})"
    wished = index.tally(mask & index.carrying_facet(WISHES)).segments
    told = say("report.synthesis_wished", observed=number(tally.segments - wished), wished=number(wished))
    return f"{counts}{told})"
