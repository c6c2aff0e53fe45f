"""What commands print: tables and problems on standard output, progress on standard error."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterator, Sequence

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from focuskit.messages import say, spoken
from focuskit.model.consent import Consent, ConsentUse, consent_told, use_told_by
from focuskit.model.problems import Problem, Severity
from focuskit.reports.screen_table import ScreenTable
from focuskit.store import DocumentFigures
from focuskit.workflow.participants import ParticipantEntry
from focuskit.workflow.progress import Progress as Tell
from focuskit.workflow.speakers import SpeakerFigures

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_SHOWN_DOCUMENTS = 60
_SHOWN_OTHERWISE = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would obey or could not show: JSON has an escape for it."""
_SHOWN_SPEAKERS = 200
_SHOWN_PROBLEMS = 40
_WIDE = 120
"""Width from which a table of many columns is set side by side, in characters."""


def out() -> Console:
    """Return the console on standard output; wide enough for whole sentences when it is no terminal.

    Words are shown as they are: ``[inaudible]`` is no markup, ``:x:`` no picture.
    """
    width = None if sys.stdout.isatty() else 160
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty(), width=width)


def errors() -> Console:
    """Return the console on standard error, for what must not mix with a table."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextlib.contextmanager
def progress_bar() -> Iterator[Tell]:
    """Show a bar per step on standard error while it is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as bars:
        tasks: dict[str, object] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(say(step), total=total)
            bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield tell


def show_table(console: Console, shown: ScreenTable, notes: Sequence[str]) -> None:
    """Print a table cut to the width of the console, what did not fit, and its notes."""
    table = Table(title=shown.title, title_justify="left", title_style="bold")
    for heading, numeric in zip(shown.headings, shown.numeric, strict=True):
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in shown.rows:
        table.add_row(*row)
    console.print(table)
    if shown.n_hidden_rows:
        console.print(say("screen.hidden_rows", n=shown.n_hidden_rows))
    if shown.n_hidden_columns:
        console.print(say("screen.hidden_columns", n=shown.n_hidden_columns))
    for note in notes:
        console.print(note, style="dim")


def number(value: int) -> str:
    """Write a number with the thousands separator of the language (a narrow no-break space in French)."""
    return f"{value:,}".replace(",", "\u202f") if spoken() == "fr" else f"{value:,}"


def show_documents(console: Console, documents: Sequence[DocumentFigures]) -> None:
    """Print the documents in figures, with their sum."""
    table = Table(title=say("cli.documents", n=len(documents)), title_justify="left", title_style="bold")
    table.add_column(say("cli.document"), overflow="fold")
    table.add_column(say("cli.kind"))
    for key in ("speakers", "turns", "segments", "words"):
        table.add_column(say(f"cli.{key}"), justify="right")
    for one in documents[:_SHOWN_DOCUMENTS]:
        table.add_row(one.name, say(f"cli.kind_{one.kind}"), *(number(n) for n in _figures(one)))
    hidden = len(documents) - _SHOWN_DOCUMENTS
    if hidden > 0:
        table.add_row(say("cli.more_documents", n=hidden), *[""] * 5)
    table.add_section()
    sums = (sum(column) for column in zip(*(_figures(one) for one in documents), strict=True))
    table.add_row(say("cli.total"), "", *(number(n) for n in sums), style="bold")
    console.print(table)


def _figures(one: DocumentFigures) -> tuple[int, int, int, int]:
    return one.n_speakers, one.n_turns, one.n_segments, one.n_words


def show_problems(console: Console, problems: Sequence[Problem]) -> None:
    """Print problems, the worst first, each in one sentence."""
    order = list(Severity)
    ranked = sorted(problems, key=lambda problem: order.index(problem.severity))
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE):
        n = sum(problem.severity is severity for problem in problems)
        if n:
            console.print(say(f"cli.{severity}s", n=n), style=_COLORS[severity])
            for problem in [one for one in ranked if one.severity is severity][:_SHOWN_PROBLEMS]:
                console.print(f"  {problem.told()}", markup=False)
            if n > _SHOWN_PROBLEMS:
                console.print(say("cli.more_problems", n=n - _SHOWN_PROBLEMS))


def show_speakers(console: Console, speakers: Sequence[SpeakerFigures]) -> None:
    """Print the speakers of each document with their figures, and doubts below."""
    table = Table(title=say("cli.speakers"), title_justify="left", title_style="bold")
    for key in ("document", "label", "shown", "role"):
        table.add_column(say(f"cli.{key}"), overflow="fold")
    for key in ("turns", "words", "share", "first_turn"):
        table.add_column(say(f"cli.{key}"), justify="right")
    last = None
    for one in speakers[:_SHOWN_SPEAKERS]:
        if last not in {None, one.document}:
            table.add_section()
        table.add_row(
            one.document if one.document != last else "",
            one.label or "–",
            one.shown,
            say(f"cli.role_{one.role}"),
            number(one.n_turns),
            number(one.n_words),
            f"{one.share:.0%}",
            str(one.first_turn or "–"),
        )
        last = one.document
    console.print(table)
    if len(speakers) > _SHOWN_SPEAKERS:
        console.print(say("cli.more_speakers", n=len(speakers) - _SHOWN_SPEAKERS))
    _show_labels_over_project(console, speakers)
    _show_doubts(console, [(one, key, label) for one in speakers for key, label in one.doubts])


