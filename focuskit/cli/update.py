"""``focuskit update``: a corrected transcript, with its codings on their words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from focuskit.store import ProjectFolder
    from focuskit.store.codings import Orphan
    from focuskit.store.memos import LostMemo
    from focuskit.workflow.update import UpdateSummary

_AROUND = 4
"""Words shown on each side of a correction."""


@click.command("update", help=say("cli.update_help"))
@click.argument("document", required=False)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--back", is_flag=True, help=say("cli.opt_back"))
@click.option("--to", "number", type=click.IntRange(min=1), help=say("cli.opt_to"))
@click.option("--orphans", is_flag=True, help=say("cli.opt_orphans"))
@project_option
@language_option
@json_option
def command(  # noqa: PLR0913 (each argument is an option of the command)
    document: str | None,
    file: Path | None,
    number: int | None,
    project: Path | None,
    lang: str | None,
    *,
    back: bool,
    orphans: bool,
    as_json: bool,
) -> int:
    """Update a document, bring an earlier version back, or list the codings without a place."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.update import bring_back, update_document  # noqa: PLC0415 (help stays quick)

    is_back = back or number is not None
    if [orphans, is_back, file is not None].count(True) != 1 or orphans != (document is None):
        raise UsageError("error.update_what")
    with opened(project, lang, changing=not orphans) as folder:
        if orphans:
            _list_orphans(folder, as_json=as_json)
            return 0
        done = bring_back(folder, document or "", number) if is_back else None
        result = done or update_document(folder, document or "", file or Path())
    if isinstance(result, tuple):
        screen.show_problems(screen.out(), result)
        return 1
    if as_json:
        screen.print_json(_as_json(result))
    else:
        _show(result)
    return 0


def _as_json(done: UpdateSummary) -> dict[str, object]:
    return {
        "document": done.document,
        "version": done.version,
        "codings_same": done.n_same,
        "codings_changed": done.n_changed,
        "orphans": [{"code": orphan.code, "words": orphan.words} for orphan in done.orphans],
        "changed": [
            {"code": one.code, "words": one.words, "words_before": one.old_words} for one in done.changed
        ],
        "hand_cuts": done.n_cuts,
        "lost_hand_cuts": done.n_lost_cuts,
        "lost_memos": [_memo_as_json(one) for one in done.lost_memos],
        "renamed": [list(pair) for pair in done.renamed],
        "new_speakers": list(done.new_labels),
        "problems": [problem.told() for problem in done.problems],
    }


def _show(done: UpdateSummary) -> None:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    click.echo(say("cli.updated", document=done.document, version=done.version))
    if done.n_same + done.n_changed + len(done.orphans):
        click.echo(
            say("cli.updated_codings", same=done.n_same, changed=done.n_changed, lost=len(done.orphans))
        )
    if done.n_cuts + done.n_lost_cuts:
        click.echo(say("cli.updated_cuts", held=done.n_cuts, lost=done.n_lost_cuts))
    for one in done.changed:
        before, after = _around_change((one.old_words or "").split(), one.words.split())
        if before != after:
            click.echo(say("cli.updated_changed", code=one.code, before=before, after=after))
    for old, new in done.renamed:
        click.echo(say("cli.updated_renamed", old=old, new=new))
    for label in done.new_labels:
        click.echo(say("cli.updated_new_speaker", label=label))
    _show_orphans((done.document, orphan) for orphan in done.orphans)
    _show_lost_memos((done.document, memo) for memo in done.lost_memos)
    screen.show_problems(screen.out(), done.problems)
    click.echo(say("cli.updated_next"))


def _list_orphans(folder: ProjectFolder, *, as_json: bool) -> None:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.update import list_lost_memos, list_orphans  # noqa: PLC0415 (help stays quick)

    orphans, memos = list_orphans(folder), list_lost_memos(folder)
    if as_json:
        codings = [{"document": name, "code": one.code, "words": one.words} for name, one in orphans]
        screen.print_json(codings + [{"document": name, **_memo_as_json(one)} for name, one in memos])
        return
    if not orphans and not memos:
        click.echo(say("cli.no_orphans"))
    _show_orphans(orphans)
    _show_lost_memos(memos)


def _show_orphans(orphans: Iterable[tuple[str, Orphan]]) -> None:
    for name, one in orphans:
        click.echo(say("cli.orphan", document=name, code=one.code, words=_one_line(one.words)))


def _show_lost_memos(memos: Iterable[tuple[str, LostMemo]]) -> None:
    for name, one in memos:
        memo = one.memo.words or say(f"cli.memo_{one.memo.kind.value}")
        words = _one_line(one.words_before)
        click.echo(say("cli.lost_memo", document=name, memo=_one_line(memo), words=words))


def _memo_as_json(one: LostMemo) -> dict[str, str]:
    return {"memo": one.memo.words, "kind": one.memo.kind.value, "words": one.words_before}


def _around_change(before: list[str], after: list[str]) -> tuple[str, str]:
    """Return what differs, with a few words around it."""
    n = min(len(before), len(after))
    start = next((at for at in range(n) if before[at] != after[at]), n)
    end = next((at for at in range(n - start) if before[-1 - at] != after[-1 - at]), n - start)
    return _cut(before, start, end), _cut(after, start, end)


def _cut(words: list[str], start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(len(words) - end + _AROUND, len(words))
    dots_before, dots_after = "… " if first else "", " …" if last < len(words) else ""
    return f"{dots_before}{' '.join(words[first:last])}{dots_after}"


def _one_line(words: str) -> str:
    return " ".join(words.split())
