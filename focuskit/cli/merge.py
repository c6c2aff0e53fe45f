"""``focuskit merge``: a colleague's copy of the project, its decisions brought into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, json_option, language_option, name_value_pairs, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.codebook import CodeChange
    from focuskit.workflow.merge import MergeSummary, TurnedLine

_SHOWN = 20
_WORDS = 60


@click.command("merge", help=say("sharing.merge_help"))
@click.argument("other", required=False, type=PATH)
@click.option("--dry-run", "is_trial", is_flag=True, help=say("sharing.opt_dry_run"))
@click.option("--undo", "is_undo", is_flag=True, help=say("sharing.opt_undo"))
@click.option(
    "--rename-coder", "renamed", multiple=True, metavar="OLD=NEW", help=say("sharing.opt_rename_coder")
)
@project_option
@language_option
@json_option
def command(
    other: Path | None,
    renamed: tuple[str, ...],
    project: Path | None,
    lang: str | None,
    *,
    is_trial: bool,
    is_undo: bool,
    as_json: bool,
) -> int:
    """Bring a colleague's decisions and memos into the project, or take the last merge back."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.screen import print_json  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.merge import merge_copy, undo_merge  # noqa: PLC0415 (help stays quick)

    if is_undo == (other is not None) or (is_undo and (is_trial or renamed)):
        raise UsageError("sharing.merge_what")
    with opened(project, lang) as folder:
        if other is None:
            gone = undo_merge(folder)
            told = {"decisions": gone.n_decisions, "memos": gone.n_memos, "cells": gone.n_cells}
            if as_json:
                print_json(told)
            else:
                click.echo(say("sharing.merge_undone", **told))
            return 0
        done = merge_copy(folder, other, renamed=name_value_pairs(renamed), is_trial=is_trial)
    if as_json:
        print_json(_as_json(done))
    else:
        _show(done, is_trial=is_trial)
    return 0


def _as_json(done: MergeSummary) -> dict[str, object]:
    return {
        "saved": done.is_saved,
        "decisions": done.n_decisions,
        "by_coder": dict(done.decisions),
        "memos": done.n_memos,
        "memos_kept_beside": done.n_kept_words,
        "cells": done.n_cells,
        "cells_joined": done.n_joined_cells,
        "assignments": done.n_assignments,
        "turned": [
            {
                "document": one.document,
                "coder": one.coder,
                "code": one.code,
                "undone": one.is_undone,
                "at": one.at,
                "taken": one.is_taken,
            }
            for one in done.turned
        ],
        "left": [
            {"document": one.document, "reason": one.key.partition("left_")[2], "n": one.n}
            for one in done.left
        ],
        "unknown_codes": dict(done.unknown_codes),
        "codebook": None
        if done.codebook is None
        else [{"code": one.code, "kind": one.kind, "fields": list(one.fields)} for one in done.codebook],
        "differences": [
            {
                "what": one.key.partition(".")[2],
                "document": one.document,
                "here": one.here,
                "there": one.there,
            }
            for one in done.differences
        ],
    }


def _show(done: MergeSummary, *, is_trial: bool) -> None:
    for coder, n in done.decisions:
        click.echo(say("sharing.merge_coder", coder=coder, n=n))
    for key, n in (
        ("memos", done.n_memos),
        ("kept", done.n_kept_words),
        ("cells", done.n_cells),
        ("joined", done.n_joined_cells),
        ("assignments", done.n_assignments),
    ):
        if n:
            click.echo(say(f"sharing.merge_{key}", n=n))
    _list("sharing.merge_turned", [_turned(one) for one in done.turned])
    _list("sharing.merge_left", [say(one.key, document=one.document, n=one.n) for one in done.left])
    _list("sharing.merge_codebook", [_change(one) for one in done.codebook or ()])
    unknown = [say("sharing.unknown_code", code=code, n=n) for code, n in done.unknown_codes]
    _list("sharing.merge_unknown", unknown)
    _list(
        "sharing.merge_differences",
        [say(one.key, document=one.document, here=one.here, there=one.there) for one in done.differences],
    )
    key = "trial" if is_trial else "saved" if done.is_saved else "nothing"
    click.echo(say(f"sharing.merge_{key}"))


def _list(heading: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(say(heading))
    for line in lines[:_SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > _SHOWN:
        click.echo("  " + say("sharing.merge_more", n=len(lines) - _SHOWN))


def _turned(one: TurnedLine) -> str:
    words = " ".join(one.words.split())
    return say(
        f"sharing.turned_{'undone' if one.is_undone else 'stands'}_{'there' if one.is_taken else 'here'}",
        document=one.document,
        coder=one.coder,
        code=one.code,
        words=words if len(words) <= _WORDS else f"{words[:_WORDS].rstrip()}…",
        at=one.at[:16].replace("T", " "),
    )


def _change(one: CodeChange) -> str:
    fields = ", ".join(one.fields)
    return say(f"sharing.code_{one.kind}", code=one.code, before=one.before, fields=fields)
