"""Counts of a theme, told in a line or a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from focuskit.analysis import Mask
from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.reports.blocks import Block, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.wording import number, out_of

_FEWEST_FOR_ONE_VOICE = 3


def compose_counts(findings: Findings, mask: Mask, codes: Sequence[Code] | None) -> Iterator[Block]:
    """Tell how often, by how many people and in how many documents a theme comes.

    ``codes`` are those that make the theme: where all of them are decided, the segment counts as decided.
    ``None`` where no code makes it (a facet of several top codes); its statuses are then not told.
    """
    tally, totals = findings.index.tally(mask), findings.index.totals
    if not tally.segments:
        yield Paragraph(say("report.nothing_here"))
        return
    counts = say(
        "report.counts",
        segments=number(tally.segments),
        turns=number(tally.turns),
        persons=out_of(tally.persons, totals.persons),
        groups=out_of(tally.groups, totals.groups),
        interviews=out_of(tally.interviews, totals.interviews),
    )
    made_by = tuple(code.name for code in codes or ())
    yield Paragraph(_with_status(findings, mask, codes, counts), "counts", made_by)
    if tally.segments >= _FEWEST_FOR_ONE_VOICE and tally.top_person * 2 > tally.segments:
        yield Paragraph(say("report.one_voice", n=tally.top_person, segments=tally.segments), "counts")


def _with_status(findings: Findings, mask: Mask, codes: Sequence[Code] | None, counts: str) -> str:
    """Put before or behind the counts what is only proposed by the machine."""
    if codes is None:
        return counts
    n_decided, n = findings.n_decided(mask, codes), int(mask.sum())
    if not n_decided:
        return say("report.counts_suggested", counts=counts)
    if n_decided == n:
        return counts
    return say(
        "report.counts_mixed", counts=counts, decided=number(n_decided), suggested=number(n - n_decided)
    )


def counts_table(findings: Findings, title: str, codes: Sequence[Code]) -> TableBlock:
    """Return the table of codes with their counts."""
    index, totals = findings.index, findings.index.totals
    rows = []
    for code in codes:
        tally = index.tally(index.carrying(code.name))
        rows.append(
            (
                code.label,
                number(tally.segments),
                number(tally.turns),
                out_of(tally.persons, totals.persons),
                out_of(tally.groups, totals.groups),
                out_of(tally.interviews, totals.interviews),
            )
        )
    columns = ("code", "segments", "turns", "persons", "groups", "interviews")
    return TableBlock(
        say("report.caption_counts", facet=title),
        tuple(say(f"report.column_{name}") for name in columns),
        tuple(rows),
        (0.4, 0.12, 0.1, 0.13, 0.11, 0.14),
        cell_codes=tuple(((), *(((code.name,),) * 5)) for code in codes),
    )
