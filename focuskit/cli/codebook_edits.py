"""``focuskit codebook add|rename|move|merge|split|retire``: changes that codings follow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from focuskit.cli.options import Function
    from focuskit.model.codebook import Codebook
    from focuskit.store import ProjectFolder
    from focuskit.workflow.codebook_edits import EditSummary


def edit_options(function: Function) -> Function:
    """Add what every change takes: why, who, and the options of all commands."""
    for option in (
        json_option,
        language_option,
        project_option,
        click.option("--coder", metavar="NAME", help=say("edits.opt_coder")),
        click.option("--why", metavar="WORDS", help=say("edits.opt_why")),
    ):
        function = option(function)
    return function


@click.command("add", help=say("edits.add_help"))
@click.argument("code")
@click.option("--facet", metavar="ID", help=say("edits.opt_facet"))
@click.option("--label", default="", metavar="WORDS", help=say("edits.opt_label"))
@click.option("--definition", default="", metavar="WORDS", help=say("edits.opt_definition"))
@click.option("--rule", "rules", multiple=True, metavar="EXPRESSION", help=say("edits.opt_rule"))
@edit_options
def add(code: str, label: str, definition: str, rules: tuple[str, ...], **asked: Any) -> int:  # noqa: ANN401 (options as click gives them)
    """Add a code."""
    from focuskit.workflow.codebook_edits import NewCode, add_code  # noqa: PLC0415 (help stays quick)

    new = NewCode(code, asked.pop("facet"), label, definition, rules=rules)
    return _edit(lambda folder, _, coder, why: add_code(folder, coder, new, why=why), **asked)


@click.command("rename", help=say("edits.rename_help"))
@click.argument("code")
@click.argument("new", required=False)
@click.option("--label", default="", metavar="WORDS", help=say("edits.opt_label"))
@edit_options
def rename(code: str, new: str | None, label: str, **asked: Any) -> int:  # noqa: ANN401
    """Give a code another name or label."""
    from focuskit.workflow.codebook_edits import known_code, rename_code  # noqa: PLC0415 (help stays quick)

    def made(folder: ProjectFolder, codebook: Codebook, coder: str, why: str) -> EditSummary:
        by_hand = next((one.name for one in codebook.codes if code in one.formerly), None)
        old = code if by_hand else known_code(codebook, code)
        return rename_code(folder, coder, old, new or by_hand or old, label=label, why=why)

    return _edit(made, **asked)


@click.command("move", help=say("edits.move_help"))
@click.argument("code")
@click.option("--below", metavar="CODE", help=say("edits.opt_below"))
@click.option("--facet", metavar="ID", help=say("edits.opt_move_facet"))
@edit_options
def move(code: str, below: str | None, facet: str | None, **asked: Any) -> int:  # noqa: ANN401
    """Put a code elsewhere in the tree."""
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.codebook_edits import known_code, move_code  # noqa: PLC0415 (help stays quick)

    if (below is None) == (facet is None):
        raise UsageError("edits.below_or_facet")

    def made(folder: ProjectFolder, codebook: Codebook, coder: str, why: str) -> EditSummary:
        above = known_code(codebook, below) if below else ""
        return move_code(folder, coder, known_code(codebook, code), below=above, facet=facet, why=why)

    return _edit(made, **asked)


@click.command("merge", help=say("edits.merge_help"))
@click.argument("code")
@click.argument("into")
@edit_options
def merge(code: str, into: str, **asked: Any) -> int:  # noqa: ANN401
    """Make one code of two."""
    from focuskit.workflow.codebook_edits import known_code, merge_codes  # noqa: PLC0415 (help stays quick)

    def made(folder: ProjectFolder, codebook: Codebook, coder: str, why: str) -> EditSummary:
        return merge_codes(folder, coder, known_code(codebook, code), known_code(codebook, into), why=why)

    return _edit(made, **asked)


@click.command("retire", help=say("edits.retire_help"))
@click.argument("code")
@click.option("--back", is_flag=True, help=say("edits.opt_back"))
@edit_options
def retire(code: str, *, back: bool, **asked: Any) -> int:  # noqa: ANN401
    """Take a code out of use, or into use again."""
    from focuskit.workflow.codebook_edits import known_code, retire_code  # noqa: PLC0415 (help stays quick)

    def made(folder: ProjectFolder, codebook: Codebook, coder: str, why: str) -> EditSummary:
        return retire_code(folder, coder, known_code(codebook, code), back=back, why=why)

    return _edit(made, **asked)


@click.command("split", help=say("edits.split_help"))
@click.argument("code")
@click.option("--to", "goals", multiple=True, metavar="CODE[=EXPRESSION]", help=say("edits.opt_to"))
@click.option(
    "--document", "documents", multiple=True, metavar="NAME=CODE", help=say("edits.opt_split_document")
)
@click.option("--sheet", type=PATH, metavar="FILE", help=say("edits.opt_sheet"))
@click.option("--write-sheet", "target", type=PATH, metavar="FILE", help=say("edits.opt_write_sheet"))
@click.option("--one-by-one", is_flag=True, help=say("edits.opt_one_by_one"))
@click.option("--facet", metavar="ID", help=say("edits.opt_facet"))
@edit_options
def split(code: str, **asked: Any) -> int:  # noqa: ANN401
    """Give codings of a code to new codes."""
    from focuskit.cli.codebook_split import SplitRequest, split_asked  # noqa: PLC0415 (help stays quick)

    names = ("goals", "documents", "sheet", "target", "one_by_one", "facet")
    request = SplitRequest(code, **{name: asked.pop(name) for name in names})
    if request.target is not None:
        return split_asked(request, asked["project"], asked["lang"])
    return _edit(request.make, **asked)


def _edit(
    make: Callable[[ProjectFolder, Codebook, str, str], EditSummary],
    *,
    why: str | None,
    coder: str | None,
    project: Path | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Make a change in the project and tell what it did."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.tag import load_codebook  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        codebook, _ = load_codebook(folder)
        who = current_coder(folder, coder)
        made = make(folder, codebook, who, _why(why, as_json=as_json))
    if as_json:
        screen.print_json(_record(made))
        return 0
    _tell(made)
    return 0


def _why(given: str | None, *, as_json: bool) -> str:
    """Return why a change is made; a person at the keyboard is asked, and may leave it empty."""
    import sys  # noqa: PLC0415 (only here)

    if given is None and not as_json and sys.stdin.isatty() and sys.stdout.isatty():
        given = click.prompt(say("edits.ask_why"), default="", show_default=False)
    return (given or "").strip()


def _tell(made: EditSummary) -> None:
    edit = made.edit
    key = edit.kind.value
    if key == "rename" and not edit.renamed:
        key = "relabel"
    click.echo(say(f"edits.done_{key}", code=edit.code, targets=", ".join(edit.targets)))
    for name, n in (
        ("recoded", made.n_recoded),
        ("folded", made.n_folded),
        ("suggestions", made.n_suggestions),
        ("to_reread", made.n_to_reread),
    ):
        if n:
            click.echo(say(f"edits.{name}", n=n))
    if made.is_tagging_due:
        click.echo(say("edits.tag_due"))
    click.echo(say("edits.can_undo"))


def _record(made: EditSummary) -> dict[str, object]:
    edit = made.edit
    return {
        "step": edit.step,
        "kind": edit.kind.value,
        "code": edit.code,
        "targets": list(edit.targets),
        "renamed": [list(pair) for pair in edit.renamed],
        "introduced": list(edit.introduced),
        "coder": edit.coder,
        "why": edit.why or None,
        "recoded": made.n_recoded,
        "folded": made.n_folded,
        "suggestions": made.n_suggestions,
        "to_reread": made.n_to_reread,
        "tagging_due": made.is_tagging_due,
    }


EDITS = (add, rename, move, merge, split, retire)
