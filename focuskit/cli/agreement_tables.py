"""Agreement and disagreements on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from focuskit.messages import say
from focuskit.reports import agreement as told
from focuskit.reports.wording import number

if TYPE_CHECKING:
    from focuskit.analysis.agreement import AgreementSummary, CodeAgreement
    from focuskit.model.agreement import Disagreement
    from focuskit.model.codebook import Codebook


def show_conditions(summary: AgreementSummary) -> None:
    """Print what was compared, and how to read it."""
    for line in told.told_conditions(summary):
        click.echo(line)
    click.echo("")


def show_units(console: Console, summary: AgreementSummary, codebook: Codebook) -> None:
    """Print counts and coefficients per code: one table for two coders, two for more."""
    rows = told.distinct_rows(summary, codebook)
    pairs = [(pair.one, pair.other) for pair in rows[0].pairs] if rows else []
    is_pair = len(pairs) == 1
    for place, (one, other) in enumerate(pairs):
        columns = ["code", "both"]
        table = _table("agree.title_pair", [*columns], one=one, other=other)
        for title in (say("agree.only", coder=one), say("agree.only", coder=other)):
            table.add_column(title, justify="right")
        for name in ("neither", "raw", "kappa", *(("alpha",) if is_pair else ())):
            table.add_column(say(f"agree.column_{name}"), justify="right")
        for row in rows:
            pair = row.pairs[place]
            counts = (pair.both, pair.only_one, pair.only_other, pair.neither)
            cells = [
                *map(str, counts),
                told.told_raw(pair),
                told.told_statistic(pair.kappa),
                *([told.told_statistic(row.alpha)] if is_pair else []),
            ]
            _add(table, row, codebook, cells)
        console.print(table)
    if not is_pair:
        table = _table("agree.title_all", ["code", "raw", "fleiss", "alpha"])
        for row in rows:
            cells = [told.told_mean_agreement(row), *map(told.told_statistic, (row.fleiss, row.alpha))]
            _add(table, row, codebook, cells)
        console.print(table)
    _show_sets(console, summary, codebook)


def _show_sets(console: Console, summary: AgreementSummary, codebook: Codebook) -> None:
    rows = [row for row in summary.rows if row.set_alpha is not None]
    if not rows:
        return
    distance = say(f"agree.distance_{summary.distance}")
    table = _table("agree.title_sets", ["facet", "set_alpha"], distance=distance)
    for row in rows:
        label = next(one.label for one in codebook.facets if one.id == row.facet)
        table.add_row(label, told.told_statistic(row.set_alpha))
    console.print(table)


def show_spans(console: Console, summary: AgreementSummary, codebook: Codebook) -> None:
    """Print the coefficients of free spans per code."""
    n = number(summary.n_characters)
    drawn = say(f"agree.spans_by_{summary.spans_drawn_by}")
    table = _table("agree.title_spans", ["code", "u", "bar_u", "cu", "code_u"], n=n, drawn=drawn)
    for row in summary.rows:
        cells = [
            told.told_statistic(row.u),
            told.told_statistic(row.bar_u) if not row.code else "",
            _covered(told.told_statistic(row.cu), row.coverage),
            _covered(told.told_statistic(row.code_u), row.code_coverage),
        ]
        _add(table, row, codebook, cells)
    console.print(table)


def show_reasons(summary: AgreementSummary, names: Sequence[str]) -> None:
    """Print why the coefficients shown are undefined, how many codes nobody put, what is open."""
    for line in told.reasons_met(summary, names):
        click.echo(line)
    if summary.n_unused and names:
        click.echo(say("agree.unused", n=summary.n_unused))
    n = len(summary.disagreements)
    click.echo(say("agree.disagreements", n=n, open=summary.n_open, settled=n - summary.n_open))


def show_disagreements(disagreements: Sequence[Disagreement], codebook: Codebook) -> None:
    """Print each disagreement with its words, where they stand, and who put the code there or did not."""
    if not disagreements:
        click.echo(say("agree.no_disagreement"))
    document = ""
    for one in disagreements:
        if one.document != document:
            document = one.document
            click.secho(f"\n{document}", bold=True)
        click.echo("")
        click.secho(f"{one.id}  {one.code}", fg="cyan", nl=False)
        click.echo(f"  {codebook.code(one.code).label}")
        click.echo(f"  {say('agree.place', turn=one.turn, speaker=one.speaker)} {one.words}")
        coded = ", ".join(stance.coder for stance in one.stances if stance.spans)
        without = ", ".join(told.told_stance(stance) for stance in one.stances if not stance.spans)
        click.echo(f"  {say('agree.with', coders=coded)} · {say('agree.without', coders=without)}")
        if one.settled:
            verdict = told.told_verdict(one)
            click.echo(f"  {say('agree.settled', verdict=verdict, coder=one.settled.coder)}")


def _covered(figure: str, share: float | None) -> str:
    return f"{figure} {say('agree.coverage', share=told.decimal(share))}" if figure and share else figure


def _table(key: str, columns: Sequence[str], **facts: object) -> Table:
    table = Table(title=say(key, **facts), title_justify="left", title_style="bold")
    for place, name in enumerate(columns):
        justify = "right" if place else "left"
        table.add_column(say(f"agree.column_{name}"), justify=justify, overflow="fold")  # type: ignore[arg-type]
    return table


def _add(table: Table, row: CodeAgreement, codebook: Codebook, cells: Sequence[str]) -> None:
    if not row.code and table.row_count:
        table.add_section()
    name = f"{'  ' * row.code.count('/')}{row.code}" if row.code else told.label_of(row, codebook)
    table.add_row(name, *cells, style=None if row.code else "bold")
