"""``focuskit participants``: the people of a study."""

from __future__ import annotations

from pathlib import Path

import click

from focuskit.cli.options import (
    PATH,
    HelpfulGroup,
    json_option,
    language_option,
    name_value_pairs,
    project_option,
)
from focuskit.cli.withdrawal import withdraw
from focuskit.messages import say


@click.group("participants", cls=HelpfulGroup, help=say("cli.participants_help"), invoke_without_command=True)
@project_option
@language_option
@json_option
@click.pass_context
def command(ctx: click.Context, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """List the people unless something else is asked for."""
    if ctx.invoked_subcommand:
        return 0
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.model.consent import ConsentUse, consent_told  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.participants import list_participants  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        listed = list_participants(folder)
    if as_json:
        screen.print_json(
            [
                {
                    "pseudonym": one.participant.pseudonym,
                    "spoke_in": list(one.spoke_in),
                    "silent_in": list(one.silent_in),
                    "consent": {
                        use.value: consent_told(one.participant.attributes, use).value for use in ConsentUse
                    },
                    "attributes": dict(one.participant.attributes),
                }
                for one in listed
            ]
        )
    else:
        screen.show_participants(screen.out(), listed)
    return 0


@command.command("import", help=say("cli.participants_import_help"))
@click.argument("file", type=PATH)
@project_option
@language_option
def import_table(file: Path, project: Path | None, lang: str | None) -> int:
    """Replace the participants table and tell what is doubtful in it."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.participants import import_participants  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        summary = import_participants(folder, file)
    click.echo(say("cli.participants_imported", n=summary.n_participants))
    for pseudonym, label in summary.silent:
        click.echo("  " + say("cli.participants_silent", pseudonym=pseudonym, label=label))
    for document, label in summary.nobody:
        click.echo("  " + say("cli.participants_nobody", document=document, label=label))
    screen.show_problems(screen.out(), summary.problems)
    return int(any(problem.severity == "error" for problem in summary.problems))


@command.command("set", help=say("cli.participants_set_help"))
@click.argument("pseudonym")
@click.argument("attributes", nargs=-1, required=True, metavar="NAME=VALUE...")
@project_option
@language_option
def change(pseudonym: str, attributes: tuple[str, ...], project: Path | None, lang: str | None) -> int:
    """Set attributes of one person."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.participants import set_attributes  # noqa: PLC0415 (help stays quick)

    pairs = name_value_pairs(attributes)
    with opened(project, lang) as folder:
        set_attributes(folder, pseudonym, pairs)
    click.echo(say("cli.documents_changed"))
    return 0


command.add_command(withdraw)
