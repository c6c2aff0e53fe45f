"""``focuskit run``: from files to coded project, tables and report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import (
    PATH,
    jobs_option,
    json_option,
    language_option,
    level_option,
    reading_options,
)
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.run import RunSummary


@click.command("run", help=say("cli.run_help"))
@click.argument("inputs", nargs=-1, required=True, type=PATH, metavar="INPUT...")
@click.option("--codebook", required=True, type=PATH, metavar="FILE", help=say("cli.opt_codebook"))
@click.option("--output", required=True, type=PATH, metavar="DIR", help=say("cli.opt_output_dir"))
@reading_options
@level_option
@jobs_option
@language_option
@json_option
def command(  # noqa: PLR0913 (one argument per option)
    *,
    inputs: tuple[Path, ...],
    codebook: Path,
    output: Path,
    participants: Path | None,
    moderators: tuple[str, ...],
    text_column: str | None,
    id_column: str | None,
    level: str | None,
    jobs: int,
    lang: str | None,
    as_json: bool,
) -> int:
    """Run the whole path and tell what it gave."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.transcripts import Reading  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.run import RunRequest, run_study  # noqa: PLC0415 (help stays quick)

    request = RunRequest(
        inputs=inputs,
        codebook=codebook,
        output=output,
        participants=participants,
        reading=Reading(moderators, text_column, id_column),
        level=level,
        n_jobs=jobs or os.cpu_count() or 1,
        language=lang,
    )
    with screen.progress_bar() as tell:
        summary = run_study(request, tell)
    if as_json:
        screen.print_json(_as_json(summary))
    else:
        _show(summary)
    return int(summary.has_errors)


def _as_json(summary: RunSummary) -> dict[str, object]:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    return {
        "documents": screen.documents_as_json(summary.documents),
        "suggestions": summary.n_suggestions,
        "problems": screen.problems_as_json(summary.problems),
        "skipped": list(summary.skipped),
        "outputs": [str(path) for path in summary.outputs],
    }


def _show(summary: RunSummary) -> None:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    console = screen.out()
    screen.show_documents(console, summary.documents)
    console.print(say("cli.added", n=summary.n_added))
    n = summary.n_suggestions
    console.print(say("cli.suggestions", n=n, shown=screen.number(n)))
    if summary.skipped:
        names = ", ".join(summary.skipped)
        console.print(say("cli.skipped", n=len(summary.skipped), names=names), markup=False)
    screen.show_problems(console, summary.problems)
    console.print(say("cli.written"))
    for path in summary.outputs:
        console.print(f"  {path}", markup=False)
