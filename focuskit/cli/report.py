"""``focuskit report``: the Word report."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say


@click.command("report", help=say("cli.report_help"))
@click.option("--output", type=PATH, metavar="FILE", help=say("cli.opt_report_file"))
@project_option
@language_option
def command(output: Path | None, project: Path | None, lang: str | None) -> int:
    """Write the report and tell where."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.report import report_project  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        path = report_project(folder, output or folder.path / "reports" / "report.docx")
    click.echo(say("cli.file_written", path=path))
    return 0
