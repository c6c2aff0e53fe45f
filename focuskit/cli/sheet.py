"""``focuskit sheet``: suggestions, codings and segments to a workbook, and its decisions back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, HelpfulGroup, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.sheet_import import SheetImport


@click.group("sheet", cls=HelpfulGroup, help=say("sheet.help"))
def command() -> None:
    """Hold the two ways."""


@command.command("export", help=say("sheet.export_help"))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option("--output", type=PATH, metavar="FILE", help=say("sheet.opt_output"))
@click.option("--coder", metavar="NAME", help=say("word.opt_export_coder"))
@click.option("--no-suggestions", is_flag=True, help=say("word.opt_no_suggestions"))
@project_option
@language_option
@json_option
def export(
    documents: tuple[str, ...],
    output: Path | None,
    coder: str | None,
    project: Path | None,
    lang: str | None,
    *,
    no_suggestions: bool,
    as_json: bool,
) -> int:
    """Write the workbook and tell where it is."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.sheet_export import export_sheet  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        made = export_sheet(folder, documents, output=output, coder=coder, suggestions=not no_suggestions)
    if as_json:
        record = asdict(made) | {"path": str(made.path), "kept": str(made.kept) if made.kept else None}
        screen.print_json({name.removeprefix("n_"): value for name, value in record.items()})
        return 0
    click.echo(say("sheet.exported", path=made.path, n=made.n_rows))
    click.echo(f"  {say('sheet.exported_rows', suggestions=made.n_suggestions, codings=made.n_codings)}")
    if made.kept:
        click.echo(f"  {say('word.set_aside', path=made.kept)}")
    click.echo(say("sheet.export_next"))
    return 0


@command.command("import", help=say("sheet.import_help"))
@click.argument("file", type=PATH, metavar="FILE")
@click.option("--new-codes", is_flag=True, help=say("word.opt_new_codes"))
@click.option("--coder", metavar="NAME", help=say("sheet.opt_coder"))
@click.option("--dry-run", is_flag=True, help=say("word.opt_dry_run"))
@click.option("--yes", is_flag=True, help=say("word.opt_yes"))
@project_option
@language_option
@json_option
def import_(  # noqa: PLR0913 (one argument per option)
    file: Path,
    coder: str | None,
    project: Path | None,
    lang: str | None,
    *,
    new_codes: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Tell what the workbook comes to, and keep it."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.brought_back import question, show_end  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.sheet_import import SheetChoices, import_sheet  # noqa: PLC0415 (help stays quick)

    choices = SheetChoices(coder, new_codes=new_codes, dry_run=dry_run)
    asked = question(_show, yes=yes, as_json=as_json)
    with opened(project, lang, changing=not dry_run, coder=coder, beside=file) as folder:
        summary = import_sheet(folder, file, choices, confirm=asked)
    if as_json:
        screen.print_json(_as_json(summary))
    else:
        if asked is None or dry_run or not summary.changes_anything:
            _show(summary)
        show_end(summary.problems, summary.n_decisions, is_saved=summary.is_saved, dry_run=dry_run)
    return int(any(one.severity == "error" for one in summary.problems))


def _as_json(summary: SheetImport) -> dict[str, object]:
    from focuskit.cli.brought_back import unknown_as_json  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.screen import problems_as_json  # noqa: PLC0415 (help stays quick)

    return {
        "rows": summary.n_rows,
        "placed": summary.n_placed,
        **asdict(summary.tally),
        **unknown_as_json(summary.unknown),
        "decisions": summary.n_decisions,
        "memos": summary.n_memos,
        "new_codes": [one.name for one in summary.new_codes],
        "coders": list(summary.coders),
        "saved": summary.is_saved,
        "problems": problems_as_json(summary.problems),
    }


def _show(summary: SheetImport) -> None:
    from focuskit.cli.brought_back import show_codes, show_figures  # noqa: PLC0415 (help stays quick)

    click.echo(say("sheet.file", n=summary.n_rows, placed=summary.n_placed))
    figures = {f"sheet.n_{name}": n for name, n in asdict(summary.tally).items()}
    show_figures({**figures, "word.n_memos": summary.n_memos}, summary.coders)
    show_codes(summary.unknown, summary.new_codes)
