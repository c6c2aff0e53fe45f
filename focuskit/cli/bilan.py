"""``focuskit bilan``: how many of the structures, and which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("text", "csv", "xlsx", "md", "html", "json")


@click.command("bilan", help=say("finding.bilan_help"))
@click.argument("answers", type=PATH, required=False)
@click.option("--by", metavar="AXIS", default="attr:structure", help=say("finding.opt_by"))
@click.option("--who", metavar="COLUMN", help=say("finding.opt_who"))
@click.option("--unit", metavar="WORD", help=say("finding.opt_stock_unit"))
@click.option("--level", type=click.Choice(["top", "all"]), default="all", help=say("finding.opt_level"))
@click.option("--where", multiple=True, metavar="NAME=VALUE", help=say("finding.opt_where"))
@click.option("--format", "form", type=click.Choice(FORMATS), help=say("cli.opt_format"))
@click.option("--output", type=PATH, metavar="FILE", help=say("cli.opt_output_file"))
@project_option
@language_option
def command(  # noqa: PLR0913 (options of a command)
    *,
    answers: Path | None,
    by: str,
    who: str | None,
    unit: str | None,
    level: str,
    where: tuple[str, ...],
    form: str | None,
    output: Path | None,
    project: Path | None,
    lang: str | None,
) -> int:
    """Take stock of a table of answers, else of the coded project."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.bilan import take_stock  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.conditions import parse_conditions  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.table import find_table, render_frame, write_frame  # noqa: PLC0415 (same)
    from focuskit.workflow.table_request import TableRequest  # noqa: PLC0415 (help stays quick)

    ending = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (ending if ending in FORMATS else "text")
    if form == "xlsx" and not output:
        raise UsageError("error.xlsx_needs_output")
    notes: tuple[str, ...]
    if answers is not None:
        stock = take_stock(answers, who=who, unit=unit)
        frame, notes = stock.frame, (say("finding.about_states"), say("finding.about_majority"))
        screen.show_problems(screen.errors(), stock.problems)
    else:
        request = TableRequest(
            "bilan",
            conditions=parse_conditions(where),
            rows=by,
            level=0 if level == "top" else None,
            unit=unit,
        )
        with opened(project, lang, changing=False) as folder:
            found = find_table(folder, request)
        frame, notes = found.frame, found.notes
    if output:
        write_frame(frame, "bilan", form if form != "text" else "csv", output, notes)
        click.echo(say("cli.file_written", path=output), err=True)
    elif form == "text":
        _show(frame, notes)
    else:
        click.echo(render_frame(frame, "bilan", form, notes), nl=False)
    return 0


def _show(frame: pd.DataFrame, notes: tuple[str, ...]) -> None:
    last = None
    for row in frame.to_dict("records"):
        if row["question"] != last:
            click.echo(f"\n{row['question']}")
            last = row["question"]
        head = f"  {row['item']} : " if row["item"] else "  "
        click.echo(f"{head}{row['written']} {row['unit']}")
        for key in ("yes", "no", "not_addressed"):
            if row[f"who_{key}"]:
                click.echo(f"    {say(f'finding.state_{key}')} : {row[f'who_{key}']}")
        click.echo(f"    {row['sentence']}")
    for note in notes:
        click.echo(note, err=True)
