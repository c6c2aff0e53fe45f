"""What has been done: the actions spoken of, who spoke of them, and for which transitions."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis import ROW_FACET
from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.reports.blocks import Block, TableBlock
from focuskit.reports.chapters import ACTION, compose_facet
from focuskit.reports.context import Findings
from focuskit.reports.front import short_label
from focuskit.reports.wording import number

_MOST_NAMES = 8


def compose_bilan(findings: Findings) -> Iterator[Block]:
    """Compose the chapter on actions; nothing where the codebook has none."""
    facet = next((one for one in findings.corpus.codebook.facets if one.id == ACTION), None)
    if facet is None or not findings.has_crossing():
        return
    yield from compose_facet(findings, facet)
    used = [one for one in _actions(findings) if findings.index.carrying(one.name).any()]
    if used:
        yield _who_spoke(findings, used)


def _actions(findings: Findings) -> list[Code]:
    return findings.subcodes(ACTION) or findings.top_codes(ACTION)


def _who_spoke(findings: Findings, codes: list[Code]) -> TableBlock:
    """Return the table of actions: transitions on the same segments, people who spoke of them."""
    return TableBlock(
        say("report.caption_bilan"),
        tuple(say(f"report.column_{name}") for name in ("action", "transitions", "spoken_by", "segments")),
        tuple(_row(findings, code) for code in codes),
        (0.3, 0.26, 0.32, 0.12),
        n_text=3,
        cell_codes=tuple(((), (), (), (code.name,)) for code in codes),
    )


def _row(findings: Findings, code: Code) -> tuple[str, ...]:
    index = findings.index
    mask = index.carrying(code.name)
    transitions = [
        short_label(one.label)
        for one in findings.top_codes(ROW_FACET)
        if index.crossing(mask & index.carrying(one.name), one.name, code.name).any()
    ]
    people = list(dict.fromkeys(one.speaker for one in findings.segments(mask)))
    more = ", …" if len(people) > _MOST_NAMES else ""
    spoken_by = ", ".join(people[:_MOST_NAMES]) + more
    return code.label, ", ".join(transitions) or "–", spoken_by, number(index.tally(mask).segments)
