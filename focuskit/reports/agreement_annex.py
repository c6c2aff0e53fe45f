"""The annex on agreement between coders, as the approach of the project asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from focuskit.analysis.agreement import AgreementSummary
from focuskit.messages import say
from focuskit.model.codebook import Codebook
from focuskit.model.settings import CODING_RELIABILITY, REFLEXIVE
from focuskit.reports.agreement import (
    distinct_rows,
    label_of,
    reasons_met,
    told_conditions,
    told_mean_agreement,
    told_statistic,
)
from focuskit.reports.blocks import Block, Heading, Paragraph, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.wording import number, told

_LABEL_SHARE = 0.34


def compose_agreement(findings: Findings) -> Iterator[Block]:
    """Compose the annex; nothing where no two coders were given the same words."""
    summary, approach = findings.context.agreement, findings.context.approach
    if summary is None:
        return
    codebook = findings.corpus.codebook
    yield Heading(say("agree.annex"), 1, numbered=False)
    yield Paragraph(say(f"agree.annex_{approach}"))
    for line in told_conditions(summary, with_intervals=approach != REFLEXIVE):
        yield Paragraph(line, "note")
    if approach != REFLEXIVE:
        with_kappa = approach == CODING_RELIABILITY
        yield (
            _of_pair(summary, codebook, with_kappa=with_kappa)
            if _is_pair(summary)
            else _of_all(summary, codebook)
        )
        yield Paragraph(say("agree.about_coefficients"), "note")
        for line in reasons_met(summary, ("kappa", "alpha", *(() if _is_pair(summary) else ("fleiss",)))):
            yield Paragraph(line, "note")
    n = len(summary.disagreements)
    yield Paragraph(
        told(
            "agree.annex_disagreements",
            n,
            settled=number(n - summary.n_open),
            open=number(summary.n_open),
        )
    )


def _is_pair(summary: AgreementSummary) -> bool:
    return len(summary.coders) == len(("one", "other"))


def _of_pair(summary: AgreementSummary, codebook: Codebook, *, with_kappa: bool) -> TableBlock:
    one, other = (coder.coder for coder in summary.coders)
    names = ("kappa", "alpha") if with_kappa else ("alpha",)
    header = (
        say("agree.column_code"),
        say("agree.column_both"),
        say("agree.only", coder=one),
        say("agree.only", coder=other),
        say("agree.column_neither"),
        *(say(f"agree.column_{name}") for name in names),
    )
    rows = []
    for row in distinct_rows(summary, codebook):
        (pair,) = row.pairs
        counts = (pair.both, pair.only_one, pair.only_other, pair.neither)
        figures = [pair.kappa, row.alpha] if with_kappa else [row.alpha]
        rows.append((label_of(row, codebook), *map(number, counts), *map(told_statistic, figures)))
    share = (1 - _LABEL_SHARE - 0.4) / len(names)
    widths = (_LABEL_SHARE, 0.1, 0.1, 0.1, 0.1, *([share] * len(names)))
    return _table("agree.annex_caption", header, rows, widths, summary, codebook)


def _of_all(summary: AgreementSummary, codebook: Codebook) -> TableBlock:
    header = tuple(say(f"agree.column_{name}") for name in ("code", "units", "raw", "fleiss", "alpha"))
    rows = [
        (
            label_of(row, codebook),
            number(row.alpha.n_units),
            told_mean_agreement(row),
            told_statistic(row.fleiss),
            told_statistic(row.alpha),
        )
        for row in distinct_rows(summary, codebook)
    ]
    return _table("agree.annex_caption_all", header, rows, (0.36, 0.1, 0.14, 0.2, 0.2), summary, codebook)


def _table(
    key: str,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    widths: tuple[float, ...],
    summary: AgreementSummary,
    codebook: Codebook,
) -> TableBlock:
    shown = distinct_rows(summary, codebook)
    return TableBlock(
        say(key),
        header,
        tuple(rows),
        widths,
        strong=frozenset(place for place, row in enumerate(shown) if "/" not in row.code),
        depths=tuple(row.code.count("/") for row in shown),
    )
