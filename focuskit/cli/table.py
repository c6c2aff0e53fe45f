"""``focuskit table``: a table on standard output or in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say

NAMES = (
    "themes",
    "crossing",
    "quotations",
    "questions",
    "quotes",
    "cooccurrence",
    "group_alone",
    "structures",
    "waves",
    "portrait",
    "participation",
    "dynamics",
    "succession",
    "order",
    "exchanges",
    "markers",
    "saturation",
    "bilan",
    "framework",
    "consensus",
)
SPEAKERS = ("any", "same", "other")
UNITS = ("segment", "turn", "exchange", "person", "document", "near")
FORMATS = ("screen", "csv", "csv-fr", "xlsx", "md", "html", "json")


def _asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what may be asked of a table."""
    for option in (
        click.option("--speakers", type=click.Choice(SPEAKERS), help=say("finding.opt_speakers")),
        click.option("--base", type=click.IntRange(min=1), help=say("finding.opt_base")),
        click.option("--run", type=click.IntRange(min=1), help=say("finding.opt_run")),
        click.option("--threshold", type=click.FloatRange(0, 1), help=say("finding.opt_threshold")),
        click.option(
            "--power",
            type=(click.FloatRange(0, 1), click.IntRange(min=1)),
            metavar="P K",
            help=say("finding.opt_power"),
        ),
        click.option("--draws", type=click.IntRange(min=0), help=say("finding.opt_draws")),
        click.option("--within", type=click.IntRange(min=0), help=say("finding.opt_within")),
        click.option("--unit", type=click.Choice(UNITS), help=say("finding.opt_unit")),
        click.option("--most", type=click.IntRange(min=0), help=say("finding.opt_most")),
        click.option("--code", metavar="CODE", help=say("finding.opt_code")),
        click.option("--everybody", is_flag=True, help=say("finding.opt_everybody")),
        click.option("--level", type=click.Choice(["top", "all"]), help=say("finding.opt_level")),
        click.option("--columns", multiple=True, metavar="AXIS", help=say("finding.opt_columns")),
        click.option("--rows", metavar="AXIS", help=say("finding.opt_rows")),
        click.option("--where", multiple=True, metavar="NAME=VALUE", help=say("finding.opt_where")),
    ):
        function = option(function)
    return function


@click.command("table", help=say("cli.table_help"))
@click.argument("name", type=click.Choice(NAMES))
@click.option("--format", "form", type=click.Choice(FORMATS), help=say("screen.opt_format"))
@click.option("--output", type=PATH, metavar="FILE", help=say("cli.opt_output_file"))
@_asked
@project_option
@language_option
def command(
    *,
    name: str,
    form: str | None,
    output: Path | None,
    project: Path | None,
    lang: str | None,
    **asked: Any,  # noqa: ANN401 (options of many types, checked by click)
) -> int:
    """Print or write one table."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.screen import out, show_table  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.documents import unchecked_documents  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.table import shown_table, table_text, write_table  # noqa: PLC0415 (same)
    from focuskit.workflow.written_tables import find_any_table  # noqa: PLC0415 (same)

    form = form or _form(output)
    if form == "xlsx" and not output:
        raise UsageError("error.xlsx_needs_output")
    if form == "screen" and output:
        raise UsageError("screen.no_file")
    with opened(project, lang, changing=False) as folder:
        if unchecked := unchecked_documents(folder):
            click.echo(say("cli.automatic_warning", n=len(unchecked)), err=True)
        found = find_any_table(folder, _request(name, asked))
        if form == "screen":
            show_table(out(), shown_table(found, out().width), found.notes)
        elif output:
            click.echo(say("cli.file_written", path=write_table(found, form, output)), err=True)
        else:
            click.echo(table_text(found, form), nl=False)
        if form in {"csv", "csv-fr", "json"}:
            for note in found.notes:
                click.echo(note, err=True)
    return 0


def _form(output: Path | None) -> str:
    """Return the format that a file's ending tells; without a file, the screen's if there is one."""
    if output is None:
        return "screen" if sys.stdout.isatty() else "csv"
    ending = output.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "csv"


def _request(name: str, asked: dict[str, Any]) -> Any:  # noqa: ANN401 (its type is loaded with the command)
    from focuskit.workflow.conditions import parse_conditions  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.table_request import TableRequest  # noqa: PLC0415 (help stays quick)

    where, level = asked.pop("where"), asked.pop("level")
    given = {key: value for key, value in asked.items() if value is not None}
    return TableRequest(
        name,
        conditions=parse_conditions(where),
        level=0 if level == "top" else None,
        **given,
    )