def show_near_labels(console: Console, speakers: Sequence[SpeakerFigures]) -> None:
    """Print labels that differ by a letter or two, each pair once, and what brings them together."""
    near: dict[tuple[str, frozenset[str]], tuple[SpeakerFigures, str, str]] = {}
    for one in speakers:
        for key, label in one.doubts:
            if key == "cli.doubt_near":
                near.setdefault((one.document, frozenset({one.label or "", label})), (one, key, label))
    if near:
        console.print(say("cli.near_labels", n=len(near)), style=_COLORS[Severity.WARNING])
        _show_doubts(console, list(near.values()))


def _show_doubts(console: Console, doubts: Sequence[tuple[SpeakerFigures, str, str]]) -> None:
    for one, key, label in doubts[:_SHOWN_SPEAKERS]:
        console.print(f"  {one.document}, {one.label or '–'} : {say(key, label=label)}", markup=False)


def _show_labels_over_project(console: Console, speakers: Sequence[SpeakerFigures]) -> None:
    """Print labels met in several documents, together: the same label need not be the same person."""
    by_label: dict[str, list[SpeakerFigures]] = {}
    for one in speakers:
        by_label.setdefault(one.label or "–", []).append(one)
    several = [(label, found) for label, found in by_label.items() if len(found) > 1][:_SHOWN_SPEAKERS]
    if not several:
        return
    table = Table(title=say("cli.speakers_over_project"), title_justify="left", title_style="bold")
    table.add_column(say("cli.label"), overflow="fold")
    for key in ("documents_column", "turns", "words"):
        table.add_column(say(f"cli.{key}"), justify="right")
    for label, found in several:
        turns, words = sum(one.n_turns for one in found), sum(one.n_words for one in found)
        table.add_row(label, number(len(found)), number(turns), number(words))
    console.print(table)


def show_participants(console: Console, listed: Sequence[ParticipantEntry]) -> None:
    """Print the listed people: where they spoke, where they were silent, attributes."""
    is_wide = console.width >= _WIDE
    title = say("cli.participants", n=len(listed))
    table = Table(title=title, title_justify="left", title_style="bold", show_lines=not is_wide)
    keys = [say(f"cli.{key}") for key in ("spoke_in", "silent_in")]
    keys += [say(f"consent.column_{use}") for use in ConsentUse]
    keys.append(say("cli.attributes"))
    for heading in (say("cli.pseudonym"), *(keys if is_wide else [""])):
        table.add_column(heading, overflow="fold")
    for one in listed[:_SHOWN_SPEAKERS]:
        told = _of_participant(one)
        lines = (f"{key}{say('cli.colon')}{cell}" for key, cell in zip(keys, told, strict=True) if cell)
        table.add_row(one.participant.pseudonym, *(told if is_wide else ["\n".join(lines)]))
    console.print(table)
    if len(listed) > _SHOWN_SPEAKERS:
        console.print(say("cli.more_speakers", n=len(listed) - _SHOWN_SPEAKERS))
    for use in ConsentUse if listed else ():
        told = [consent_told(one.participant.attributes, use).value for one in listed]
        counts = {answer.value: told.count(answer) for answer in Consent}
        console.print(say("consent.summary", use=say(f"consent.use_{use}"), **counts), markup=False)


def _of_participant(one: ParticipantEntry) -> list[str]:
    """Return where somebody spoke, where not, the answer for each use, and attributes."""
    attributes = one.participant.attributes
    pairs = [pair for pair in attributes if pair[1] and use_told_by(pair[0]) is None]
    return [
        ", ".join(one.spoke_in),
        ", ".join(one.silent_in),
        *(say(f"consent.shown_{consent_told(attributes, use)}") for use in ConsentUse),
        ", ".join(f"{name}{say('cli.colon')}{value}" for name, value in pairs),
    ]


def print_json(content: object) -> None:
    """Print JSON, and nothing else, on standard output."""
    written = json.dumps(content, ensure_ascii=False, indent=2)
    click.echo(_SHOWN_OTHERWISE.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


def documents_as_json(documents: Sequence[DocumentFigures]) -> list[dict[str, object]]:
    """Return the documents in figures as JSON values."""
    return [
        {
            "name": one.name,
            "kind": one.kind.value,
            "speakers": one.n_speakers,
            "turns": one.n_turns,
            "segments": one.n_segments,
            "words": one.n_words,
        }
        for one in documents
    ]


def problems_as_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return problems as JSON values."""
    return [
        {
            "path": problem.path,
            "line": problem.line,
            "severity": problem.severity.value,
            "message": problem.sentence(),
        }
        for problem in problems
    ]
