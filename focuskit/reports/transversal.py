"""Across transitions: levers and obstacles that several share, and themes group by group."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis import FACETS_CROSSED, ROW_FACET
from focuskit.analysis.framework import FrameworkCell, chart
from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.model.documents import DocumentKind
from focuskit.reports.blocks import Block, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.front import short_label
from focuskit.reports.wording import number, out_of

_SHARED, _ACROSS, _UPRIGHT, _MOST_REFERENCES = 2, 5, 3, 6


def compose_transversal(findings: Findings) -> Iterator[Block]:
    """Compose the chapter; nothing where there are no transitions to cross, or nothing is coded."""
    if not findings.has_crossing() or not any(one.marks for one in findings.corpus.segments):
        return
    yield Heading(say("report.transversal"), 1)
    shared = _shared(findings)
    if shared is None:
        yield Paragraph(say("report.nothing_shared"))
    else:
        yield Paragraph(say("report.shared_about"))
        yield shared
    yield from _themes_by_group(findings)


def _shared(findings: Findings) -> TableBlock | None:
    """Return the table of levers and obstacles with two transitions or more; most transitions first."""
    index = findings.index
    found = []
    for code in _crossed_codes(findings):
        mask = index.carrying(code.name)
        with_it = [
            short_label(one.label)
            for one in findings.top_codes(ROW_FACET)
            if index.crossing(mask & index.carrying(one.name), one.name, code.name).any()
        ]
        if len(with_it) >= _SHARED:
            tally = index.tally(mask)
            found.append((-len(with_it), -tally.persons, -tally.segments, code.name, code, with_it, tally))
    if not found:
        return None
    labels = {one.id: one.label for one in findings.corpus.codebook.facets}
    ranked = sorted(found, key=lambda one: one[:4])
    return TableBlock(
        say("report.caption_shared"),
        tuple(
            say(f"report.column_{name}") for name in ("facet", "code", "transitions", "segments", "persons")
        ),
        tuple(
            (
                labels[code.facet],
                code.label,
                ", ".join(with_it),
                number(tally.segments),
                out_of(tally.persons, index.totals.persons),
            )
            for *_, code, with_it, tally in ranked
        ),
        (0.12, 0.32, 0.3, 0.12, 0.14),
        n_text=3,
        cell_codes=tuple(((), (), (), (one[4].name,), (one[4].name,)) for one in ranked),
    )


def _crossed_codes(findings: Findings) -> list[Code]:
    return [
        code for facet in FACETS_CROSSED for code in findings.subcodes(facet) or findings.top_codes(facet)
    ]


def _themes_by_group(findings: Findings) -> Iterator[Block]:
    """Compose the thematic synthesis: a row per theme, a column per group (landscape where they are many)."""
    documents = findings.corpus.documents
    groups = [one.name for one in documents if one.kind is DocumentKind.FOCUS_GROUP]
    cases = groups or [one.name for one in documents]
    cells = {
        (one.case, one.code): one for one in chart(findings.corpus, findings.context.summaries, level=None)
    }
    wanted = {code.name for code in (*findings.top_codes(ROW_FACET), *_crossed_codes(findings))}
    wanted |= {code for _, code in findings.context.summaries}
    themes = [
        code
        for code in findings.corpus.codebook.codes
        if code.name in wanted and any(_words(cells.get((case, code.name))) for case in cases)
    ]
    if not themes:
        return
    wide = len(cases) > _UPRIGHT
    first = 0.24 if wide else 0.3
    yield Heading(say("report.themes_by_group"), 2, wide=wide)
    yield Paragraph(say("report.themes_by_group_about"), wide=wide)
    for start in range(0, len(cases), _ACROSS):
        shown = cases[start : start + _ACROSS]
        yield TableBlock(
            say("report.caption_themes_by_group", documents=", ".join(shown)),
            (say("report.column_theme"), *shown),
            tuple((one.label, *(_words(cells.get((case, one.name))) for case in shown)) for one in themes),
            (first, *((1 - first) / len(shown) for _ in shown)),
            n_text=len(shown) + 1,
            wide=wide,
        )


def _words(cell: FrameworkCell | None) -> str:
    """Return the summary of a cell, then the turns to read; nothing for an empty cell."""
    if cell is None:
        return ""
    turns = [reference.rpartition(":")[2] for reference in cell.references]
    more = ", …" if len(turns) > _MOST_REFERENCES else ""
    shown = ", ".join(turns[:_MOST_REFERENCES]) + more
    told = say("report.turns_to_read", n=len(turns), turns=shown) if turns else ""
    return "\n".join(one for one in (cell.summary, told) if one)
