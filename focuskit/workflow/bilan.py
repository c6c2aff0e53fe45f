"""Bilan: how many of the structures, from coded talk or from a table of answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from focuskit.analysis.answer_columns import ColumnKind, read_column
from focuskit.analysis.bilan import tabulate, take_stock_of_answers
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.problems import Problem, note, warning
from focuskit.transcripts.normalise import fold
from focuskit.transcripts.tables import Table, read_tables

_NAMES = ("structure", "organisation", "association", "nom", "name", "répondant", "respondent", "id")

_ATTRIBUTES = (
    *("age", "(tranche|classe)s? d.age", "age (band|group)", "sexe", "sex", "genre", "gender"),
    *("commune", "ville", "town", "city", "municipality", "territoire", "territory", "region", "departement"),
    *(
        "code postal",
        "postcode",
        "structure",
        "organisation",
        "association",
        "role",
        "fonction",
        "profession",
    ),
    *(
        "metier",
        "job",
        "nom",
        "prenom",
        "name",
        "pseudo",
        "pseudonyme?",
        "email",
        "e-mail",
        "telephone",
        "phone",
    ),
    *("consent.*", "date", "horodateur", "timestamp", "id", "identifiant", "repondant", "respondent"),
)
"""Names of columns that tell who answers, without accents."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """The stock taken of a table of answers, and what was doubtful in the file."""

    frame: pd.DataFrame
    n_respondents: int
    problems: tuple[Problem, ...]


def take_stock(path: Path, *, who: str | None = None, unit: str | None = None) -> Bilan:
    """Take stock of a table of answers: one row per respondent, one column per question.

    Parameters
    ----------
    who
        Name of the column that names the respondents; ``None`` for the one named like a structure or a
        person, else the first.
    unit
        What the respondents are, in the plural; ``None`` for "structures".

    Raises
    ------
    UsageError
        If there is no such file or column, or nothing in it.
    """
    if not path.is_file():
        raise UsageError("finding.no_file", path=str(path))
    read = read_tables(path, path.name)
    if not read.tables or not read.tables[0].rows:
        raise UsageError("finding.no_answers", path=path.name)
    table = read.tables[0]
    place = _place_of_names(table, who, path.name)
    names, doubled = _names(table, place, path.name)
    asked = [at for at, header in enumerate(table.columns) if header and at != place]
    aside = [at for at in asked if _is_attribute(table.columns[at])]
    columns = [
        read_column(table.columns[at], [row.cells[at] for row in table.rows])
        for at in asked
        if at not in aside
    ]
    statements = take_stock_of_answers(names, columns)
    frame = tabulate(statements, unit or say("finding.structures"))
    guessed = [column.question for column in columns if column.kind is ColumnKind.OPEN]
    left = [note(path.name, "finding.columns_aside", columns=", ".join(table.columns[at] for at in aside))]
    problems = (
        *read.problems,
        *doubled,
        *(left if aside else ()),
        *(_told_open(path.name, question) for question in guessed),
    )
    return Bilan(frame, len(names), problems)


def _is_attribute(header: str) -> bool:
    """Tell whether a column says who answers (age, commune …) rather than what; a question asks."""
    return "?" not in header and any(
        re.fullmatch(rf"{name}s?", re.sub(r"\s*\(.*\)$", "", fold(header)).strip()) for name in _ATTRIBUTES
    )


def _told_open(path: str, question: str) -> Problem:
    return warning(path, "finding.open_column", question=question)


def _place_of_names(table: Table, who: str | None, path: str) -> int:
    if who is not None:
        for place, name in enumerate(table.columns):
            if name.casefold() == who.casefold():
                return place
        raise UsageError("finding.no_column", column=who, path=path, columns=", ".join(table.columns))
    folded = [name.casefold() for name in table.columns]
    return next((folded.index(name) for name in _NAMES if name in folded), 0)


def _names(table: Table, place: int, path: str) -> tuple[list[str], list[Problem]]:
    """Return a name for each row; one that comes twice, or is empty, gets the number of its row."""
    names: list[str] = []
    problems = []
    for row in table.rows:
        name = row.cells[place].strip()
        if not name or name in names:
            problems.append(warning(path, "finding.doubled_name", line=row.number))
            name = f"{name} ({row.number})".strip()
        names.append(name)
    return names, problems
