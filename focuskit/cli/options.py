"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from focuskit.messages import LANGUAGES, say

Function = Callable[..., Any]
PATH = click.Path(path_type=Path)


class HelpfulGroup(click.Group):
    """A group whose list of commands tells the whole first sentence of each: click cuts it in the middle."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names of the commands, each with the first sentence of its help."""
        rows = []
        for name in self.list_commands(ctx):
            found = self.get_command(ctx, name)
            sentence = (found.help or "").partition(". ")[0] if found is not None else ""
            rows.append((name, sentence.removesuffix(".")))
        if rows:
            with formatter.section(say("cli.commands")):
                formatter.write_dl(rows)


def project_option(function: Function) -> Function:
    """Add ``--project``."""
    return click.option(
        "--project", type=PATH, envvar="FOCUSKIT_PROJECT", help=say("cli.opt_project"), metavar="DIR"
    )(function)


def language_option(function: Function) -> Function:
    """Add ``--lang``; it is read before the command is loaded, see `focuskit.cli`."""
    return click.option("--lang", type=click.Choice(LANGUAGES), help=say("cli.opt_lang"))(function)


def level_option(function: Function) -> Function:
    """Add ``--level``."""
    return click.option("--level", type=click.Choice(["top", "all"]), help=say("cli.opt_level"))(function)


def jobs_option(function: Function) -> Function:
    """Add ``--jobs``."""
    return click.option("--jobs", type=click.IntRange(min=0), default=1, help=say("cli.opt_jobs"))(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help=say("cli.opt_json"))(function)


def reading_options(function: Function) -> Function:
    """Add what tells how files are to be read."""
    for option in (
        click.option("--id-column", metavar="C", help=say("cli.opt_id_column")),
        click.option("--text-column", metavar="C", help=say("cli.opt_text_column")),
        click.option(
            "--moderator", "moderators", multiple=True, metavar="NAME", help=say("cli.opt_moderator")
        ),
        click.option("--participants", type=PATH, metavar="FILE", help=say("cli.opt_participants")),
    ):
        function = option(function)
    return function


def name_value_pairs(written: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of ``name=value`` arguments; `UsageError` where one is not of that form."""
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)

    pairs = []
    for one in written:
        name, found, value = one.partition("=")
        if not (found and name.strip()):
            raise UsageError("error.documents_set")
        pairs.append((name.strip(), value.strip()))
    return tuple(pairs)
