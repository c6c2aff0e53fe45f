"""``focuskit word``: transcripts to Word with their codes as comments, and back."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option
from focuskit.messages import say


@click.group("word", help=say("word.help"))
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
