"""``focuskit speakers``: who speaks where, doubts, and changes that can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import HelpfulGroup, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.speakers import SpeakerFigures

ROLES = ("participant", "moderator", "observer", "observer_participant")


@click.group("speakers", cls=HelpfulGroup, help=say("cli.speakers_help"), invoke_without_command=True)
@project_option
@language_option
@json_option
@click.pass_context
def command(ctx: click.Context, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """List the speakers unless a change is asked for."""
    if ctx.invoked_subcommand:
        return 0
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.speakers import speakers_in_figures  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        speakers = speakers_in_figures(folder)
    if as_json:
        screen.print_json([_as_json(one) for one in speakers])
    else:
        screen.show_speakers(screen.out(), speakers)
    return 0


def _as_json(one: SpeakerFigures) -> dict[str, object]:
    return {
        "document": one.document,
        "label": one.label,
        "shown": one.shown,
        "role": one.role.value,
        "turns": one.n_turns,
        "words": one.n_words,
        "share": round(one.share, 3),
        "first_turn": one.first_turn,
        "doubts": [say(key, label=label) for key, label in one.doubts],
    }


@command.command("role", help=say("cli.speakers_role_help"))
@click.argument("document")
@click.argument("label")
@click.argument("role", type=click.Choice(ROLES))
@project_option
@language_option
def role(document: str, label: str, role: str, project: Path | None, lang: str | None) -> int:
    """Set the role of a speaker in one document."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.speakers import set_speaker_role  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        set_speaker_role(folder, document, label, role)
    click.echo(say("cli.speakers_changed"))
    return 0


@command.command("rename", help=say("cli.speakers_rename_help"))
@click.argument("document")
@click.argument("label")
@click.argument("new")
@project_option
@language_option
def rename(document: str, label: str, new: str, project: Path | None, lang: str | None) -> int:
    """Rename a speaker in one document."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import speakers  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        speakers.rename(folder, document, label, new)
    click.echo(say("cli.speakers_changed"))
    return 0


@command.command("merge", help=say("cli.speakers_merge_help"))
@click.argument("document")
@click.argument("label")
@click.argument("into")
@project_option
@language_option
def merge(document: str, label: str, into: str, project: Path | None, lang: str | None) -> int:
    """Give the turns of one speaker to another of the same document."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import speakers  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        speakers.merge(folder, document, label, into)
    click.echo(say("cli.speakers_changed"))
    return 0


@command.command("none", help=say("cli.speakers_none_help"))
@click.argument("document")
@click.argument("label")
@project_option
@language_option
def none(document: str, label: str, project: Path | None, lang: str | None) -> int:
    """Say that a label is no speaker."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.update import say_no_speaker  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        done = say_no_speaker(folder, document, label)
    click.echo(say("cli.speakers_none_done", label=label, lost=len(done.orphans)))
    return 0


@command.command("undo", help=say("cli.speakers_undo_help"))
@project_option
@language_option
def undo(project: Path | None, lang: str | None) -> int:
    """Take back the last change."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import speakers  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        done = speakers.undo(folder)
    click.echo(say("cli.speakers_undone" if done else "cli.speakers_nothing_to_undo"))
    return 0
