"""``focuskit guide``: the questions asked, by the interview guide or without one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import HelpfulGroup, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.store import ProjectFolder


@click.group("guide", cls=HelpfulGroup, help=say("cli.guide_help"), invoke_without_command=True)
@project_option
@language_option
@json_option
@click.pass_context
def command(ctx: click.Context, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Tell which question was asked where, unless a change is asked for."""
    if ctx.invoked_subcommand:
        return 0
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.guide import list_questions, load_guide  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        guide, problems = load_guide(folder)
        if guide is not None:
            _show_asked(folder, as_json=as_json)
        else:
            asked = list_questions(folder)
            rows = [{"document": one.document, "turn": one.turn, "question": one.question} for one in asked]
            if as_json:
                screen.print_json(rows)
            else:
                click.echo(say("cli.guide_none"))
                for row in rows:
                    click.echo(say("cli.guide_turn", **row))
    if not as_json:
        screen.show_problems(screen.out(), problems)
    return 0


def _show_asked(folder: ProjectFolder, *, as_json: bool) -> None:
    from rich.table import Table  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.guide import list_asked  # noqa: PLC0415 (help stays quick)

    asked = list_asked(folder)
    if as_json:
        screen.print_json(
            [
                {
                    "document": one.document,
                    "question": one.question.id,
                    "asked": one.is_asked,
                    "confirmed": one.is_confirmed,
                    "turns": [match.turn for match in one.turns],
                }
                for one in asked
            ]
        )
        return
    table = Table(title=say("cli.guide_title"), title_justify="left", title_style="bold")
    table.add_column(say("cli.guide_question"), overflow="fold")
    documents = list(dict.fromkeys(one.document for one in asked))
    for name in documents:
        table.add_column(name, overflow="fold")
    for question in dict.fromkeys(one.question for one in asked):
        cells = [one for one in asked if one.question == question]
        table.add_row(
            f"{question.id} : {question.question}",
            *(
                say("cli.guide_not_asked")
                if not one.is_asked
                else say(
                    "cli.guide_confirmed" if one.is_confirmed else "cli.guide_proposed",
                    turns=", ".join(str(match.turn) for match in one.turns),
                )
                for one in cells
            ),
        )
    console = screen.out()
    console.print(table)
    console.print(say("cli.guide_next"), markup=False)


@command.command("match", help=say("cli.guide_match_help"))
@project_option
@language_option
@json_option
def match(project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Propose which turn asks which question."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.documents import list_documents  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.guide import match_guide  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        matches = match_guide(folder)
        texts = {one.name: one for one in list_documents(folder)}
    rows: list[dict[str, object]] = []
    for one in matches:
        document = texts[one.document]
        turn = document.turns[one.turn - 1]
        words = turn.question or turn.span.slice(document.text)
        rows.append(
            {
                "document": one.document,
                "turn": one.turn,
                "question": one.question,
                "state": one.state.value,
                "score": one.score,
                "words": " ".join(words.split()),
            }
        )
    if as_json:
        screen.print_json(rows)
        return 0
    for row in rows:
        click.echo(say("cli.guide_match", **{**row, "state": say(f"cli.guide_state_{row['state']}")}))
    click.echo(say("cli.guide_matched", n=len(rows)))
    return 0


@command.command("confirm", help=say("cli.guide_confirm_help"))
@click.argument("document", required=False)
@click.argument("turn", type=click.IntRange(min=1), required=False)
@click.argument("question", required=False)
@project_option
@language_option
def confirm(
    document: str | None, turn: int | None, question: str | None, project: Path | None, lang: str | None
) -> int:
    """Confirm matches: all, those of a document, or that of one turn."""
    return _decide("confirmed", document, turn, question, project, lang)


@command.command("refuse", help=say("cli.guide_refuse_help"))
@click.argument("document")
@click.argument("turn", type=click.IntRange(min=1))
@project_option
@language_option
def refuse(document: str, turn: int, project: Path | None, lang: str | None) -> int:
    """Say that a turn does not ask what was proposed."""
    return _decide("refused", document, turn, None, project, lang)


def _decide(
    state: str,
    document: str | None,
    turn: int | None,
    question: str | None,
    project: Path | None,
    lang: str | None,
) -> int:
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.model.guide import MatchState  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.guide import decide_matches  # noqa: PLC0415 (help stays quick)

    with opened(project, lang) as folder:
        n = decide_matches(folder, MatchState(state), document=document, turn=turn, question=question)
    click.echo(say("cli.guide_decided", n=n))
    return 0
