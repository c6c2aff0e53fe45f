"""``focuskit segment``: turns to segments."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import language_option, project_option
from focuskit.messages import say


@click.command("segment", help=say("cli.segment_help"))
@click.option("--max-words", type=click.IntRange(min=5), metavar="N", help=say("cli.opt_max_words"))
@project_option
@language_option
def command(max_words: int | None, project: Path | None, lang: str | None) -> int:
    """Segment what lacks segments and tell how many that made."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.segment import segment_documents  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder, screen.progress_bar() as tell:
        made = segment_documents(folder, max_words=max_words, progress=tell)
    click.echo(say("cli.segmented", n=made.n_documents, segments=screen.number(made.n_segments)))
    return 0
