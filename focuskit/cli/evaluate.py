"""``focuskit evaluate``: how good suggestions are, on passages that are coded already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.tagging.measures import Measure
    from focuskit.workflow.evaluate import Evaluation

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("evaluate", help=say("cli.evaluate_help"))
@click.argument("passages", type=FILE)
@click.argument("readers", type=FILE, nargs=-1, required=True, metavar="READER...")
@click.option("--codebook", type=FILE, required=True, help=say("cli.opt_codebook"))
@click.option("--train", type=FILE, nargs=2, metavar="PASSAGES READER", help=say("cli.opt_train"))
@click.option("--folds", type=click.IntRange(min=2), help=say("cli.opt_folds"))
@click.option("--seed", type=int, default=0, help=say("cli.opt_seed"))
@language_option
@json_option
def command(  # noqa: PLR0913 (each argument is an option of the command)
    passages: Path,
    readers: tuple[Path, ...],
    codebook: Path,
    train: tuple[Path, Path] | None,
    folds: int | None,
    seed: int,
    lang: str | None,
    *,
    as_json: bool,
) -> int:
    """Measure and show."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.messages import speak  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.evaluate import evaluate  # noqa: PLC0415 (help stays quick)

    if lang:
        speak(lang)
    found = evaluate(passages, readers, codebook, train=train or None, folds=folds, seed=seed)
    if as_json:
        screen.print_json(_as_json(found, len(readers)))
    else:
        _show(found, [path.stem for path in readers])
    return 0


def _as_json(found: Evaluation, n_readings: int) -> dict[str, object]:
    return {
        "n_passages": found.n_passages,
        "codes": {
            one.code: {
                "n_suggested": one.n_suggested,
                "n_readers": [measure.n_read for measure in one.measures],
                "precision": [measure.precision for measure in one.measures],
                "recall": [measure.recall for measure in one.measures],
                "f1": [measure.f1 for measure in one.measures],
                "f1_interval": [[measure.low, measure.high] for measure in one.measures],
                "f1_readers": one.f1_readers,
            }
            for one in found.codes
        },
        "macro_f1": [found.mean(place) for place in range(n_readings)],
        "model": [
            {
                "code": one.code,
                "n_positive": one.n_positive,
                "f1_rules": one.f1_rules,
                "f1_model": one.f1_model,
                "is_used": one.is_used,
            }
            for one in found.learned
        ],
    }


def _show(found: Evaluation, names: list[str]) -> None:
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    who = say("cli.evaluate_rules_and_model" if found.with_model else "cli.evaluate_rules")
    table = Table(
        title=say("cli.evaluate_title", n=found.n_passages, who=who), title_justify="left", title_style="bold"
    )
    table.add_column(say("cli.evaluate_code"))
    table.add_column(say("cli.evaluate_n"), justify="right")
    for name in names:
        table.add_column(say("cli.evaluate_reading", name=name))
    table.add_column(say("cli.evaluate_readers"), justify="right")
    for one in found.codes:
        cells = [_cell(measure) for measure in one.measures]
        table.add_row(one.code, str(one.n_suggested), *cells, _number(one.f1_readers))
    table.add_section()
    means = [_number(found.mean(place)) for place in range(len(names))]
    table.add_row(say("cli.evaluate_macro"), "", *means, "")
    console = screen.out()
    console.print(table)
    for code in found.learned:
        chosen = "model" if code.is_used else ("rules" if code.f1_model is not None else "few")
        console.print(
            say(
                "cli.evaluate_used",
                code=code.code,
                chosen=say(f"cli.chosen_{chosen}"),
                rules=_number(code.f1_rules),
                model=_number(code.f1_model),
                n=code.n_positive,
            ),
            markup=False,
        )


def _cell(measure: Measure) -> str:
    interval = f" [{_number(measure.low)}–{_number(measure.high)}]" if measure.f1 is not None else ""
    figures = "  ".join(_number(value) for value in (measure.precision, measure.recall, measure.f1))
    return f"{measure.n_read:>4}  {figures}{interval}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
