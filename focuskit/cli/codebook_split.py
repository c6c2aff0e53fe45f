"""Splitting a code: what the command line says of which coding goes where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.model.codebook import Codebook
    from focuskit.store import ProjectFolder
    from focuskit.workflow.codebook_edits import EditSummary, NewCode
    from focuskit.workflow.split import Placing, SplitCoding

_SHOWN = 160


@dataclass(frozen=True, slots=True)
class SplitRequest:
    """A split as asked for; see the options of ``focuskit codebook split``."""

    code: str
    goals: tuple[str, ...]
    documents: tuple[str, ...]
    sheet: Path | None
    target: Path | None
    one_by_one: bool
    facet: str | None

    def make(self, folder: ProjectFolder, codebook: Codebook, coder: str, why: str) -> EditSummary:
        """Place the codings and split the code."""
        from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)
        from focuskit.workflow.codebook_edits import known_code, split_code  # noqa: PLC0415 (help stays quick)
        from focuskit.workflow.split import plan_split  # noqa: PLC0415 (help stays quick)

        code = known_code(codebook, self.code)
        parts = self._parts(codebook, code)
        if not parts:
            raise UsageError("edits.split_to")
        names = [part.name for part in parts]
        codings = plan_split(folder, code, self._placing(code))
        for one in codings:
            if one.goes_to and one.goes_to not in names:
                raise UsageError("edits.split_unknown", code=one.goes_to, known=", ".join(names))
        placed = [(one.decision, one.goes_to) for one in codings if one.goes_to]
        if self.one_by_one:
            placed += _asked([one for one in codings if not one.goes_to], names)
        return split_code(folder, coder, code, parts, placed, why=why)

    def _parts(self, codebook: Codebook, code: str) -> list[NewCode]:
        """Return the codes to split off: siblings of the code where no path is written."""
        from focuskit.workflow.codebook_edits import NewCode  # noqa: PLC0415 (help stays quick)

        facet = self.facet or codebook.code(code).facet
        names = dict.fromkeys(_named(goal.partition("=")[0], code) for goal in self.goals)
        return [NewCode(name, None if "/" in name else facet) for name in names]

    def _placing(self, code: str) -> Placing:
        from focuskit.cli.options import name_value_pairs  # noqa: PLC0415 (help stays quick)
        from focuskit.workflow.split import Placing  # noqa: PLC0415 (help stays quick)

        pairs = (goal.partition("=") for goal in self.goals)
        by_expression = tuple((words, _named(name, code)) for name, found, words in pairs if found)
        by_document = tuple((name, _named(goal, code)) for name, goal in name_value_pairs(self.documents))
        return Placing(self.sheet, by_document, by_expression)


def split_asked(request: SplitRequest, project: Path | None, lang: str | None) -> int:
    """Write the codings of a code as a table to be filled in; nothing changes."""
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.codebook_edits import known_code  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.split import Placing, plan_split, write_split_sheet  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.tag import load_codebook  # noqa: PLC0415 (help stays quick)

    assert request.target is not None
    with opened(project, lang, changing=False) as folder:
        code = known_code(load_codebook(folder)[0], request.code)
        codings = plan_split(folder, code, Placing())
        write_split_sheet(request.target, codings)
    click.echo(say("edits.sheet_written", n=len(codings), path=str(request.target)))
    return 0


def _named(written: str, code: str) -> str:
    """Return the full name of a code written beside another: the last part alone makes it a sibling."""
    name = written.strip()
    above = code.rpartition("/")[0]
    return name if "/" in name or not above else f"{above}/{name}"


def _asked(codings: Sequence[SplitCoding], names: Sequence[str]) -> list[tuple[str, str]]:
    """Ask for each coding where it goes; Enter leaves it where it is."""
    for number, name in enumerate(names, 1):
        click.echo(f"  {number}  {name}")
    choices = click.Choice([str(number) for number in range(len(names) + 1)])
    placed = []
    for one in codings:
        words = " ".join(one.words.split())
        click.echo(f"\n{one.document} ({one.coder})\n  {words[:_SHOWN]}")
        answer = click.prompt(say("edits.ask_goal"), type=choices, default="0", show_choices=False)
        if answer != "0":
            placed.append((one.decision, names[int(answer) - 1]))
    return placed
