"""``focuskit codebook emerged|reread``: codes that wait for a place, documents to read again."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say


@click.command("emerged", help=say("edits.emerged_help"))
@project_option
@language_option
@json_option
def emerged(project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """List in-vivo codes and what else waits for its place in the codebook."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.reread import list_emerged  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.tag import load_codebook  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        found = list_emerged(folder, load_codebook(folder)[0])
    if as_json:
        screen.print_json(
            [
                {
                    "code": one.code,
                    "label": one.label,
                    "reason": one.reason,
                    "codings": one.n_codings,
                    "documents": one.n_documents,
                    "words": one.words or None,
                    "nearest": list(one.nearest),
                }
                for one in found
            ]
        )
        return 0
    click.echo(say("edits.emerged", n=len(found)) if found else say("edits.emerged_none"))
    for one in found:
        told = say("edits.emerged_line", n=one.n_codings, documents=one.n_documents)
        click.echo(f"\n{one.code}  ({say(f'edits.reason_{one.reason}')}, {told})")
        if one.words:
            click.echo(f"  {say('history.quoted', words=one.words)}")
        if one.nearest:
            click.echo(f"  {say('edits.emerged_near', codes=', '.join(one.nearest))}")
    if found:
        click.echo(f"\n{say('edits.emerged_how')}")
    return 0


@click.command("reread", help=say("edits.reread_help"))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT...]")
@click.option("--done", is_flag=True, help=say("edits.opt_done"))
@click.option("--again", is_flag=True, help=say("edits.opt_again"))
@click.option("--code", metavar="CODE", help=say("edits.opt_reread_code"))
@project_option
@language_option
@json_option
def reread(
    documents: tuple[str, ...],
    code: str | None,
    project: Path | None,
    lang: str | None,
    *,
    done: bool,
    again: bool,
    as_json: bool,
) -> int:
    """List documents to read again, or say that they were read."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.reread import list_rereadings, mark_as_reread  # noqa: PLC0415 (help stays quick)

    if (done or again) != bool(documents) or (done and again):
        raise UsageError("edits.reread_usage")
    with opened(project, lang, changing=bool(documents)) as folder:
        if documents:
            n = mark_as_reread(folder, documents, code=code, done=done)
            click.echo(say("edits.marked_done" if done else "edits.marked_again", n=n), err=as_json)
        found = [one for one in list_rereadings(folder) if code in {None, one.code}]
    if as_json:
        from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

        screen.print_json(
            [
                {
                    "document": one.document,
                    "code": one.code,
                    "segments": None if one.segments is None else list(one.segments),
                    "since": one.since,
                    "coder": one.coder,
                    "why": one.why or None,
                }
                for one in found
            ]
        )
        return 0
    click.echo(say("edits.rereadings", n=len(found)) if found else say("edits.reread_none"))
    for one in found:
        where = say("edits.whole") if one.segments is None else ", ".join(map(str, one.segments))
        why = f"  {say('history.quoted', words=one.why)}" if one.why else ""
        click.echo(f"  {one.document}  →  {one.code}  ({where}){why}")
    return 0


WAITING = (emerged, reread)
