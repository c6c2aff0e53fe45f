"""``focuskit update``: a corrected transcript, with its codings on their words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.workflow.update import UpdateSummary


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
    from focuskit.workflow.update import bring_back, list_orphans, update_document  # noqa: PLC0415 (help stays quick)

    is_back = back or number is not None
    if [orphans, is_back, file is not None].count(True) != 1 or orphans != (document is None):
        raise UsageError("error.update_what")
    with opened(project, lang, changing=not orphans) as folder:
        if orphans:
            listed = [(name, orphan.code, orphan.words) for name, orphan in list_orphans(folder)]
            _show_orphans(listed, as_json=as_json)
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
    for old, new in done.renamed:
        click.echo(say("cli.updated_renamed", old=old, new=new))
    for label in done.new_labels:
        click.echo(say("cli.updated_new_speaker", label=label))
    _show_orphans([(done.document, orphan.code, orphan.words) for orphan in done.orphans], as_json=False)
    screen.show_problems(screen.out(), done.problems)
    click.echo(say("cli.updated_next"))


def _show_orphans(orphans: list[tuple[str, str, str]], *, as_json: bool) -> None:
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    if as_json:
        screen.print_json([{"document": name, "code": code, "words": words} for name, code, words in orphans])
        return
    for name, code, words in orphans:
        click.echo(say("cli.orphan", document=name, code=code, words=" ".join(words.split())))
