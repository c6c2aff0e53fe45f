"""Where the researcher writes: introduction, recommendations, discussion; memos become paragraphs there."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.messages import say
from focuskit.model.memos import MemoKind
from focuskit.reports.blocks import Block, Heading, MarkedPlace, Paragraph
from focuskit.reports.context import Findings


def compose_introduction(findings: Findings) -> Iterator[Block]:
    """Compose the place for context, commission and questions."""
    yield from _place(findings, "introduction")


def compose_recommendations(findings: Findings) -> Iterator[Block]:
    """Compose the place for recommendations: none is ever made by the program."""
    yield from _place(findings, "recommendations")


def compose_discussion(findings: Findings) -> Iterator[Block]:
    """Compose the place for discussion and limits, after the methodological and reflexive memos."""
    yield Heading(say("report.discussion"), 1)
    for kind in (MemoKind.METHODOLOGICAL, MemoKind.REFLEXIVE):
        for memo in findings.memos_on_study(kind):
            yield Paragraph(memo.words)
    yield marked_place(findings, "discussion")


def _place(findings: Findings, key: str) -> Iterator[Block]:
    yield Heading(say(f"report.{key}"), 1)
    yield marked_place(findings, key)


def marked_place(findings: Findings, key: str, prompt: str | None = None) -> MarkedPlace:
    """Return a marked place with what was written there in the last report."""
    return MarkedPlace(key, prompt or say(f"report.place_{key}"), findings.context.kept.get(key, ()))
