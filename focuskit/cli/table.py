"""``focuskit table``: a table on standard output or in a file."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say

NAMES = ("themes", "crossing", "quotations")
FORMATS = ("csv", "xlsx", "md", "json")


@click.command("table", help=say("cli.table_help"))
@click.argument("name", type=click.Choice(NAMES))
@click.option("--format", "form", type=click.Choice(FORMATS), help=say("cli.opt_format"))
@click.option("--output", type=PATH, metavar="FILE", help=say("cli.opt_output_file"))
@project_option
@language_option
def command(name: str, form: str | None, output: Path | None, project: Path | None, lang: str | None) -> int:
    """Print or write one table."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.documents import unchecked_documents  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.table import table_text, write_table  # noqa: PLC0415 (help stays quick)

    ending = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (ending if ending in FORMATS else "csv")
    if form == "xlsx" and not output:
        raise UsageError("error.xlsx_needs_output")
    with opened(project, lang, changing=False) as folder:
        if unchecked := unchecked_documents(folder):
            click.echo(say("cli.automatic_warning", n=len(unchecked)), err=True)
        if output:
            click.echo(say("cli.file_written", path=write_table(folder, name, form, output)), err=True)
        else:
            click.echo(table_text(folder, name, form), nl=False)
    return 0
