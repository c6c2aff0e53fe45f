"""The group as a group: who spoke how much, who after whom, where the moderator led."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from focuskit.analysis.dynamics import measure_dynamics
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import DocumentKind
from focuskit.reports.blocks import Block, FigureBlock, Heading, Paragraph, TableBlock, reference
from focuskit.reports.context import Findings
from focuskit.reports.figures import without_titles
from focuskit.reports.pictures import PictureRequest, picture_participation, picture_succession
from focuskit.reports.wording import decimal, number, percent

_COLUMNS = (
    "n_present",
    "n_speaking",
    "turns",
    "words",
    "gini",
    "entropy",
    "moderator_share",
    "mediation",
    "longest_chain",
)
_WIDTHS = (0.25, 0.08, 0.08, 0.08, 0.09, 0.08, 0.08, 0.09, 0.09, 0.08)
_BARS_CM, _GRAPH_CM = 13.0, 11.0
"""Widths at which the two pictures of a group stand on one page."""


def compose_dynamics(findings: Findings) -> Iterator[Block]:
    """Compose the chapter on the focus groups as groups; nothing where there is none."""
    groups = _groups_of(findings.corpus)
    if not groups.talks:
        return
    yield Heading(say("report.dynamics"), 1)
    yield Paragraph(say("report.dynamics_about", table=reference("dynamics")))
    yield _figures_table(groups)
    yield Paragraph(say("report.dynamics_read"), "note")
    with without_titles():
        pictures = tuple(_pictures(groups))
    yield from pictures


def _pictures(groups: CodedCorpus) -> Iterator[Block]:
    """Compose, for each group, who speaks how much and who after whom."""
    for talk, bars in zip(groups.talks, picture_participation(groups, PictureRequest()), strict=True):
        single = replace(groups, talks=(talk,))
        yield Heading(talk.document, 2)
        yield FigureBlock(
            say("report.caption_participation", document=talk.document), bars, widest_cm=_BARS_CM
        )
        for graph in picture_succession(single, PictureRequest()):
            yield FigureBlock(
                say("report.caption_succession", document=talk.document), graph, widest_cm=_GRAPH_CM
            )
            yield Paragraph(say("report.succession_read"), "note")


def _groups_of(corpus: CodedCorpus) -> CodedCorpus:
    return replace(corpus, talks=tuple(one for one in corpus.talks if one.kind is DocumentKind.FOCUS_GROUP))


def _figures_table(groups: CodedCorpus) -> TableBlock:
    frame = measure_dynamics(groups)
    rows = tuple(
        (str(record["document"]), *(_shown(name, record[name]) for name in _COLUMNS))
        for record in frame.astype(object).where(frame.notna(), None).to_dict("records")
    )
    header = (say("report.column_document"), *(say(f"report.column_{name}") for name in _COLUMNS))
    return TableBlock(say("report.caption_dynamics"), header, rows, _WIDTHS, key="dynamics")


def _shown(name: str, value: object) -> str:
    """Write a figure as its column needs it; a dash where it has no value."""
    if value is None:
        return "–"
    figure = float(str(value))
    if name in {"moderator_share", "mediation"}:
        return percent(figure)
    return decimal(figure) if name in {"gini", "entropy"} else number(round(figure))
