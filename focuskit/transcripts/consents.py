"""What is doubtful in the columns of a table that tell consent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from focuskit.model.consent import Consent, answer_told_by, is_consent, is_dated_only, is_general, use_told_by
from focuskit.model.problems import Problem, note, warning
from focuskit.transcripts.tables import Table

_MOST_LINES = 20


def check_consents(
    name: str, table: Table, people: Mapping[int, str] | None = None, team: Collection[int] = ()
) -> list[Problem]:
    """Tell unclear answers with their lines, people without one, dates alone, and columns that tell no use.

    Parameters
    ----------
    people
        Who each row is about, by its number; ``None`` where each row is somebody else.
    team
        Numbers of the rows of moderators and observers: an empty cell of theirs is no matter.
    """
    found: list[Problem] = []
    for place, column in enumerate(table.columns):
        if use_told_by(column) is not None:
            cells = {row.number: row.cells[place] for row in table.rows if any(row.cells)}
            found += _of_column(name, column, cells, people or {}, team)
        elif is_general(column):
            found.append(note(name, "consent.general", column=column))
        elif is_consent(column):
            found.append(note(name, "consent.no_use", column=column))
    return found


def _of_column(
    name: str, column: str, cells: Mapping[int, str], people: Mapping[int, str], team: Collection[int]
) -> Iterator[Problem]:
    for number, cell in cells.items():
        if answer_told_by(column, cell) is Consent.UNCLEAR:
            yield warning(name, "consent.unclear", line=number, column=column)
    answered = {people.get(number, number) for number, cell in cells.items() if cell.strip()}
    empty = [one for one in cells if one not in team and people.get(one, one) not in answered]
    if empty and answered:
        yield warning(name, "consent.empty", column=column, n=len(empty), lines=_lines(empty))
    dated = [number for number, cell in cells.items() if is_dated_only(cell)]
    if dated:
        yield note(name, "consent.dated", column=column, n=len(dated), lines=_lines(dated))


def _lines(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST_LINES]))
    return f"{shown} …" if len(numbers) > _MOST_LINES else shown
