"""``focuskit framework``: summaries written in a sheet, case by code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, HelpfulGroup, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.framework import FrameworkSummary


@click.group("framework", cls=HelpfulGroup, help=say("finding.framework_help"))
def command() -> None:
    """Export, import, undo."""


@command.command("export", help=say("finding.framework_export_help"))
@click.argument("file", type=PATH)
@click.option("--by", metavar="AXIS", default="document", help=say("finding.opt_cases"))
@click.option("--level", type=click.Choice(["top", "all"]), default="top", help=say("finding.opt_level"))
@click.option("--where", multiple=True, metavar="NAME=VALUE", help=say("finding.opt_where"))
@project_option
@language_option
def export(
    *, file: Path, by: str, level: str, where: tuple[str, ...], project: Path | None, lang: str | None
) -> int:
    """Write the workbook to edit."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.conditions import parse_conditions  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.framework import export_framework  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.table_request import TableRequest  # noqa: PLC0415 (help stays quick)

    request = TableRequest(
        "framework", conditions=parse_conditions(where), level=0 if level == "top" else None
    )
    with opened(project, lang, changing=False) as folder:
        _tell(export_framework(folder, file, request, by))
    click.echo(say("cli.file_written", path=file), err=True)
    return 0


@command.command("import", help=say("finding.framework_import_help"))
@click.argument("file", type=PATH)
@click.option("--coder", metavar="NAME", help=say("finding.opt_coder"))
@project_option
@language_option
def import_(file: Path, coder: str | None, project: Path | None, lang: str | None) -> int:
    """Read the edited workbook back."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.framework import import_framework  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        summary = import_framework(folder, file, current_coder(folder, coder))
    click.echo(say("finding.cells_changed", n=summary.n_changed))
    _tell(summary)
    screen.show_problems(screen.out(), summary.problems)
    return int(any(problem.severity == "error" for problem in summary.problems))


@command.command("undo", help=say("finding.cells_undo_help"))
@project_option
@language_option
def undo(project: Path | None, lang: str | None) -> int:
    """Undo the last import."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.framework import undo_framework  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        n = undo_framework(folder)
    click.echo(say("finding.cells_undone", n=n))
    return 0 if n else 1


def _tell(summary: FrameworkSummary) -> None:
    for state, n in summary.n_cells.items():
        click.echo(say(f"finding.cells_{state}", n=n))
