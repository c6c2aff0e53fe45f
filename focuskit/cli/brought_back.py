"""What commands show of decisions that a file brings back, and the question before they are kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from focuskit.messages import say
from focuskit.model.problems import Problem
from focuskit.workflow.code_names import UnknownCode
from focuskit.workflow.new_codes import NewCode

_YES, _NO = frozenset({"", "o", "oui", "y", "yes"}), frozenset({"n", "non", "no"})


def question(show: Callable[[Any], None], *, yes: bool, as_json: bool) -> Callable[[Any], bool] | None:
    """Return what shows a summary and asks whether to keep it; ``None`` where nobody is there to answer."""
    if yes or as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None

    def ask(summary: object) -> bool:
        show(summary)
        while True:
            answer = click.prompt(say("word.confirm"), default="", show_default=False).strip().casefold()
            if answer in _YES | _NO:
                return answer in _YES

    return ask


def show_figures(figures: Mapping[str, int], coders: Sequence[str]) -> None:
    """Print what there is of each kind; message keys with their numbers, those of 0 left out."""
    told = [say(key, n=n) for key, n in figures.items() if n]
    click.echo(f"  {', '.join(told)}" if told else f"  {say('word.nothing_new')}")
    if coders:
        click.echo(f"  {say('word.coders', n=len(coders), names=', '.join(coders))}")


def show_codes(unknown: Sequence[UnknownCode], new: Sequence[NewCode]) -> None:
    """Print the names that are no codes with the nearest codes, and the codes that are made of them."""
    if unknown:
        click.echo(say("word.unknown", n=len(unknown)))
    for one in unknown:
        nearest = ", ".join(one.nearest)
        key = "word.unknown_near" if nearest else "word.unknown_far"
        click.echo(f"  {say(key, name=one.written, count=one.count, nearest=nearest)}")
    if unknown:
        click.echo(say("word.unknown_next"))
    for code in new:
        click.echo(say("word.new_code", code=code.name, facet=code.facet))


def show_end(problems: Sequence[Problem], n_decisions: int, *, is_saved: bool, dry_run: bool) -> None:
    """Print the problems and whether anything was kept; decisions alone make a step to undo."""
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

    screen.show_problems(screen.out(), problems)
    if dry_run:
        click.echo(say("word.dry_run"))
    else:
        saved = "word.saved" if n_decisions else "word.saved_without_step"
        click.echo(say(saved if is_saved else "word.not_saved"))


def unknown_as_json(unknown: Sequence[UnknownCode]) -> dict[str, object]:
    """Return the names that are no codes, and apart the codes nearest to each."""
    return {
        "unknown": [one.written for one in unknown],
        "nearest": {one.written: list(one.nearest) for one in unknown},
    }
