"""The chapters on each transition and on each further facet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from focuskit.analysis import FACETS_CROSSED, ROW_FACET, WITHOUT_ROW, Mask
from focuskit.messages import say
from focuskit.model.codebook import Code, Facet, code_and_parents
from focuskit.reports.blocks import Block, Heading, Paragraph
from focuskit.reports.context import Findings
from focuskit.reports.counts import compose_counts, counts_table
from focuskit.reports.own_words import compose_written_on
from focuskit.reports.quoting import compose_passages, compose_quotations_of
from focuskit.reports.selection import place_of, quotable, select_quotations
from focuskit.reports.wording import listed, number

IMAGINARIES, PROJECTION = "imaginaire", "projection"
FACETS_ALONE = ("structure",)
ACTION, TENSION = "action", "tension"
LEVER = "levier"


def compose_chapters(findings: Findings) -> Iterator[Block]:
    """Compose a chapter per transition, one for what has none, and one per further facet.

    Without transitions to cross (another codebook), every facet has its chapter. Imaginaries and projection
    have a part of their own.
    """
    index = findings.index
    facets = [one for one in findings.corpus.codebook.facets if one.id not in {IMAGINARIES, PROJECTION}]
    if not findings.has_crossing():
        for facet in facets:
            yield from compose_facet(findings, facet)
        return
    for code in findings.top_codes(ROW_FACET):
        mask = index.carrying(code.name)
        yield Heading(code.label, 1)
        yield from compose_written_on(findings, code.name, code.label)
        yield from _transition(findings, code, mask)
    yield Heading(say("report.without_transition"), 1)
    yield from _crossed(findings, (), ~index.carrying_facet(ROW_FACET), say("report.without_transition"))
    for facet in facets:
        if facet.id in FACETS_ALONE:
            yield from compose_facet(findings, facet)
    crossed = {ROW_FACET, *FACETS_CROSSED, *FACETS_ALONE, ACTION}
    yield from _other_facets(findings, [facet for facet in facets if facet.id not in crossed])
    yield from _written_elsewhere(findings, facets)


def _written_elsewhere(findings: Findings, facets: Sequence[Facet]) -> Iterator[Block]:
    """Compose what the researcher wrote on codes that have no section: nothing written is left out."""
    shown = {one.id for one in facets if one.id != ACTION}
    left = [
        code
        for code in findings.corpus.codebook.codes
        if code.facet in shown and code.name not in findings.written_on
        if findings.memos_on(code.name) or findings.summaries_on(code.name)
    ]
    if left:
        yield Heading(say("report.written_elsewhere"), 1)
    for code in left:
        yield Heading(code.label, 2, code=code.name)
        yield from compose_written_on(findings, code.name, say("report.written_elsewhere"))


def _transition(findings: Findings, code: Code, mask: Mask) -> Iterator[Block]:
    yield from compose_counts(findings, mask, (code,))
    if not mask.any():
        return
    subcodes = findings.corpus.codebook.subcodes(code.name)
    used = [one for one in subcodes if findings.index.carrying(one.name).any()]
    if used:
        yield counts_table(findings, code.label, used)
    yield from _with_facet(findings, code, mask, ACTION)
    yield from _crossed(findings, (code,), mask, code.label)
    yield from _with_facet(findings, code, mask, TENSION)


def _with_facet(findings: Findings, transition: Code, mask: Mask, facet: str) -> Iterator[Block]:
    """Compose the segments of a transition that carry a facet too (practices, tensions); none: nothing."""
    tops = findings.top_codes(facet)
    alone = tuple(tops) if len(tops) == 1 else ()
    both = mask & findings.index.carrying_facet(facet)
    if alone:
        both = findings.index.crossing(both, transition.name, alone[0].name)
    if both.any():
        yield Heading(say(f"report.with_{facet}"), 2)
        yield from _section(findings, both, (transition, *alone))


def _crossed(findings: Findings, codes: tuple[Code, ...], mask: Mask, chapter: str) -> Iterator[Block]:
    """Compose what levers, then obstacles, a set of segments carries; ``codes`` are those that made it."""
    for facet in FACETS_CROSSED:
        for top in findings.top_codes(facet):
            yield Heading(_facet_heading(findings, facet, top), 2)
            yield from compose_written_on(findings, top.name, chapter)
            both = mask & findings.index.carrying(top.name)
            own = findings.index.crossing(both, *(one.name for one in codes), top.name)
            subcodes = findings.corpus.codebook.subcodes(top.name)
            yield from _sections(findings, (*codes, top), own, subcodes, chapter)


def _facet_heading(findings: Findings, facet: str, top: Code) -> str:
    question = next((one.question for one in findings.corpus.codebook.facets if one.id == facet), "")
    return f"{top.label} – {question}" if question else top.label


def compose_facet(findings: Findings, facet: Facet) -> Iterator[Block]:
    """Compose the chapter of a facet: counts, a table of its codes, a section for each."""
    index = findings.index
    mask = index.carrying_facet(facet.id)
    tops = findings.top_codes(facet.id)
    alone = tuple(tops) if len(tops) == 1 else ()
    codes = findings.subcodes(facet.id) if alone else findings.corpus.codebook.of_facet(facet.id)
    yield Heading(facet.label, 1)
    for code in alone:
        yield from compose_written_on(findings, code.name, facet.label)
    yield from compose_counts(findings, mask, alone or None)
    if not mask.any():
        return
    used = [code for code in codes if index.carrying(code.name).any()]
    if used:
        yield counts_table(findings, facet.label, used)
    yield from _sections(findings, alone, mask, codes, facet.label, level=2)


def _other_facets(findings: Findings, facets: Sequence[Facet]) -> Iterator[Block]:
    """Compose one chapter of tables for the facets that have none of their own."""
    used = {
        facet.id: [
            code
            for code in findings.corpus.codebook.of_facet(facet.id)
            if findings.index.carrying(code.name).any()
        ]
        for facet in facets
    }
    if not facets:
        return
    yield Heading(say("report.other_facets"), 1)
    for facet in facets:
        if used[facet.id]:
            yield counts_table(findings, facet.label, used[facet.id])
    empty = [facet.label for facet in facets if not used[facet.id]]
    if empty:
        yield Paragraph(say("report.facets_without_segment", facets=listed(empty)))


def _sections(
    findings: Findings,
    made_by: tuple[Code, ...],
    mask: Mask,
    codes: Iterable[Code],
    chapter: str,
    level: int = 3,
) -> Iterator[Block]:
    """Compose a section per code with segments, most persons first, then what has none of the codes."""
    index = findings.index
    rest = mask
    found = []
    for code in codes:
        own = index.crossing(mask & index.carrying(code.name), *(one.name for one in made_by), code.name)
        rest = rest & ~own
        tally = index.tally(own)
        if tally.segments:
            found.append((-tally.persons, -tally.segments, code.name, code, own))
    if not found and not rest.any():
        yield Paragraph(say("report.nothing_here"))
        return
    for *_, code, own in sorted(found, key=lambda item: item[:3]):
        yield Heading(code.label, level, code=code.name)
        yield from compose_written_on(findings, code.name, chapter)
        others = [one for one in made_by if one.name not in code_and_parents(code.name)]
        yield from _section(findings, own, (*others, code))
    if rest.any():
        yield Heading(say("report.without_subcode"), level)
        yield from _section(findings, rest, made_by)


def _section(findings: Findings, mask: Mask, codes: Sequence[Code]) -> Iterator[Block]:
    yield from compose_counts(findings, mask, codes or None)
    yield from _expected(findings, mask, codes)
    yield from compose_passages(findings, mask, [code.name for code in codes])
    yield from _discordant(findings, mask, codes)


def _discordant(findings: Findings, mask: Mask, codes: Sequence[Code]) -> Iterator[Block]:
    """Quote somebody for whom what helps here hinders, or the other way round; else say that nobody does.

    Levers and obstacles share the identifiers of their sub-codes: ``levier/cout`` stands against
    ``frein/cout``, on segments with the same transition.
    """
    against = next((name for code in codes if (name := _opposite(findings, code))), None)
    if against is None:
        return
    row = [code.name for code in codes if code.facet == ROW_FACET]
    found = findings.index.carrying(against) & ~mask
    for name in row:
        found = found & findings.index.carrying(name)
    if not row:
        found = found & ~findings.index.carrying_facet(ROW_FACET)
    segments = quotable(findings.segments(found), findings.refused)
    if not segments:
        yield Paragraph(say("report.no_discordant"), "note")
        return
    label = findings.corpus.codebook.code(against).label
    yield Paragraph(
        say("report.discordant", label=label, n=len(segments)), "counts", (*(row or [WITHOUT_ROW]), against)
    )
    chosen = select_quotations(segments, 1, codes=[against], quoted=findings.quoted)
    findings.quoted.update(map(place_of, chosen))
    yield from compose_quotations_of(findings, chosen, [against])


def _opposite(findings: Findings, code: Code) -> str | None:
    """Return the obstacle of a lever's identifier, the lever of an obstacle's; ``None`` for other codes."""
    if code.facet not in FACETS_CROSSED or code.parent is None:
        return None
    other = FACETS_CROSSED[1 - FACETS_CROSSED.index(code.facet)]
    name = f"{other}/{code.name.partition('/')[2]}"
    return name if name in findings.corpus.codebook else None


def _expected(findings: Findings, mask: Mask, codes: Sequence[Code]) -> Iterator[Block]:
    """Tell levers that are wished for (with a projection) from those that are there."""
    if all(code.facet != LEVER for code in codes):
        return
    expected = findings.index.tally(mask & findings.index.carrying_facet(PROJECTION)).segments
    if expected:
        found = findings.index.tally(mask).segments - expected
        yield Paragraph(say("report.expected", expected=number(expected), found=number(found)), "counts")
