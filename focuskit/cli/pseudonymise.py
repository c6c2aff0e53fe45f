"""``focuskit pseudonymise``: names found, decided on a sheet, replaced; and looked for in any file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.store import ProjectFolder

_PASSPHRASE = "FOCUSKIT_PASSPHRASE"  # noqa: S105 (the name of the variable)
_SHOWN = 60


@click.command("pseudonymise", help=say("names.help"))
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--sheet", type=PATH, metavar="FILE.xlsx", help=say("names.opt_sheet"))
@click.option(
    "--apply",
    "decided",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.xlsx",
    help=say("names.opt_apply"),
)
@click.option("--check", is_flag=True, help=say("names.opt_check"))
@project_option
@language_option
def command(
    paths: tuple[Path, ...],
    sheet: Path | None,
    decided: Path | None,
    project: Path | None,
    lang: str | None,
    *,
    check: bool,
) -> int:
    """List the names, write or apply a sheet, or look for names in files."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)

    if [check, bool(sheet), bool(decided)].count(True) > 1 or bool(paths) is not check:
        raise UsageError("names.one_thing")
    with opened(project, lang, changing=decided is not None) as folder:
        if check:
            return _check(folder, paths)
        if decided:
            return _apply(folder, decided)
        return _write(folder, sheet) if sheet else _list(folder)


def _passphrase(folder: ProjectFolder) -> str:
    """Return the passphrase of a project's names, asked twice where it is new."""
    from focuskit.workflow.find_names import names_are_sealed  # noqa: PLC0415 (help stays quick)

    given = os.environ.get(_PASSPHRASE)
    if given:
        return given
    is_known = names_are_sealed(folder)
    asked = say("names.passphrase" if is_known else "names.new_passphrase")
    return str(click.prompt(asked, hide_input=True, confirmation_prompt=not is_known, err=True))


def _known_passphrase(folder: ProjectFolder) -> str:
    from focuskit.workflow.find_names import names_are_sealed  # noqa: PLC0415 (help stays quick)

    return _passphrase(folder) if names_are_sealed(folder) else ""


def _list(folder: ProjectFolder) -> int:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.find_names import find_names  # noqa: PLC0415 (help stays quick)

    entries = find_names(folder, _known_passphrase(folder))
    console = screen.out()
    for one in entries[:_SHOWN]:
        verdict = say(f"names.verdict_{one.verdict}")
        kind = say(f"names.kind_{one.kind}")
        spelled = " / ".join(one.spellings)
        console.print(f"{kind:<14} {one.n:>4}  {spelled}  →  {one.replacement}  ({verdict})")
    if len(entries) > _SHOWN:
        console.print(f"… +{len(entries) - _SHOWN}")
    click.echo(say("names.listed", n=len(entries)))
    return 0


def _write(folder: ProjectFolder, path: Path) -> int:
    from focuskit.workflow.pseudonymise import write_sheet  # noqa: PLC0415 (help stays quick)

    n = write_sheet(folder, path, _known_passphrase(folder))
    click.echo(say("names.sheet_written", path=path, n=n))
    return 0


def _apply(folder: ProjectFolder, path: Path) -> int:
    from focuskit.workflow.pseudonymise import apply_sheet  # noqa: PLC0415 (help stays quick)

    done = apply_sheet(folder, path, _passphrase(folder))
    for line in done.unclear:
        click.echo(say("names.unclear", line=line))
    click.echo(say("names.replaced", n=done.n_names, places=done.n_places, open=done.n_open))
    if done.files:
        click.echo(say("names.sealed", n=len(done.files)))
    click.echo(say("names.next"))
    return int(bool(done.unclear))


def _check(folder: ProjectFolder, paths: tuple[Path, ...]) -> int:
    from focuskit.workflow.pseudonymise import check_names  # noqa: PLC0415 (help stays quick)

    places, n_files = check_names(folder, paths, _passphrase(folder))
    for one in places:
        kind = say(f"names.kind_{one.kind}")
        click.echo(say("names.place", place=one.place, kind=kind, n=one.n, near=one.n_near))
    click.echo(say("names.found", n=len(places)) if places else say("names.clean", n=n_files))
    return int(bool(places))
