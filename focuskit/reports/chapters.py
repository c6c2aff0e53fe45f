"""The chapters on each transition and on each further facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from focuskit.analysis import FACETS_CROSSED, ROW_FACET, Mask
from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedSegment
from focuskit.model.documents import DocumentKind, count_words
from focuskit.reports.blocks import Block, Heading, Paragraph, Quotation, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.selection import quotable, select_quotations
from focuskit.reports.wording import number

FACETS_ALONE = ("imaginaire", "action", "projection", "structure")
_ELLIPTICAL = 12
"""An answer of at most this many words is shown with its question."""


def compose_chapters(findings: Findings) -> Iterator[Block]:
    """Compose a chapter per transition, one for what has none, and one per further facet."""
    index = findings.index
    for code in findings.top_codes(ROW_FACET):
        yield Heading(code.label, 1)
        yield from _transition(findings, index.carrying(code.name))
    if findings.top_codes(ROW_FACET):
        yield Heading(say("report.without_transition"), 1)
        yield from _transition(findings, ~index.carrying_facet(ROW_FACET), counted=False)
    for facet in FACETS_ALONE:
        yield from _facet(findings, facet)


def _transition(findings: Findings, mask: Mask, *, counted: bool = True) -> Iterator[Block]:
    if counted:
        yield from _counts(findings, mask)
    if counted and not mask.any():
        return
    for facet in FACETS_CROSSED:
        for top in findings.top_codes(facet):
            yield Heading(_facet_heading(findings, facet, top), 2)
            yield from _sections(findings, facet, mask & findings.index.carrying(top.name), 3)


def _facet_heading(findings: Findings, facet: str, top: Code) -> str:
    question = next((one.question for one in findings.corpus.codebook.facets if one.id == facet), "")
    return f"{top.label} – {question}" if question else top.label


def _facet(findings: Findings, facet: str) -> Iterator[Block]:
    title = next((one.label for one in findings.corpus.codebook.facets if one.id == facet), None)
    if title is None:
        return
    index = findings.index
    mask = index.carrying_facet(facet)
    yield Heading(title, 1)
    yield from _counts(findings, mask)
    if not mask.any():
        return
    used = [code for code in findings.subcodes(facet) if index.carrying(code.name).any()]
    if used:
        yield _counts_table(findings, title, used)
    yield from _sections(findings, facet, mask, 3)


def _sections(findings: Findings, facet: str, mask: Mask, level: int) -> Iterator[Block]:
    """Compose a section per sub-code with segments, most persons first, then what has no sub-code."""
    index = findings.index
    rest = mask
    found = []
    for code in findings.subcodes(facet):
        own = mask & index.carrying(code.name)
        rest = rest & ~index.carrying(code.name)
        tally = index.tally(own)
        if tally.segments:
            found.append((-tally.persons, -tally.segments, code.name, code, own))
    if not found and not rest.any():
        yield Paragraph(say("report.nothing_here"))
        return
    for *_, code, own in sorted(found, key=lambda item: item[:3]):
        yield Heading(code.label, level)
        yield from _section(findings, own)
    if rest.any():
        yield Heading(say("report.without_subcode"), level)
        yield from _section(findings, rest)


def _section(findings: Findings, mask: Mask) -> Iterator[Block]:
    yield from _counts(findings, mask)
    segments = quotable(findings.segments(mask), findings.refused)
    if not segments:
        yield Paragraph(say("report.nothing_quotable"), "note")
    yield from _quotations(select_quotations(segments))


def _counts(findings: Findings, mask: Mask) -> Iterator[Block]:
    tally, totals = findings.index.tally(mask), findings.index.totals
    if not tally.segments:
        yield Paragraph(say("report.nothing_here"))
        return
    key = "report.counts_suggested" if findings.is_working_document else "report.counts"
    yield Paragraph(
        say(
            key,
            segments=number(tally.segments),
            turns=number(tally.turns),
            persons=f"{number(tally.persons)}/{number(totals.persons)}",
            groups=f"{tally.groups}/{totals.groups}",
            interviews=f"{tally.interviews}/{totals.interviews}",
        ),
        "counts",
    )
    if tally.top_person * 2 > tally.segments and tally.segments > 2:  # noqa: PLR2004 (two say nothing)
        yield Paragraph(say("report.one_voice", n=tally.top_person, segments=tally.segments), "counts")


def _counts_table(findings: Findings, title: str, codes: Sequence[Code]) -> TableBlock:
    index, totals = findings.index, findings.index.totals
    rows = []
    for code in codes:
        tally = index.tally(index.carrying(code.name))
        rows.append(
            (
                code.label,
                number(tally.segments),
                number(tally.turns),
                f"{number(tally.persons)}/{number(totals.persons)}",
                f"{tally.groups}/{totals.groups}",
                f"{tally.interviews}/{totals.interviews}",
            )
        )
    columns = ("code", "segments", "turns", "persons", "groups", "interviews")
    return TableBlock(
        say("report.caption_counts", facet=title),
        tuple(say(f"report.column_{name}") for name in columns),
        tuple(rows),
        (0.4, 0.12, 0.1, 0.13, 0.11, 0.14),
    )


def _quotations(segments: Iterable[CodedSegment]) -> Iterator[Block]:
    for segment in segments:
        if segment.question and _needs_question(segment):
            yield Paragraph(say("report.question", question=segment.question), "question")
        yield Quotation(segment.verbatim, source_of(segment), segment.document)


def _needs_question(segment: CodedSegment) -> bool:
    return segment.kind is DocumentKind.ANSWERS or count_words(segment.verbatim) <= _ELLIPTICAL


def source_of(segment: CodedSegment) -> str:
    """Return who says it where: pseudonym, document, turn, time."""
    place = say("report.source", person=segment.speaker, document=segment.document, turn=segment.turn)
    if segment.start_ms is None:
        return f"({place})"
    seconds = segment.start_ms // 1000
    return f"({place}, {seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02})"
