"""The synthesis: what was most often spoken of, in sentences made of the counts and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis import FACETS_CROSSED, Mask, Tally
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
    if findings.is_working_document or findings.corpus.n_disputed or not findings.has_crossing():
        return
    if not any(segment.marks for segment in findings.corpus.segments):
        return
    yield Heading(say("report.synthesis"), 1, numbered=False)
    yield Paragraph(say("report.synthesis_about"), "note")
    if findings.context.approach == REFLEXIVE:
        yield Paragraph(say("report.synthesis_reflexive"), "note")
    for facet in FACETS_CROSSED:
        for told_as, apart in _kinds(findings, facet):
            yield from _most_often(findings, facet, told_as, apart)
    yield Paragraph(say("report.synthesis_crossing", table=reference("synthesis")))
    yield crossing_matrix(findings, key="synthesis")


def _kinds(findings: Findings, facet: str) -> tuple[tuple[str, Mask | None], ...]:
    """Return what of a facet is ranked apart: levers observed, then wished for; all of the obstacles."""
    codebook = findings.corpus.codebook
    label = next((one.label for one in codebook.facets if one.id == facet), facet)
    if facet != LEVERS or all(one.id != WISHES for one in codebook.facets):
        return ((label, None),)
    wished = findings.index.carrying_facet(WISHES)
    return (
        (say("report.synthesis_observed", facet=label), ~wished),
        (say("report.synthesis_wished", facet=label), wished),
    )


def _most_often(findings: Findings, facet: str, told_as: str, apart: Mask | None) -> Iterator[Block]:
    """Name the codes of a facet that most people spoke of, with their counts.

    ``apart`` are the segments that are counted, ``None`` for all.
    """
    index = findings.index
    codes = findings.subcodes(facet) or findings.top_codes(facet)
    masks = {code.name: index.carrying(code.name) for code in codes}
    tallies = [
        (code, index.tally(masks[code.name] if apart is None else masks[code.name] & apart)) for code in codes
    ]
    ranked = sorted(tallies, key=lambda pair: (-pair[1].persons, -pair[1].segments, pair[0].name))
    told = [_told(findings, code, tally) for code, tally in ranked if tally.segments][:_MOST]
    if told:
        yield Paragraph(say("report.synthesis_most", facet=told_as, n=len(told), codes=listed(told)))
    elif apart is not None:
        yield Paragraph(say("report.synthesis_none", facet=told_as))


def _told(findings: Findings, code: Code, tally: Tally) -> str:
    return say(
        "report.synthesis_counts",
        label=code.label,
        persons=number(tally.persons),
        total=number(findings.index.totals.persons),
        segments=number(tally.segments),
        n=tally.segments,
    )
