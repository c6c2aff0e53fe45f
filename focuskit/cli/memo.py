"""``focuskit memo``: what the researcher writes on codes and on the study; the report takes it up."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import PATH, HelpfulGroup, json_option, language_option, project_option
from focuskit.messages import say

KINDS = ("theoretical", "methodological", "reflexive")


@click.group("memo", cls=HelpfulGroup, help=say("memo.help"))
def command() -> None:
    """Write, list, undo."""


@command.command("write", help=say("memo.write_help"))
@click.argument("words", nargs=-1)
@click.option("--on", "code", metavar="CODE", help=say("memo.opt_on"))
@click.option("--kind", type=click.Choice(KINDS), default="theoretical", help=say("memo.opt_kind"))
@click.option("--file", type=PATH, metavar="FILE", help=say("memo.opt_file"))
@click.option("--coder", metavar="NAME", help=say("finding.opt_coder"))
@project_option
@language_option
def write(
    *,
    words: tuple[str, ...],
    code: str | None,
    kind: str,
    file: Path | None,
    coder: str | None,
    project: Path | None,
    lang: str | None,
) -> int:
    """Write a memo."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.model.memos import MemoKind  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.memos import read_words, write_about  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        written = " ".join(words) if file is None else read_words(file)
        memo = write_about(folder, current_coder(folder, coder), written, code, MemoKind(kind))
    click.echo(say("memo.written_on" if code else "memo.written", code=code, coder=memo.coder))
    return 0


@command.command("list", help=say("memo.list_help"))
@click.argument("code", required=False)
@project_option
@language_option
@json_option
def list_(code: str | None, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Show memos."""
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.memos import list_about  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        memos = list_about(folder, code)
    if as_json:
        screen.print_json(
            [
                {
                    "code": one.about.code,
                    "kind": one.kind.value,
                    "coder": one.coder,
                    "at": one.at,
                    "words": one.words,
                }
                for one in memos
            ]
        )
        return 0
    if not memos:
        click.echo(say("memo.none"))
        return 0
    table = Table(show_lines=True)
    for name in ("about", "kind", "coder", "words"):
        table.add_column(say(f"memo.column_{name}"), overflow="fold")
    for one in memos:
        about = one.about.code or say("memo.study")
        table.add_row(about, say(f"review.memo_{one.kind.value}"), one.coder, one.words)
    screen.out().print(table)
    return 0


@command.command("undo", help=say("memo.undo_help"))
@click.option("--coder", metavar="NAME", help=say("finding.opt_coder"))
@project_option
@language_option
def undo(coder: str | None, project: Path | None, lang: str | None) -> int:
    """Take the last memo back."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.memos import take_back_last  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        gone = take_back_last(folder, current_coder(folder, coder))
    if gone is None:
        click.echo(say("memo.nothing_to_undo"))
        return 1
    click.echo(say("memo.undone", about=gone.about.code or say("memo.study")))
    return 0
