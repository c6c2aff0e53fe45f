"""The annex on how to read the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from focuskit.messages import say
from focuskit.reports.blocks import Block, Heading, Paragraph
from focuskit.reports.context import Findings
from focuskit.reports.wording import MIN_FOR_PERCENTAGE, out_of

_SENTENCES = ("units", "persons", "several", "crossing", "wished", "absent", "origin")


def compose_numbers(findings: Findings) -> Iterator[Block]:
    """Compose the annex: what each number counts, and what it does not say."""
    totals = findings.index.totals
    yield Heading(say("report.annex_numbers"), 1, numbered=False)
    for name in _SENTENCES:
        yield Paragraph(
            say(
                f"report.numbers_{name}",
                example=out_of(min(2, totals.persons), totals.persons),
                persons=totals.persons,
                least=MIN_FOR_PERCENTAGE,
                program=findings.context.program_version,
                codebook=findings.context.codebook_version,
            )
        )
