"""``focuskit explain``: why a segment has its suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from rich.text import Text

    from focuskit.workflow.explain import Explanation, Reason, SegmentReading


@click.command("explain", help=say("cli.explain_help"))
@click.argument("segment", metavar="DOCUMENT:N")
@project_option
@language_option
@json_option
def command(segment: str, project: Path | None, lang: str | None, *, as_json: bool) -> int:
    """Tell the words, the rule and the lemmas behind every suggestion."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.explain import explain_segment  # noqa: PLC0415 (help stays quick)

    with opened(project, lang, changing=False) as folder:
        read = explain_segment(folder, segment)
    if as_json:
        screen.print_json(_record(read))
    else:
        _show(read)
    return 0


def _record(read: SegmentReading) -> dict[str, object]:
    return {
        "document": read.document,
        "segment": read.segment,
        "words": read.words,
        "question": read.question,
        "suggestions": [
            {
                "code": one.code,
                "origin": one.origin.value,
                "state": one.state.value,
                "score": one.score,
                "reasons": [
                    {
                        "words": reason.words,
                        "rule": reason.rule,
                        "tokens": [
                            {
                                "form": token.form,
                                "lemma": token.lemma,
                                "pos": token.part_of_speech,
                                "morph": token.morphology,
                            }
                            for token in reason.tokens
                        ],
                    }
                    for reason in one.reasons
                ],
            }
            for one in read.suggestions
        ],
    }


def _show(read: SegmentReading) -> None:
    from rich.padding import Padding  # noqa: PLC0415 (help stays quick)
    from rich.text import Text  # noqa: PLC0415 (help stays quick)

    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    console = screen.out()
    console.print(Text(f"{read.document}:{read.segment}", style="bold"))
    if read.question:
        console.print(Text(say("cli.explain_question", question=read.question), style="italic dim"))
    console.print(Padding(Text(read.words), (0, 0, 1, 2)))
    if not read.suggestions:
        console.print(say("cli.explain_nothing"))
    for one in read.suggestions:
        console.print(_head(one))
        for reason in one.reasons:
            console.print(Padding(_reason(reason), (0, 0, 0, 2)))


def _head(one: Explanation) -> Text:
    from rich.text import Text  # noqa: PLC0415 (help stays quick)

    told = [say(f"cli.origin_{one.origin.value}"), say(f"cli.state_{one.state.value}")]
    if one.score is not None:
        told.append(say("cli.explain_score", score=f"{one.score:.2f}"))
    return Text.assemble((one.code, "bold cyan"), f"  ({', '.join(told)})")


def _reason(reason: Reason) -> Text:
    from rich.text import Text  # noqa: PLC0415 (help stays quick)

    from focuskit.tagging.context import EXCHANGE, QUESTION  # noqa: PLC0415 (help stays quick)

    if reason.rule in {QUESTION, EXCHANGE}:
        key = "cli.explain_from_question" if reason.rule == QUESTION else "cli.explain_from_exchange"
        return Text(say(key, words=" ".join(reason.words.split())), style="dim")
    if not reason.tokens:
        return Text(say("cli.explain_whole", rule=reason.rule), style="dim")
    read = ", ".join(
        f"{token.form} → {token.lemma} ({token.part_of_speech}{_morphology(token.morphology)})"
        for token in reason.tokens
    )
    return Text.assemble(
        ("« " + " ".join(reason.words.split()) + " »", "bold"),
        "  ",
        (say("cli.explain_rule", rule=reason.rule), ""),
        "\n",
        (read, "dim"),
    )


def _morphology(morphology: str) -> str:
    return f" {morphology}" if morphology else ""
