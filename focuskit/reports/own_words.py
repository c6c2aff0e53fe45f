"""Where the researcher writes: introduction, recommendations, discussion; memos become paragraphs there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from focuskit.messages import say
from focuskit.model.memos import MemoKind
from focuskit.reports.blocks import Block, Heading, MarkedPlace, Paragraph
from focuskit.reports.context import Findings

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


def compose_introduction(findings: Findings) -> Iterator[Block]:
    """Compose the place for context, commission and questions."""
    yield from _place(findings, "introduction")


def compose_recommendations(findings: Findings) -> Iterator[Block]:
    """Compose the place for recommendations: none is ever made by the program."""
    yield from _place(findings, "recommendations")


def compose_discussion(findings: Findings) -> Iterator[Block]:
    """Compose the place for discussion and limits, after the memos on the study."""
    yield Heading(say("report.discussion"), 1)
    for kind in (MemoKind.THEORETICAL, MemoKind.METHODOLOGICAL, MemoKind.REFLEXIVE):
        for memo in findings.memos_on_study(kind):
            yield from paragraphs_of(memo.words)
    yield marked_place(findings, "discussion")


def compose_written_on(findings: Findings, code: str, chapter: str) -> Iterator[Block]:
    """Compose what the researcher wrote on a code: memos, then the summaries of the framework.

    They stand once in a report; where the code comes again, a line tells in which ``chapter``.
    """
    memos, summaries = findings.memos_on(code), findings.summaries_on(code)
    if not memos and not summaries:
        return
    if code in findings.written_on:
        yield Paragraph(say("report.written_above", chapter=findings.written_on[code]), "note")
        return
    findings.written_on[code] = chapter
    for memo in memos:
        yield from paragraphs_of(memo.words)
    for name, words in summaries:
        for place, one in enumerate(paragraphs_of(words)):
            yield one if place else Paragraph(say("report.summary_of", name=name, words=one.text))


def paragraphs_of(words: str) -> list[Paragraph]:
    """Part what a researcher wrote into paragraphs: at empty lines."""
    pieces = (" ".join(piece.split()) for piece in _EMPTY_LINE.split(words.strip()))
    return [Paragraph(piece) for piece in pieces if piece]


def _place(findings: Findings, key: str) -> Iterator[Block]:
    yield Heading(say(f"report.{key}"), 1)
    yield marked_place(findings, key)


def marked_place(findings: Findings, key: str, prompt: str | None = None) -> MarkedPlace:
    """Return a marked place with what was written there in the last report."""
    name = f"{findings.context.place_prefix}{key}"
    return MarkedPlace(name, prompt or say(f"report.place_{key}"), findings.context.kept.get(name, ()))


def compose_left(findings: Findings, blocks: Iterable[Block]) -> Iterator[Block]:
    """Compose what was written in places of the last report that this one lacks: nothing is thrown away."""
    there = {one.key for one in blocks if isinstance(one, MarkedPlace)}
    left = [key for key in findings.context.kept if key not in there]
    if left:
        yield Heading(say("report.written_before"), 1, numbered=False, new_page=True)
        yield Paragraph(say("report.written_before_about"), "note")
    for key in left:
        yield MarkedPlace(key, "", findings.context.kept[key])
