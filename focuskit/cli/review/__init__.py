"""``focuskit review``: suggestions read, accepted, rejected, replaced on the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from focuskit.cli.options import language_option, project_option
from focuskit.messages import say

_BACKGROUNDS = ("auto", "dark", "light")


@click.command("review", help=say("cli.review_help"))
@click.argument("document", required=False)
@click.option("--coder", metavar="NAME", help=say("review.opt_coder"))
@click.option("--disagreements", "disputed", is_flag=True, help=say("review.opt_disagreements"))
@click.option(
    "--background", type=click.Choice(_BACKGROUNDS), default="auto", help=say("review.opt_background")
)
@project_option
@language_option
def command(
    *,
    document: str | None,
    coder: str | None,
    disputed: bool,
    background: str,
    project: Path | None,
    lang: str | None,
) -> int:
    """Open the screen."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.review_opening import open_review  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        review = open_review(folder, document, coder, disputed=disputed)
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageError("review.no_terminal")
        from focuskit.cli.review.app import run_review  # noqa: PLC0415 (only with a terminal)
        from focuskit.cli.review.background import terminal_is_light  # noqa: PLC0415 (only with a terminal)
        from focuskit.cli.review.palette import DARK, LIGHT  # noqa: PLC0415 (only with a terminal)

        is_light = terminal_is_light() if background == "auto" else background == "light"
        run_review(review, LIGHT if is_light else DARK, disputed=disputed)
    return 0
