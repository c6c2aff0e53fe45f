"""Sheets for training: situation, verbatims for reuse, levers, obstacles, questions, suggested method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from focuskit.analysis import FACETS_CROSSED, Mask
from focuskit.messages import say
from focuskit.reports.blocks import Block, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.counts import compose_counts
from focuskit.reports.own_words import marked_place, paragraphs_of
from focuskit.reports.quoting import (
    compose_exchange,
    compose_quotations_of,
    find_exchange,
    outside_exchange,
)
from focuskit.reports.selection import place_of, quotable, select_quotations
from focuskit.reports.sheet_subjects import SheetSubject, sheet_subjects
from focuskit.reports.wording import listed, number, out_of, told

METHODS = "apprentissage/methode"
"""The code on methods and tools of teaching: what was said of them stands under the suggested method."""
_FEWEST_ALIKE = 3
"""People who share what a sheet is about, below which a reader may know who speaks."""
_MOST_QUOTED, _BESIDE_EXCHANGE, _MOST_METHODS = 6, 4, 2


def compose_sheets(findings: Findings) -> Iterator[Block]:
    """Compose the sheets asked for, each on pages of its own; subjects without a passage are named behind.

    Raises
    ------
    UsageError
        If there is no such code, facet or attribute.
    """
    context = findings.context
    subjects = sheet_subjects(findings.index, context.sheet, context.sheet_by)
    made = [one for one in subjects if one.mask.any() or len(subjects) == 1]
    for place, subject in enumerate(made):
        yield from _sheet(findings, subject, new_page=place > 0)
    absent = [one.label for one in subjects if one not in made]
    if absent:
        yield Heading(say("report.sheets_absent"), 1, numbered=False, new_page=bool(made))
        yield Paragraph(say("report.sheets_absent_about"))
        for label in absent:
            yield Paragraph(label, "note")


def _sheet(findings: Findings, subject: SheetSubject, *, new_page: bool) -> Iterator[Block]:
    code = subject.key if subject.key in findings.corpus.codebook else ""
    title = say("report.sheet_title", label=subject.label)
    yield Heading(title, 1, code=code, numbered=False, new_page=new_page)
    if subject.n_alike is not None and subject.n_alike < _FEWEST_ALIKE:
        yield Paragraph(told("report.sheet_few_alike", subject.n_alike), "note")
    yield _heading("situation")
    for one in subject.codes:
        if one.definition:
            yield Paragraph(one.definition)
    yield from compose_counts(findings, subject.mask, subject.codes or None)
    for one in subject.codes:
        for memo in findings.memos_on(one.name):
            yield from paragraphs_of(memo.words)
    yield _place(findings, subject, "situation")
    yield _heading("verbatims")
    yield from _verbatims(findings, subject)
    for facet in FACETS_CROSSED:
        yield from _carried(findings, facet, subject)
    yield _heading("questions")
    yield _place(findings, subject, "questions")
    yield _heading("method")
    yield from _methods(findings, subject)
    yield _place(findings, subject, "method")


def _heading(name: str) -> Heading:
    return Heading(say(f"report.sheet_{name}"), 2, numbered=False)


def _place(findings: Findings, subject: SheetSubject, name: str) -> Block:
    return marked_place(findings, f"sheet_{subject.key}_{name}", say(f"report.place_sheet_{name}"))


def _verbatims(findings: Findings, subject: SheetSubject) -> Iterator[Block]:
    """Quote only people who agreed in so many words that their words be used for training."""
    names = [one.name for one in subject.codes]
    segments = quotable(findings.segments(subject.mask), findings.refused)
    exchange = find_exchange(findings, subject.mask, names[-1]) if names else None
    if exchange is not None:
        yield from compose_exchange(findings, *exchange)
        segments = outside_exchange(segments, *exchange)
    chosen = select_quotations(
        segments,
        _BESIDE_EXCHANGE if exchange else _MOST_QUOTED,
        codes=names,
        quoted=findings.quoted,
        starred=findings.context.starred,
    )
    findings.quoted.update(map(place_of, chosen))
    yield from compose_quotations_of(findings, chosen, names)
    if not segments and exchange is None:
        yield Paragraph(say("report.sheet_none_agreed"), "note")
    yield from _told_left_out(findings, subject.mask)


def _told_left_out(findings: Findings, mask: Mask) -> Iterator[Block]:
    """Tell how many people who spoke of it are not quoted, for want of their consent."""
    left = {one.participant for one in findings.segments(mask)} & (findings.refused or frozenset())
    if left:
        yield Paragraph(told("report.sheet_left_out", len(left)), "note")


def _carried(findings: Findings, facet: str, subject: SheetSubject) -> Iterator[Block]:
    """Compose the table of levers, or obstacles, on the segments of the sheet."""
    index, totals = findings.index, findings.index.totals
    themes = tuple(one.name for one in subject.codes)
    rows, names = [], []
    for code in findings.subcodes(facet) or findings.top_codes(facet):
        tally = index.tally(index.crossing(subject.mask & index.carrying(code.name), *themes, code.name))
        if tally.segments and code.name not in themes:
            rows.append((code.label, number(tally.segments), out_of(tally.persons, totals.persons)))
            names.append(code.name)
    label = next((one.label for one in findings.corpus.codebook.facets if one.id == facet), "")
    if not label:
        return
    yield Heading(label, 2, numbered=False)
    if not rows:
        yield Paragraph(say("report.sheet_nothing"))
        return
    yield TableBlock(
        say("report.caption_sheet", facet=label, label=subject.label),
        tuple(say(f"report.column_{name}") for name in ("code", "segments", "persons")),
        tuple(rows),
        (0.6, 0.2, 0.2),
        cell_codes=_cells(themes, names) if "=" not in subject.key else (),
    )


def _cells(themes: Sequence[str], names: Sequence[str]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    return tuple(((), (*themes, name), (*themes, name)) for name in names)


def _methods(findings: Findings, subject: SheetSubject) -> Iterator[Block]:
    """Quote what was said of methods of teaching on the same segments."""
    if METHODS not in findings.corpus.codebook or any(one.name == METHODS for one in subject.codes):
        return
    mask = subject.mask & findings.index.carrying(METHODS)
    mask = findings.index.crossing(mask, *(one.name for one in subject.codes), METHODS)
    segments = quotable(findings.segments(mask), findings.refused)
    chosen = select_quotations(segments, _MOST_METHODS, codes=[METHODS], quoted=findings.quoted)
    fresh = [one for one in chosen if place_of(one) not in findings.quoted]
    if fresh:
        label = findings.corpus.codebook.code(METHODS).label
        yield Paragraph(say("report.sheet_methods_said", codes=listed([label])), "counts")
        findings.quoted.update(map(place_of, fresh))
        yield from compose_quotations_of(findings, fresh, [METHODS])
