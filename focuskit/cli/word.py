"""``focuskit word``: transcripts to Word with their codes as comments, and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, HelpfulGroup, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.word_import import WordFileImport, WordImport


@click.group("word", cls=HelpfulGroup, help=say("word.help"))
def command() -> None:
    """Hold the two ways."""


@command.command("export", help=say("word.export_help"))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option("--output", type=PATH, metavar="DIR", help=say("word.opt_output"))
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
    """Write the files and tell where they are."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.word_export import export_word  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder, screen.progress_bar() as tell:
        files = export_word(
            folder, documents, output=output, coder=coder, suggestions=not no_suggestions, progress=tell
        )
    if as_json:
        screen.print_json(
            [
                {
                    "document": one.document,
                    "path": str(one.path),
                    "codings": one.n_codings,
                    "suggestions": one.n_suggestions,
                    "kept": str(one.kept) if one.kept else None,
                }
                for one in files
            ]
        )
        return 0
    for one in files:
        told = say("word.exported", path=one.path, n=one.n_codings)
        click.echo(f"{told} {say('word.exported_suggestions', n=one.n_suggestions)}")
        if one.kept:
            click.echo(f"  {say('word.set_aside', path=one.kept)}")
    click.echo(say("word.export_next" if files else "word.nothing_to_export"))
    return 0


@command.command("import", help=say("word.import_help"))
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option("--update", is_flag=True, help=say("word.opt_update"))
@click.option("--new-codes", is_flag=True, help=say("word.opt_new_codes"))
@click.option("--coder", metavar="NAME", help=say("word.opt_coder"))
@click.option("--dry-run", is_flag=True, help=say("word.opt_dry_run"))
@click.option("--yes", is_flag=True, help=say("word.opt_yes"))
@project_option
@language_option
@json_option
def import_(  # noqa: PLR0913 (one argument per option)
    files: tuple[Path, ...],
    coder: str | None,
    project: Path | None,
    lang: str | None,
    *,
    update: bool,
    new_codes: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Tell what the files come to, and keep it."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.brought_back import question, show_end  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.word_import import WordChoices, has_errors, import_word  # noqa: PLC0415 (help stays quick)

    choices = WordChoices(coder, update=update, new_codes=new_codes, dry_run=dry_run)
    asked = question(_show, yes=yes, as_json=as_json)
    with opened(project, lang, changing=not dry_run, coder=coder, beside=files[0]) as folder:
        summary = import_word(folder, files, choices, confirm=asked)
    if as_json:
        screen.print_json(_as_json(summary))
    else:
        if asked is None or dry_run or not summary.changes_anything:
            _show(summary)
        show_end(summary.problems, summary.n_decisions, is_saved=summary.is_saved, dry_run=dry_run)
    return int(has_errors(summary))


def _as_json(summary: WordImport) -> dict[str, object]:
    from focuskit.cli.brought_back import unknown_as_json  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.screen import problems_as_json  # noqa: PLC0415 (help stays quick)

    return {
        "comments": sum(one.n_comments for one in summary.files),
        "anchored": sum(one.n_anchored for one in summary.files),
        **{name: summary.total(name) for name in ("added", "removed", "changed", "moved")},
        **unknown_as_json(summary.unknown),
        **{name: summary.total(name) for name in ("accepted", "rejected", "replaced")},
        "decisions": summary.n_decisions,
        "memos": summary.n_memos,
        "new_codes": [one.name for one in summary.new_codes],
        "coders": list(summary.coders),
        "saved": summary.is_saved,
        "files": [_file_as_json(one) for one in summary.files],
        "problems": problems_as_json(summary.problems),
    }


def _file_as_json(one: WordFileImport) -> dict[str, object]:
    return {
        "path": one.path,
        "document": one.document,
        "imported_first": one.is_new,
        "comments": one.n_comments,
        "anchored": one.n_anchored,
        **asdict(one.tally),
        "changed_turns": list(one.changed_turns),
        "corrected_turns": list(one.corrected_turns),
    }


def _show(summary: WordImport) -> None:
    from focuskit.cli.brought_back import show_codes, show_figures  # noqa: PLC0415 (help stays quick)

    for one in summary.files:
        if one.document is None:
            continue
        click.echo(
            say("word.file", path=one.path, document=one.document, n=one.n_comments, anchored=one.n_anchored)
        )
        if one.is_new:
            click.echo(f"  {say('word.imported_first')}")
        if one.corrected_turns:
            click.echo(f"  {say('word.corrected', n=len(one.corrected_turns))}")
        figures = asdict(one.tally)
        figures["removed"] -= figures.pop("removed_suggestions")  # told once, as suggestions rejected
        show_figures({f"word.n_{name}": n for name, n in figures.items()}, ())
    if summary.n_decisions or summary.n_memos:
        click.echo(say("word.total"))
        show_figures(
            {"word.n_decisions": summary.n_decisions, "word.n_memos": summary.n_memos}, summary.coders
        )
    show_codes(summary.unknown, summary.new_codes)
