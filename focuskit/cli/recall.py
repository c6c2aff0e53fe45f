"""``focuskit recall``: what suggestions miss, by a random sample that somebody reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.analysis.recall import RecallEstimate
    from focuskit.workflow.recall import Sample


@click.command("recall", help=say("cli.recall_help"))
@click.option("--draw", type=click.IntRange(min=1), metavar="N", help=say("cli.opt_recall_draw"))
@click.option("--read", "is_read", is_flag=True, help=say("cli.opt_recall_read"))
@click.option("--seed", type=int, default=0, help=say("cli.opt_seed"))
@project_option
@language_option
@json_option
def command(
    *,
    draw: int | None,
    is_read: bool,
    seed: int,
    project: Path | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Draw a sample, say that it was read, or tell the estimate."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import recall as steps  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=bool(draw or is_read)) as folder:
        if draw:
            sample: Sample | None = steps.draw_sample(folder, draw, seed=seed)
        elif is_read:
            sample = steps.mark_read(folder)
        else:
            sample = steps.load_sample(folder)
        estimates = steps.recall_by_code(folder)
    if as_json:
        screen.print_json(_record(sample, estimates))
    else:
        _show(sample, estimates)
    return 0


def _record(sample: Sample | None, estimates: dict[str, RecallEstimate]) -> dict[str, object]:
    return {
        "sample": None if sample is None else [list(one) for one in sample.segments],
        "read": bool(sample and sample.is_read),
        "codes": {
            code: {
                "found": one.n_found,
                "sample": one.n_sample,
                "missed": one.n_missed,
                "recall": one.recall,
                "interval": None if one.recall is None else [one.low, one.high],
            }
            for code, one in estimates.items()
        },
    }


def _show(sample: Sample | None, estimates: dict[str, RecallEstimate]) -> None:
    if sample is None:
        click.echo(say("cli.recall_unknown"))
        return
    if not sample.is_read:
        click.echo(say("cli.recall_to_read", n=len(sample.segments)))
        for document, number in sample.segments:
            click.echo(f"  {document}:{number}")
        return
    click.echo(say("cli.recall_head", n=len(sample.segments)))
    for code, one in estimates.items():
        if one.recall is not None and one.low is not None and one.high is not None:
            click.echo(
                say(
                    "cli.recall_code",
                    code=code,
                    recall=f"{one.recall:.2f}",
                    low=f"{one.low:.2f}",
                    high=f"{one.high:.2f}",
                    missed=one.n_missed,
                    sample=one.n_sample,
                )
            )
