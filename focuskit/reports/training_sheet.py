"""A theme or a public as a sheet for training: verbatims for reuse, levers, obstacles, questions."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis import FACETS_CROSSED, Mask
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.codebook import Code, Codebook
from focuskit.model.codings import CodedSegment
from focuskit.model.consent import ConsentUse
from focuskit.reports.blocks import Block, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.counts import compose_counts
from focuskit.reports.own_words import marked_place
from focuskit.reports.quoting import compose_quotations_of
from focuskit.reports.selection import quotable, select_quotations
from focuskit.reports.wording import number, out_of

_MOST_QUOTED = 6


def code_meant(codebook: Codebook, written: str) -> Code:
    """Return the code of that name, or the only one of that label.

    Raises
    ------
    UsageError
        If there is none, or several have the label.
    """
    if written in codebook:
        return codebook.code(written)
    meant = [one for one in codebook.codes if one.label.casefold() == written.strip().casefold()]
    if len(meant) != 1:
        raise UsageError("error.code_unknown", code=written)
    return meant[0]


def compose_sheet(findings: Findings, written: str) -> Iterator[Block]:
    """Compose the sheet of a code; questions and method are for the trainer to write.

    Raises
    ------
    UsageError
        If there is no such code.
    """
    code = code_meant(findings.corpus.codebook, written)
    mask = findings.index.carrying(code.name)
    yield Heading(say("report.sheet_title", label=code.label), 1, code=code.name, numbered=False)
    yield _heading("situation")
    if code.definition:
        yield Paragraph(code.definition)
    yield from compose_counts(findings, mask, (code,))
    for memo in findings.memos_on(code.name):
        yield Paragraph(memo.words)
    yield marked_place(findings, f"sheet_{code.name}_situation", say("report.place_sheet_situation"))
    yield _heading("verbatims")
    yield from _verbatims(findings, code, mask)
    for facet in FACETS_CROSSED:
        yield from _carried(findings, facet, code, mask)
    for name in ("questions", "method"):
        yield _heading(name)
        yield marked_place(findings, f"sheet_{code.name}_{name}", say(f"report.place_sheet_{name}"))


def _heading(name: str) -> Heading:
    return Heading(say(f"report.sheet_{name}"), 2, numbered=False)


def _verbatims(findings: Findings, code: Code, mask: Mask) -> Iterator[Block]:
    """Quote only people who agreed in so many words that their words be used for training."""
    agreed = _people_agreed(findings)
    segments = [one for one in _quotable(findings, mask) if one.participant in agreed]
    if not segments:
        yield Paragraph(say("report.sheet_none_agreed"), "note")
        return
    chosen = select_quotations(segments, _MOST_QUOTED, codes=[code.name], starred=findings.context.starred)
    yield from compose_quotations_of(findings, chosen, [code.name])


def _quotable(findings: Findings, mask: Mask) -> list[CodedSegment]:
    return quotable(findings.segments(mask), findings.refused)


def _people_agreed(findings: Findings) -> frozenset[str]:
    people = frozenset(one.participant for one in findings.corpus.people)
    return people - (findings.corpus.people_without(ConsentUse.TRAINING) or frozenset())


def _carried(findings: Findings, facet: str, theme: Code, mask: Mask) -> Iterator[Block]:
    """Compose the table of levers, or obstacles, on the segments of the theme."""
    index, totals = findings.index, findings.index.totals
    rows, names = [], []
    for code in findings.subcodes(facet) or findings.top_codes(facet):
        tally = index.tally(index.crossing(mask & index.carrying(code.name), theme.name, code.name))
        if tally.segments and code.name != theme.name:
            rows.append((code.label, number(tally.segments), out_of(tally.persons, totals.persons)))
            names.append(code.name)
    label = next((one.label for one in findings.corpus.codebook.facets if one.id == facet), "")
    if not label:
        return
    yield Heading(label, 2, numbered=False)
    if not rows:
        yield Paragraph(say("report.nothing_here"))
        return
    yield TableBlock(
        say("report.caption_sheet", facet=label, label=theme.label),
        tuple(say(f"report.column_{name}") for name in ("code", "segments", "persons")),
        tuple(rows),
        (0.6, 0.2, 0.2),
        cell_codes=tuple(((), (theme.name, name), (theme.name, name)) for name in names),
    )
