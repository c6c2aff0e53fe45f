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

Columns = dict[str, list[str]]
_WIDE = 120
"""From this many columns on, counts and coefficients stand side by side."""

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
    """Print counts and coefficients per code: for more than two coders pair by pair, then of all."""
    rows = told.distinct_rows(summary, codebook)
    names = [(pair.one, pair.other) for pair in rows[0].pairs] if rows else []
    is_pair = len(names) == 1
    for place, (one, other) in enumerate(names):
        console.print(say("agree.title_pair", one=one, other=other), style="bold")
        counts = _counts(rows, place)
        figures = {"kappa": [told.told_statistic(row.pairs[place].kappa) for row in rows]}
        if is_pair:
            figures["alpha"] = [told.told_statistic(row.alpha) for row in rows]
        figures = {say(f"agree.column_{name}"): cells for name, cells in figures.items()}
        for columns in (counts, figures) if console.width < _WIDE else (counts | figures,):
            console.print(_by_code(rows, codebook, columns))
    if not is_pair and rows:
        console.print(say("agree.title_all"), style="bold")
        figures = {
            "raw": [told.told_mean_agreement(row) for row in rows],
            "fleiss": [told.told_statistic(row.fleiss) for row in rows],
            "alpha": [told.told_statistic(row.alpha) for row in rows],
        }
        columns = {say(f"agree.column_{name}"): cells for name, cells in figures.items()}
        console.print(_by_code(rows, codebook, columns))
    _show_sets(console, summary, codebook)


def _counts(rows: Sequence[CodeAgreement], place: int) -> Columns:
    pairs = [row.pairs[place] for row in rows]
    one, other = pairs[0].one, pairs[0].other
    return {
        say("agree.column_both"): [str(pair.both) for pair in pairs],
        say("agree.only", coder=one): [str(pair.only_one) for pair in pairs],
        say("agree.only", coder=other): [str(pair.only_other) for pair in pairs],
        say("agree.column_neither"): [str(pair.neither) for pair in pairs],
        say("agree.column_raw"): [told.told_raw(pair) for pair in pairs],
    }


def _show_sets(console: Console, summary: AgreementSummary, codebook: Codebook) -> None:
    rows = [row for row in summary.rows if row.set_alpha is not None]
    if not rows:
        return
    distance = say(f"agree.distance_{summary.distance}")
    console.print(say("agree.title_sets", distance=distance), style="bold")
    table = Table(say("agree.column_facet"))
    table.add_column(say("agree.column_set_alpha"), justify="right")
    for row in rows:
        label = next(one.label for one in codebook.facets if one.id == row.facet)
        table.add_row(label, told.told_statistic(row.set_alpha))
    console.print(table)


def show_spans(console: Console, summary: AgreementSummary, codebook: Codebook) -> None:
    """Print the coefficients of free spans per code."""
    n = number(summary.n_characters)
    drawn = say(f"agree.spans_by_{summary.spans_drawn_by}")
    console.print(say("agree.title_spans", n=n, drawn=drawn), style="bold")
    rows = summary.rows
    figures = {
        "u": [told.told_statistic(row.u) for row in rows],
        "bar_u": [told.told_statistic(row.bar_u) if not row.code else "" for row in rows],
        "cu": [_covered(told.told_statistic(row.cu), row.coverage) for row in rows],
        "code_u": [_covered(told.told_statistic(row.code_u), row.code_coverage) for row in rows],
    }
    columns = {say(f"agree.column_{name}"): cells for name, cells in figures.items()}
    halves = (dict(list(columns.items())[:2]), dict(list(columns.items())[2:]))
    for part in halves if console.width < _WIDE else (columns,):
        console.print(_by_code(rows, codebook, part))


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


def _by_code(rows: Sequence[CodeAgreement], codebook: Codebook, columns: Columns) -> Table:
    """Lay out columns of cells beside the codes; facets stand out."""
    table = Table()
    table.add_column(say("agree.column_code"), overflow="fold")
    for title in columns:
        table.add_column(title, justify="right")
    for place, row in enumerate(rows):
        if not row.code and place:
            table.add_section()
        name = f"{'  ' * row.code.count('/')}{row.code}" if row.code else told.label_of(row, codebook)
        cells = (column[place] for column in columns.values())
        table.add_row(name, *cells, style=None if row.code else "bold")
    return table
