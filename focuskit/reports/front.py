"""The first chapters: what was analysed, how it was counted, the crossing."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.analysis import FACETS_CROSSED, ROW_FACET, WITHOUT_ROW, Mask
from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.model.documents import COUNTED_ROLES, Role
from focuskit.reports.blocks import Block, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.sessions import compose_sessions
from focuskit.reports.wording import (
    MIN_FOR_PERCENTAGE,
    duration,
    number,
    percent,
    told,
    told_disputes,
    told_kinds,
    told_names,
)


def compose_material(findings: Findings) -> Iterator[Block]:
    """Compose the chapter on what was analysed."""
    corpus = findings.corpus
    yield Heading(say("report.material"), 1)
    if not corpus.documents:
        yield Paragraph(say("report.no_documents"))
        return
    totals = findings.index.totals
    yield Paragraph(
        say(
            "report.material_sentence",
            documents=told("report.n_documents", len(corpus.documents)),
            kinds=", ".join(told_kinds(corpus)),
            persons=told("report.n_persons", totals.persons),
            words=told("report.n_words", sum(one.n_words for one in corpus.documents)),
        )
    )
    if findings.context.share_moderator is not None:
        yield Paragraph(say("report.moderator_share", share=percent(findings.context.share_moderator)))
    yield from _people(findings)
    yield documents_table(findings)
    yield from compose_sessions(findings)


def _people(findings: Findings) -> Iterator[Block]:
    """Tell who is counted without being an ordinary participant, or without having spoken."""
    people = [one for one in findings.corpus.people if one.role in COUNTED_ROLES]
    observers = {one.participant for one in people if one.role is Role.OBSERVER_PARTICIPANT}
    if observers:
        yield Paragraph(told("report.observer_participants", len(observers)))
    silent = {one.participant for one in people} - {one.participant for one in people if one.n_turns}
    if silent:
        yield Paragraph(told("report.silent_persons", len(silent)))


def documents_table(findings: Findings) -> TableBlock:
    """Return the table of documents in figures."""
    documents = findings.corpus.documents
    rows: list[tuple[str, ...]] = [
        (
            one.name,
            say(f"report.kind_{one.kind}"),
            number(one.n_speakers),
            number(one.n_turns),
            number(one.n_segments),
            number(one.n_words),
            duration(one.duration_ms),
        )
        for one in documents
    ]
    sums = [
        sum(getattr(one, field) for one in documents)
        for field in ("n_speakers", "n_turns", "n_segments", "n_words")
    ]
    rows.append((say("report.total"), "", *(number(n) for n in sums), ""))
    columns = ("document", "kind", "speakers", "turns", "segments", "words", "duration")
    return TableBlock(
        say("report.caption_documents"),
        tuple(say(f"report.column_{name}") for name in columns),
        tuple(rows),
        (0.34, 0.14, 0.11, 0.09, 0.11, 0.1, 0.11),
        n_text=2,
        strong=frozenset({len(rows) - 1}),
    )


def compose_method(findings: Findings) -> Iterator[Block]:
    """Compose the chapter on how it was coded and counted."""
    corpus = findings.corpus
    yield Heading(say("report.method"), 1)
    yield Paragraph(
        say(
            "report.method_coding",
            words=findings.context.max_words,
            suggested=told("report.n_suggested", corpus.n_undecided),
            decided=told("report.n_decided", findings.n_codes_decided),
        )
    )
    yield Paragraph(say(f"report.approach_{findings.context.approach}"))
    if findings.n_from_context:
        yield Paragraph(told("report.n_from_context", findings.n_from_context))
    for line in told_disputes(corpus):
        yield Paragraph(line)
    who = "report.persons_listed" if corpus.people_listed else "report.persons_spoke"
    yield Paragraph(say("report.method_counting", who=say(who), least=MIN_FOR_PERCENTAGE))
    if corpus.unchecked:
        yield Paragraph(told_names("report.automatic", corpus.unchecked))
    yield Paragraph(say("report.method_quotations"))
    if findings.refused is not None:
        yield Paragraph(told("report.not_quoted", len(findings.refused)))
    if findings.context.n_withheld:
        yield Paragraph(told("report.withheld", findings.context.n_withheld))
    if any(person.role not in COUNTED_ROLES for person in corpus.people):
        yield Paragraph(say("report.moderators_out"))


def compose_crossing(findings: Findings) -> Iterator[Block]:
    """Compose the chapter that crosses transitions with levers and obstacles."""
    yield Heading(say("report.crossing"), 1)
    if not findings.has_crossing():
        yield Paragraph(say("report.no_crossing"))
        return
    yield Paragraph(say("report.crossing_sentence"))
    yield crossing_matrix(findings, key="crossing")
    for facet in FACETS_CROSSED:
        yield from _crossing_of(findings, facet)


def crossing_matrix(findings: Findings, key: str) -> TableBlock:
    """Return the table of transitions by levers and obstacles: segments and persons."""
    columns = [code for facet in FACETS_CROSSED for code in findings.top_codes(facet)]
    rows = [
        (label, *(cell(findings, crossed(findings, name, mask, code)) for code in columns))
        for name, label, mask in crossing_rows(findings)
    ]
    return TableBlock(
        say("report.caption_crossing"),
        (say("report.column_transition"), *(code.label for code in columns)),
        tuple(rows),
        (0.4, *(0.6 / len(columns) for _ in columns)),
        key=key,
        cell_codes=tuple(
            ((), *((name, code.name) for code in columns)) for name, _, _ in crossing_rows(findings)
        ),
    )


def crossing_rows(findings: Findings) -> list[tuple[str, str, Mask]]:
    """Return name, label and mask of each transition, then of the segments without any."""
    index = findings.index
    rows: list[tuple[str, str, Mask]] = [
        (code.name, code.label, index.carrying(code.name)) for code in findings.top_codes(ROW_FACET)
    ]
    return [*rows, (WITHOUT_ROW, say("table.without_row"), ~index.carrying_facet(ROW_FACET))]


def crossed(findings: Findings, row: str, mask: Mask, code: Code) -> Mask:
    """Return the segments of a row of `crossing_rows` that carry a code too, read together."""
    return findings.index.crossing(mask & findings.index.carrying(code.name), row, code.name)


def _crossing_of(findings: Findings, facet: str) -> Iterator[Block]:
    """Compose the table of a facet's sub-codes by transition; sub-codes without segment are left out."""
    index = findings.index
    used = [code for code in findings.subcodes(facet) if index.carrying(code.name).any()]
    if not used:
        return
    columns = crossing_rows(findings)
    rows = tuple(
        (
            code.label,
            *(number(index.tally(crossed(findings, name, mask, code)).segments) for name, _, mask in columns),
            number(index.tally(index.carrying(code.name)).segments),
        )
        for code in used
    )
    label = _facet_label(findings, facet)
    yield TableBlock(
        say("report.caption_crossing_facet", facet=label),
        (label, *(short_label(name) for _, name, _ in columns), say("report.total")),
        rows,
        (0.28, *(0.72 / (len(columns) + 1) for _ in range(len(columns) + 1))),
        cell_codes=tuple(((), *((name, code.name) for name, _, _ in columns), (code.name,)) for code in used),
    )


def _facet_label(findings: Findings, facet: str) -> str:
    return next((one.label for one in findings.corpus.codebook.facets if one.id == facet), facet)


def short_label(label: str) -> str:
    """Return a label without its first word where that is the facet's (``Transition alimentaire``)."""
    head, _, rest = label.partition(" ")
    return (
        rest[:1].upper() + rest[1:] if head.casefold() == "transition" and len(rest.split()) == 1 else label
    )


def cell(findings: Findings, mask: Mask) -> str:
    """Write the counts of one cell: segments, then persons."""
    tally = findings.index.tally(mask)
    if not tally.segments:
        return "0"
    return say(
        "report.cell",
        segments=number(tally.segments),
        persons=number(tally.persons),
        total=number(findings.index.totals.persons),
    )


def code_label(code: Code) -> str:
    """Return a code's label with its full name."""
    return f"{code.label} ({code.name})"
