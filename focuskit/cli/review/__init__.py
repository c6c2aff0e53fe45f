"""``focuskit review``: suggestions read, accepted, rejected, replaced on the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from focuskit.cli.options import language_option, project_option
from focuskit.messages import say


@click.command("review", help=say("cli.review_help"))
@click.argument("document", required=False)
@project_option
@click.option("--coder", metavar="NAME", help=say("review.opt_coder"))
@click.option(
    "--background",
    type=click.Choice(["auto", "dark", "light"]),
    default="auto",
    help=say("review.opt_background"),
)
@language_option
def command(
    document: str | None, project: Path | None, coder: str | None, background: str, lang: str | None
) -> int:
    """Open the screen."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        from focuskit.cli.review.app import ReviewApp  # noqa: PLC0415 (help stays quick)
        from focuskit.cli.review.background import terminal_is_light  # noqa: PLC0415 (help stays quick)
        from focuskit.cli.review.palette import DARK, LIGHT  # noqa: PLC0415 (help stays quick)
        from focuskit.workflow.review import first_document, known_coder, open_review  # noqa: PLC0415 (as above)

        review = open_review(folder, document or first_document(folder), known_coder(folder, coder))
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError("review.no_terminal")
        is_light = terminal_is_light() if background == "auto" else background == "light"
        ReviewApp(review, LIGHT if is_light else DARK).run()
    return 0
