"""``focuskit documents``: what is said of each document, and taking one out."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import HelpfulGroup, json_option, language_option, name_value_pairs, project_option
from focuskit.messages import say

KINDS = ("focus_group", "interview", "answers", "notes", "restitution")


@click.group("documents", cls=HelpfulGroup, help=say("cli.documents_help"), invoke_without_command=True)
@project_option
@language_option
@json_option
@click.pass_context
def command(ctx: click.Context, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """List the documents unless a change is asked for."""
    if ctx.invoked_subcommand:
        return 0
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.told_steps import local_time  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.documents import list_documents, list_removed  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.status import project_status  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        documents, figures = list_documents(folder), project_status(folder).documents
        removed = list_removed(folder)
    attributes = {one.name: dict(one.attributes) for one in documents}
    if as_json:
        listed = screen.documents_as_json(figures)
        screen.print_json([{**one, "attributes": attributes[str(one["name"])]} for one in listed])
        return 0
    console = screen.out()
    screen.show_documents(console, figures)
    for name, pairs in attributes.items():
        for attribute, value in pairs.items():
            console.print(f"  {name} : {attribute} = {value}", markup=False)
    for name, at in removed:
        console.print(say("cli.documents_were_removed", name=name, day=local_time(at)), markup=False)
    return 0


@command.command("set", help=say("cli.documents_set_help"))
@click.argument("document")
@click.argument("attributes", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--kind", type=click.Choice(KINDS), help=say("cli.opt_kind"))
@project_option
@language_option
def change(
    document: str, attributes: tuple[str, ...], kind: str | None, project: Path | None, lang: str | None
) -> int:
    """Set kind and attributes of a document."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.documents import change_document  # noqa: PLC0415 (help stays quick)

    pairs = name_value_pairs(attributes)
    if not (pairs or kind):
        raise UsageError("error.documents_set")
    with opened(project, lang) as folder:
        change_document(folder, document, kind=kind, attributes=pairs)
    click.echo(say("cli.documents_changed"))
    return 0


@command.command("remove", help=say("cli.documents_remove_help"))
@click.argument("document")
@project_option
@language_option
def remove(document: str, project: Path | None, lang: str | None) -> int:
    """Take a document out of the project."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.documents import take_out  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        name = take_out(folder, document)
    click.echo(say("cli.documents_removed", name=name))
    return 0
