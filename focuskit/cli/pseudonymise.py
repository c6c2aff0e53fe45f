"""``focuskit pseudonymise``: names found, decided on screen or a sheet, replaced; sought in any file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.store import ProjectFolder
    from focuskit.workflow.pseudonymise import NamesReplaced

_PASSPHRASE, _NEW_PASSPHRASE = "FOCUSKIT_PASSPHRASE", "FOCUSKIT_NEW_PASSPHRASE"
_SHOWN = 60


@click.command("pseudonymise", help=say("names.help"))
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--decide", is_flag=True, help=say("names.opt_decide"))
@click.option("--sheet", type=PATH, metavar="FILE", help=say("names.opt_sheet"))
@click.option(
    "--apply",
    "decided",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help=say("names.opt_apply"),
)
@click.option("--replace", "again", is_flag=True, help=say("names.opt_replace"))
@click.option("--check", is_flag=True, help=say("names.opt_check"))
@click.option("--reopen", type=PATH, metavar="FOLDER", help=say("names.opt_reopen"))
@click.option("--change-passphrase", is_flag=True, help=say("names.opt_change_passphrase"))
@project_option
@language_option
def command(  # noqa: PLR0913 (one argument per option)
    *,
    paths: tuple[Path, ...],
    decide: bool,
    sheet: Path | None,
    decided: Path | None,
    again: bool,
    check: bool,
    reopen: Path | None,
    change_passphrase: bool,
    project: Path | None,
    lang: str | None,
) -> int:
    """Do the one thing asked for; list the names if there is none."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)

    asked = [decide, bool(sheet), bool(decided), again, check, bool(reopen), change_passphrase]
    if asked.count(True) > 1 or bool(paths) is not check:
        raise UsageError("names.one_thing")
    with opened(project, lang, changing=decide or again or decided is not None) as folder:
        if check:
            return _check(folder, paths)
        if decided or again:
            return _replace(folder, decided)
        if reopen or change_passphrase:
            return _reopen(folder, reopen) if reopen else _change_passphrase(folder)
        if decide:
            return _decide(folder)
        return _write(folder, sheet) if sheet else _list(folder)


def _passphrase(folder: ProjectFolder) -> str:
    """Return the passphrase of a project's names, asked twice where it is new."""
    from focuskit.store.name_vault import names_are_sealed  # noqa: PLC0415 (help stays quick)

    given = os.environ.get(_PASSPHRASE)
    if given:
        return given
    if names_are_sealed(folder):
        asked = say("names.passphrase")
        return str(click.prompt(asked, hide_input=True, prompt_suffix=say("names.colon"), err=True))
    return _new_passphrase()


def _new_passphrase() -> str:
    click.echo(say("names.passphrase_warning"), err=True)
    asked = say("names.new_passphrase")
    again = say("names.repeat_passphrase")
    return str(
        click.prompt(
            asked, hide_input=True, confirmation_prompt=again, prompt_suffix=say("names.colon"), err=True
        )
    )


def _known_passphrase(folder: ProjectFolder) -> str:
    from focuskit.store.name_vault import names_are_sealed  # noqa: PLC0415 (help stays quick)

    return _passphrase(folder) if names_are_sealed(folder) else ""


def _list(folder: ProjectFolder) -> int:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.find_names import find_names  # noqa: PLC0415 (help stays quick)

    entries = find_names(folder, _known_passphrase(folder))
    console = screen.out()
    for one in entries[:_SHOWN]:
        verdict = say(f"names.verdict_{one.verdict}")
        kind = say(f"names.kind_{one.kind}")
        kind = say("names.doubtful", kind=kind) if one.is_doubtful else kind
        spelled = " / ".join(one.spellings)
        console.print(
            f"{kind:<14} {one.n:>4}  {spelled}  →  {one.replacement}  ({verdict})",
            markup=False,
            highlight=False,
        )
    if len(entries) > _SHOWN:
        console.print(f"… +{len(entries) - _SHOWN}")
    click.echo(say("names.listed", n=len(entries)))
    n_doubtful = sum(one.is_doubtful for one in entries)
    if n_doubtful:
        click.echo(say("names.listed_doubtful", n=n_doubtful))
    return 0


def _write(folder: ProjectFolder, path: Path) -> int:
    from focuskit.workflow.pseudonymise import write_sheet  # noqa: PLC0415 (help stays quick)

    n = write_sheet(folder, path, _known_passphrase(folder))
    click.echo(say("names.sheet_written", path=path, n=n))
    return 0


def _decide(folder: ProjectFolder) -> int:
    from focuskit.cli.name_dialogue import decide_names  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide_names import NameSession  # noqa: PLC0415 (help stays quick)

    session = NameSession(folder, _passphrase(folder))
    n = decide_names(session)
    click.echo(say("names.decided", n=n, open=len(session.waiting)))
    return 0


def _replace(folder: ProjectFolder, sheet: Path | None) -> int:
    from focuskit.workflow.pseudonymise import apply_sheet, replace_decided  # noqa: PLC0415 (help stays quick)

    phrase = _passphrase(folder)
    done = apply_sheet(folder, sheet, phrase) if sheet else replace_decided(folder, phrase)
    for line in done.unclear:
        click.echo(say("names.unclear", line=line))
    click.echo(say("names.replaced", n=done.n_names, places=done.n_places, open=done.n_open))
    _tell_files(done)
    click.echo(say("names.next"))
    return int(bool(done.unclear))


def _tell_files(done: NamesReplaced) -> None:
    if done.files:
        click.echo(say("names.sealed", n=len(done.files)))
        _tell_remade(done.files)
    for name in done.rewritten:
        click.echo(say("names.rewritten", path=name))
    for one in done.left:
        click.echo(say("names.left", place=one.place, kind=say(f"names.kind_{one.kind}"), n=one.n))


def _tell_remade(names: tuple[str, ...]) -> None:
    """Tell which of the files that went were reports and others that can be made again, by number alone."""
    n = sum(name.startswith("reports/") for name in names)
    if n:
        click.echo(say("names.remade", n=n))


def _reopen(folder: ProjectFolder, target: Path) -> int:
    from focuskit.workflow.sealed_names import reopen_names  # noqa: PLC0415 (help stays quick)

    n = reopen_names(folder, target, _known_passphrase(folder))
    click.echo(say("names.reopened", n=n, path=target))
    return 0


def _change_passphrase(folder: ProjectFolder) -> int:
    from focuskit.workflow.sealed_names import change_passphrase  # noqa: PLC0415 (help stays quick)

    before = _known_passphrase(folder)
    change_passphrase(folder, before, os.environ.get(_NEW_PASSPHRASE) or _new_passphrase())
    click.echo(say("names.passphrase_changed"))
    return 0


def _check(folder: ProjectFolder, paths: tuple[Path, ...]) -> int:
    from focuskit.workflow.check_names import check_names  # noqa: PLC0415 (help stays quick)

    found = check_names(folder, paths, _passphrase(folder))
    for one in found.sure:
        kind = say(f"names.kind_{one.kind}")
        click.echo(say("names.place", place=one.place, kind=kind, n=one.n, near=one.n_near))
    for place in found.unread:
        click.echo(say("names.unread", place=place))
    if found.n_doubtful:
        click.echo(say("names.found_doubtful", n=found.n_doubtful))
    click.echo(say("names.found", n=len(found.sure)) if found.sure else say("names.clean", n=found.n_files))
    return int(bool(found.sure))
