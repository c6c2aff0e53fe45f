"""``focuskit learn``: a model from decisions, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.tagging.learned import LearnedCode
    from focuskit.workflow.learn import LearnSummary

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("learn", help=say("cli.learn_help"))
@click.option("--table", type=FILE, nargs=2, metavar="PASSAGES READING", help=say("cli.opt_learn_table"))
@click.option("--forget", is_flag=True, help=say("cli.opt_forget"))
@click.option("--seed", type=int, default=0, help=say("cli.opt_seed"))
@project_option
@language_option
@json_option
def command(
    *,
    table: tuple[Path, Path] | None,
    forget: bool,
    seed: int,
    project: Path | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Learn, tell how good it is, and keep the model for the next tagging."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.learn import learn_from_project, learn_from_table  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.learned_model import forget_model  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder, screen.progress_bar() as tell:
        if forget:
            click.echo(say("cli.learn_forgotten" if forget_model(folder) else "cli.learn_none"))
            return 0
        if table:
            made = learn_from_table(folder, *table, seed=seed)
        else:
            made = learn_from_project(folder, seed=seed, progress=tell)
    if as_json:
        screen.print_json(_record(made))
    else:
        _show(made)
    return 0


def _record(made: LearnSummary) -> dict[str, object]:
    return {
        "version": made.model.version,
        "n_passages": made.n_passages,
        "n_documents": made.n_documents,
        "codes": [
            {
                "code": one.code,
                "n_positive": one.n_positive,
                "f1_rules": one.f1_rules,
                "f1_model": one.f1_model,
                "f1_interval": one.interval_model,
                "precision": one.precision_model,
                "recall": one.recall_model,
                "is_used": one.is_used,
            }
            for one in made.model.codes
        ],
    }


def _show(made: LearnSummary) -> None:
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.tagging.learned import FEWEST  # noqa: PLC0415 (help stays quick)

    console = screen.out()
    tried = [one for one in made.model.codes if one.f1_model is not None]
    table = Table(title=say("cli.learn_title", n=made.n_passages), title_justify="left", title_style="bold")
    table.add_column(say("cli.evaluate_code"))
    for key in ("n", "rules", "model", "precision", "recall"):
        table.add_column(say(f"cli.learn_{key}"), justify="right")
    table.add_column(say("cli.learn_used"))
    for one in tried:
        table.add_row(*_cells(one))
    console.print(table)
    few = [one for one in made.model.codes if one.f1_model is None]
    console.print(say("cli.learn_few", n=len(few), fewest=FEWEST))
    console.print(say("cli.learn_next", used=sum(one.is_used for one in tried), version=made.model.version))


def _cells(one: LearnedCode) -> tuple[str, ...]:
    def number(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    interval = f" [{one.interval_model[0]:.2f}–{one.interval_model[1]:.2f}]" if one.interval_model else ""
    return (
        one.code,
        str(one.n_positive),
        number(one.f1_rules),
        f"{number(one.f1_model)}{interval}",
        number(one.precision_model),
        number(one.recall_model),
        say("cli.chosen_model" if one.is_used else "cli.chosen_rules"),
    )
