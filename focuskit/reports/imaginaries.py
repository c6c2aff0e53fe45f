"""Imaginaries and projection: what the researcher wrote of them, with passages; never counted."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis import Mask
from focuskit.messages import say
from focuskit.model.codebook import Code, Facet
from focuskit.reports.blocks import Block, Heading, Paragraph
from focuskit.reports.chapters import IMAGINARIES, PROJECTION
from focuskit.reports.context import Findings
from focuskit.reports.own_words import compose_written_on, marked_place
from focuskit.reports.quoting import compose_passages
from focuskit.reports.wording import listed

_MOST_NAMES = 12


def compose_imaginaries(findings: Findings) -> Iterator[Block]:
    """Compose the chapter; nothing where the codebook has neither imaginaries nor projection."""
    facets = [one for one in findings.corpus.codebook.facets if one.id in {IMAGINARIES, PROJECTION}]
    if not facets:
        return
    yield Heading(say("report.imaginaries"), 1)
    yield Paragraph(say("report.imaginaries_about"), "note")
    for facet in sorted(facets, key=lambda one: one.id != IMAGINARIES):
        yield from _facet(findings, facet)


def _facet(findings: Findings, facet: Facet) -> Iterator[Block]:
    """Compose the codes of a facet in the order of the codebook, whatever their counts."""
    tops = findings.top_codes(facet.id)
    alone = tops[0] if len(tops) == 1 else None
    codes = [code for code in findings.corpus.codebook.of_facet(facet.id) if code is not alone]
    rest = findings.index.carrying_facet(facet.id).copy()
    yield Heading(facet.label, 2)
    if alone is not None and _is_written(findings, alone):
        yield from compose_written_on(findings, alone.name, facet.label)
    else:
        yield marked_place(findings, f"imaginaries_{facet.id}", say(f"report.place_{facet.id}"))
    if not rest.any():
        yield Paragraph(say("report.nothing_here"), "note")
    for code in codes:
        mask = findings.index.carrying(code.name)
        rest &= ~mask
        if mask.any() or _is_written(findings, code):
            yield Heading(code.label, 3, code=code.name)
            yield from _code(findings, code, mask, facet)
    if rest.any():
        if codes:
            yield Heading(say("report.without_subcode"), 3)
        yield from _passages(findings, rest, [alone] if alone else [])
    absent = [code.label for code in codes if not findings.index.carrying(code.name).any()]
    if absent and len(absent) < len(codes):
        yield Paragraph(say("report.imaginaries_absent", codes=listed(absent)), "note")


def _code(findings: Findings, code: Code, mask: Mask, facet: Facet) -> Iterator[Block]:
    if _is_written(findings, code):
        yield from compose_written_on(findings, code.name, facet.label)
    else:
        yield marked_place(findings, f"code_{code.name}", say("report.place_code", label=code.label))
    if mask.any():
        yield from _passages(findings, mask, [code])


def _passages(findings: Findings, mask: Mask, codes: list[Code]) -> Iterator[Block]:
    """Name who speaks so, in the order of the study, and quote some of them."""
    people = list(dict.fromkeys(one.speaker for one in findings.segments(mask)))
    more = ", …" if len(people) > _MOST_NAMES else ""
    names = listed(people) if not more else ", ".join(people[:_MOST_NAMES]) + more
    made_by = tuple(code.name for code in codes)
    yield Paragraph(say("report.imaginaries_said_by", names=names), "counts", made_by)
    yield from compose_passages(findings, mask, made_by, with_notes=True)


def _is_written(findings: Findings, code: Code) -> bool:
    return bool(findings.memos_on(code.name) or findings.summaries_on(code.name))
