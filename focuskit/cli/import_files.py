"""``focuskit import``: files to documents."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option, reading_options
from focuskit.messages import say


@click.command("import", help=say("cli.import_help"))
@click.argument("inputs", nargs=-1, required=True, type=PATH, metavar="INPUT...")
@project_option
@reading_options
@language_option
@json_option
def command(  # noqa: PLR0913 (one argument per option)
    *,
    inputs: tuple[Path, ...],
    project: Path | None,
    participants: Path | None,
    moderators: tuple[str, ...],
    text_column: str | None,
    id_column: str | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Import files and tell what became of each."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.model.problems import Severity  # noqa: PLC0415 (help stays quick)
    from focuskit.transcripts import Reading  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.import_documents import import_documents  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.status import project_status  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder, screen.progress_bar() as tell:
        reading = Reading(moderators, text_column, id_column)
        summary = import_documents(folder, inputs, reading, participants=participants, progress=tell)
        documents = project_status(folder).documents
    failed = any(problem.severity is Severity.ERROR for problem in summary.problems)
    if as_json:
        screen.print_json(
            {
                "documents": screen.documents_as_json(documents),
                "added": list(summary.added),
                "unchanged": list(summary.unchanged),
                "skipped": list(summary.skipped),
                "problems": screen.problems_as_json(summary.problems),
            }
        )
        return int(failed)
    console = screen.out()
    screen.show_documents(console, documents)
    console.print(say("cli.added", n=len(summary.added)))
    if summary.skipped:
        console.print(
            say("cli.skipped", n=len(summary.skipped), names=", ".join(summary.skipped)), markup=False
        )
    screen.show_problems(console, summary.problems)
    return int(failed)
