"""``focuskit import``: files to documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option, reading_options
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.store import DocumentFigures
    from focuskit.workflow.import_documents import ImportSummary


@click.command("import", help=say("cli.import_help"))
@click.argument("inputs", nargs=-1, required=True, type=PATH, metavar="INPUT...")
@project_option
@reading_options
@click.option("--dry-run", is_flag=True, help=say("cli.opt_dry_run"))
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
    dry_run: bool,
    lang: str | None,
    as_json: bool,
) -> int:
    """Import files and tell what became of each; with ``--dry-run``, only tell."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.store.name_vault import names_are_sealed  # noqa: PLC0415 (help stays quick)
    from focuskit.transcripts import Reading  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import import_documents as step  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.speakers import speakers_in_figures, speakers_to_be  # noqa: PLC0415 (same)
    from focuskit.workflow.status import project_status  # noqa: PLC0415 (help stays quick)

    reading = Reading(moderators, text_column, id_column)
    with opened(project, lang, changing=not dry_run) as folder, screen.progress_bar() as tell:
        if dry_run:
            documents, summary = step.preview_documents(folder, inputs, reading, progress=tell)
        else:
            summary = step.import_documents(folder, inputs, reading, participants=participants, progress=tell)
            documents, speakers = project_status(folder).documents, speakers_in_figures(folder)
    if as_json:
        labels = {one.name: [speaker.label for speaker in one.speakers] for one in summary.transcripts}
        screen.print_json(_as_json(documents, summary) | ({"labels": labels} if dry_run else {}))
    else:
        _show(documents, summary, "cli.dry_run" if dry_run else "cli.added")
        if summary.transcripts:
            screen.show_speakers(screen.out(), speakers_to_be(summary.transcripts))
        else:
            screen.show_near_labels(screen.out(), [one for one in speakers if one.document in summary.added])
        if summary.added and names_are_sealed(folder):
            screen.out().print(say("names.imported"), markup=False)
    return int(any(problem.severity == "error" for problem in summary.problems))


def _as_json(documents: Sequence[DocumentFigures], summary: ImportSummary) -> dict[str, object]:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    return {
        "documents": screen.documents_as_json(documents),
        "added": list(summary.added),
        "unchanged": list(summary.unchanged),
        "skipped": list(summary.skipped),
        "problems": screen.problems_as_json(summary.problems),
    }


def _show(documents: Sequence[DocumentFigures], summary: ImportSummary, outcome: str) -> None:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    console = screen.out()
    screen.show_documents(console, documents)
    console.print(say(outcome, n=len(summary.added)))
    if summary.skipped:
        names = ", ".join(summary.skipped)
        console.print(say("cli.skipped", n=len(summary.skipped), names=names), markup=False)
    screen.show_problems(console, summary.problems)
