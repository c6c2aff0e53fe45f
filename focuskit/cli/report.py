"""``focuskit report``: the Word report."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say
from focuskit.model.audiences import Audience

AUDIENCES = tuple(one.value for one in Audience)


@click.command("report", help=say("cli.report_help"))
@click.option("--output", type=PATH, metavar="FILE", help=say("cli.opt_report_file"))
@click.option("--template", type=PATH, metavar="FILE", help=say("cli.opt_template"))
@click.option("--for", "audience", type=click.Choice(AUDIENCES), help=say("cli.opt_audience"))
@click.option("--sheet", metavar="CODE", multiple=True, help=say("cli.opt_sheet_of"))
@click.option("--sheet-by", metavar="AXIS", multiple=True, help=say("cli.opt_sheet_by"))
@click.option("--document", metavar="NAME", default="", help=say("cli.opt_portrait_document"))
@click.option("--person", metavar="NAME", default="", help=say("cli.opt_portrait_person"))
@click.option("--no-page-numbers", is_flag=True, help=say("cli.opt_no_pages"))
@project_option
@language_option
def command(  # noqa: PLR0913 (one argument per option)
    *,
    output: Path | None,
    template: Path | None,
    audience: str | None,
    sheet: tuple[str, ...],
    sheet_by: tuple[str, ...],
    document: str,
    person: str,
    no_page_numbers: bool,
    project: Path | None,
    lang: str | None,
) -> int:
    """Write the report and tell where."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.report import report_project  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.report_subject import ReportSubject  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        subject = ReportSubject(sheet, document, person, _axes(sheet_by))
        path = output or folder.path / "reports" / _file_name(audience, subject.name)
        made = report_project(
            folder,
            path,
            template=template,
            with_pages=not no_page_numbers,
            audience=Audience(audience) if audience else None,
            subject=subject,
        )
    for name in made.missing_styles:
        click.echo(
            say("cli.template_lacks", style=say(f"cli.style_{name.lower().replace(' ', '_')}")), err=True
        )
    click.echo(say("cli.file_written", path=made.path))
    return 0


def _axes(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return the axes that were written, also where several stand behind one option with commas."""
    return tuple(name.strip() for one in written for name in one.split(",") if name.strip())


def _file_name(audience: str | None, subject: str) -> str:
    """Return the name of the file where the user gives none; only letters, digits, ``-`` and ``.`` in it."""
    safe = "".join(one if one.isalnum() or one in "-." else "_" for one in subject)
    return "-".join(("report", *((audience,) if audience else ()), *((safe,) if safe else ()))) + ".docx"
