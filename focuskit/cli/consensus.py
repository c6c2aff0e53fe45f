"""``focuskit consensus``: who agrees, who dissents, on propositions the researcher writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, HelpfulGroup, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.analysis.consensus import Proposition
    from focuskit.workflow.consensus import Consensus


@click.group("consensus", cls=HelpfulGroup, help=say("finding.consensus_help"), invoke_without_command=True)
@project_option
@language_option
@json_option
@click.pass_context
def command(ctx: click.Context, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Show the matrix of each group and its rates, unless something else is asked for."""
    if ctx.invoked_subcommand:
        return 0
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.consensus import load_consensus  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.table import load_counted  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.table_request import TableRequest  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        held = load_consensus(folder, load_counted(folder, TableRequest("consensus")))
    if as_json:
        screen.print_json([_record(one) for one in held.propositions])
    elif not held.propositions:
        click.echo(say("finding.no_propositions"))
    else:
        _show(held)
    return 0


@command.command("add", help=say("finding.consensus_add_help"))
@click.argument("document")
@click.argument("proposition")
@click.option("--coder", metavar="NAME", help=say("finding.opt_coder"))
@project_option
@language_option
def add(document: str, proposition: str, coder: str | None, project: Path | None, lang: str | None) -> int:
    """Add a proposition to a group."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.consensus import add_proposition  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        number = add_proposition(folder, document, proposition, current_coder(folder, coder))
    click.echo(say("finding.proposition_added", number=number))
    return 0


@command.command("set", help=say("finding.consensus_set_help"))
@click.argument("document")
@click.argument("number", type=int)
@click.argument("member")
@click.argument("stance")
@click.option("--coder", metavar="NAME", help=say("finding.opt_coder"))
@project_option
@language_option
def change(
    *,
    document: str,
    number: int,
    member: str,
    stance: str,
    coder: str | None,
    project: Path | None,
    lang: str | None,
) -> int:
    """Write what a member says of a proposition."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.consensus import set_stance  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        set_stance(folder, (document, number), member, stance, current_coder(folder, coder))
    click.echo(say("finding.cells_changed", n=1))
    return 0


@command.command("export", help=say("finding.consensus_export_help"))
@click.argument("file", type=PATH)
@project_option
@language_option
def export(file: Path, project: Path | None, lang: str | None) -> int:
    """Write the workbook to edit."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.consensus import export_consensus  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        export_consensus(folder, file)
    click.echo(say("cli.file_written", path=file), err=True)
    return 0


@command.command("import", help=say("finding.consensus_import_help"))
@click.argument("file", type=PATH)
@click.option("--coder", metavar="NAME", help=say("finding.opt_coder"))
@project_option
@language_option
def import_(file: Path, coder: str | None, project: Path | None, lang: str | None) -> int:
    """Read the edited workbook back."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.consensus import import_consensus  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.decide import current_coder  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, coder=coder) as folder:
        found = import_consensus(folder, file, current_coder(folder, coder))
    click.echo(say("finding.cells_changed", n=found.n_changed))
    screen.show_problems(screen.out(), found.problems)
    return int(any(problem.severity == "error" for problem in found.problems))


@command.command("undo", help=say("finding.cells_undo_help"))
@project_option
@language_option
def undo(project: Path | None, lang: str | None) -> int:
    """Undo the last change."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.consensus import undo_consensus  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        n = undo_consensus(folder)
    click.echo(say("finding.cells_undone", n=n))
    return 0 if n else 1


def _record(one: Proposition) -> dict[str, object]:
    from focuskit.analysis.consensus import measure_rates  # noqa: PLC0415 (help stays quick)
    from focuskit.model.undefined import Undefined  # noqa: PLC0415 (help stays quick)

    rates = measure_rates(one)
    told = {"agreement_of_members": rates.of_members, "agreement_expressed": rates.expressed}
    return {
        "document": one.document,
        "number": one.number,
        "proposition": one.words,
        "stances": {name: list(stances) for name, stances in one.stances},
        **{key: None if isinstance(rate, Undefined) else rate for key, rate in told.items()},
    }


def _show(held: Consensus) -> None:
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.analysis.consensus import Side, measure_rates  # noqa: PLC0415 (help stays quick)
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.model.undefined import Undefined  # noqa: PLC0415 (help stays quick)

    console = screen.out()
    for document in dict.fromkeys(one.document for one in held.propositions):
        table = Table(title=document, title_justify="left", title_style="bold")
        table.add_column("", justify="right")
        table.add_column(say("table.column_proposition"), overflow="fold", min_width=24)
        for member in held.members[document]:
            table.add_column(member, justify="center")
        own = [one for one in held.propositions if one.document == document]
        for one in own:
            silent = held.proposed_silent[document, one.number]
            cells = (
                " ".join(stances) or (say("finding.not_expressed") if name in silent else "·")
                for name, stances in one.stances
            )
            table.add_row(str(one.number), one.words, *cells)
        console.print(table)
        for one in own:
            rates = measure_rates(one)
            n, n_silent = len(one.who(Side.AGREE)), len(one.who(Side.SILENT))
            told = [
                f"– ({say(rate.reason)})" if isinstance(rate, Undefined) else f"{n}/{total}"
                for rate, total in (
                    (rates.of_members, len(one.stances)),
                    (rates.expressed, len(one.stances) - n_silent),
                )
            ]
            line = say("finding.rates", number=one.number, members=told[0], expressed=told[1])
            console.print(f"  {line}", markup=False)
    console.print(say("finding.consensus_values"), markup=False)
