"""The table of participants: pseudonyms, labels, documents, roles and attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from focuskit.model.consent import more_cautious, use_told_by
from focuskit.model.documents import COUNTED_ROLES, Role
from focuskit.model.participants import Participant, Presence
from focuskit.model.problems import Problem, error, warning
from focuskit.transcripts.columns import list_columns
from focuskit.transcripts.consents import check_consents
from focuskit.transcripts.normalise import fold, squeeze
from focuskit.transcripts.speakers import recognise_role
from focuskit.transcripts.tables import Row, Table, read_tables

PSEUDONYM, LABEL, DOCUMENT, ROLE = "pseudonym", "label", "document", "role"
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        PSEUDONYM: ("pseudonyme", "pseudonym", "pseudo"),
        LABEL: ("label", "etiquette", "locuteur", "speaker", "nom", "name"),
        DOCUMENT: ("document", "documents", "fichier", "fichiers", "file", "files"),
        ROLE: ("role", "roles"),
    }
)
_SEVERAL = re.compile(r"[;|]")


@dataclass(frozen=True, slots=True)
class ParticipantsTable:
    """The people of a table, in the order of their first row, and what was wrong in it."""

    participants: tuple[Participant, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Person:
    presences: list[Presence] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


def read_participants(path: Path) -> ParticipantsTable:
    """Read ``participants.csv`` or ``.xlsx``; rows with one pseudonym are one person."""
    name = str(path)
    try:
        read = read_tables(path, name)
    except OSError:
        return ParticipantsTable(problems=(error(name, "problem.unreadable"),))
    if not read.tables:
        return ParticipantsTable(problems=read.problems)
    tables = [(table, places) for table in read.tables if PSEUDONYM in (places := _places(table))]
    if not tables:
        columns = list_columns(read.tables[0].columns)
        return ParticipantsTable(
            problems=(*read.problems, error(name, "problem.no_pseudonym_column", columns=columns))
        )
    people, problems = _read_rows(name, *tables[0])
    table, places = tables[0]
    pseudonyms = {row.number: _cell(row, places, PSEUDONYM) for row in table.rows}
    problems += check_consents(name, table, pseudonyms, _team(table, places))
    participants = tuple(
        Participant(pseudonym, tuple(dict.fromkeys(person.presences)), tuple(person.attributes.items()))
        for pseudonym, person in people.items()
    )
    return ParticipantsTable(participants, (*read.problems, *problems))


def _places(table: Table) -> dict[str, int]:
    folded = [fold(column) for column in table.columns]
    return {
        kind: folded.index(found)
        for kind, names in _NAMES.items()
        if (found := next((name for name in names if name in folded), None))
    }


def _read_rows(name: str, table: Table, places: dict[str, int]) -> tuple[dict[str, _Person], list[Problem]]:
    people: dict[str, _Person] = {}
    problems: list[Problem] = []
    for row in table.rows:
        pseudonym = _cell(row, places, PSEUDONYM)
        if not pseudonym:
            problems.append(error(name, "problem.no_pseudonym", line=row.number))
            continue
        person = people.setdefault(pseudonym, _Person())
        attributes = _attributes(table, row, places)
        role = _role(_cell(row, places, ROLE))
        if role is None and (written := _cell(row, places, ROLE)):
            attributes[squeeze(table.columns[places[ROLE]]).lower()] = written
        presences, fault = _presences(row, places, pseudonym, role)
        if fault:
            problems.append(error(name, "problem.labels_and_documents", line=row.number))
        person.presences += presences
        problems += _merge(name, row, person, attributes)
    return people, problems


def _attributes(table: Table, row: Row, places: dict[str, int]) -> dict[str, str]:
    known = set(places.values())
    return {
        column.lower(): value
        for place, column in enumerate(table.columns)
        if column and place not in known and (value := squeeze(row.cells[place]))
    }


def _presences(
    row: Row, places: dict[str, int], pseudonym: str, role: Role | None
) -> tuple[list[Presence], bool]:
    """Return the presences of a row, and whether labels and documents do not match in number."""
    documents: Sequence[str | None] = _split(_cell(row, places, DOCUMENT)) or [None]
    labels = _split(_cell(row, places, LABEL)) or [pseudonym]
    if len(labels) == 1:
        labels *= len(documents)
    elif len(documents) == 1:
        documents = [*documents] * len(labels)
    pairs = list(zip(documents, labels, strict=False))
    return [Presence(document, label, role) for document, label in pairs], len(labels) != len(documents)


def _merge(name: str, row: Row, person: _Person, attributes: dict[str, str]) -> list[Problem]:
    """Add the attributes of a row: the first value of each holds, of a consent the most cautious."""
    problems = []
    for column, value in attributes.items():
        before = person.attributes.setdefault(column, value)
        if before == value:
            continue
        if use_told_by(column) is None:
            problems.append(warning(name, "problem.contradiction", line=row.number, column=column))
        else:
            person.attributes[column] = more_cautious(before, value)
            problems.append(warning(name, "consent.contradiction", line=row.number, column=column))
    return problems


def _team(table: Table, places: dict[str, int]) -> frozenset[int]:
    """Return the numbers of the rows of moderators and observers."""
    roles = {row.number: _role(_cell(row, places, ROLE)) for row in table.rows}
    return frozenset(number for number, role in roles.items() if role and role not in COUNTED_ROLES)


def _cell(row: Row, places: dict[str, int], kind: str) -> str:
    return squeeze(row.cells[places[kind]]) if kind in places else ""


def _split(written: str) -> list[str]:
    return [piece.strip() for piece in _SEVERAL.split(written) if piece.strip()]


def _role(written: str) -> Role | None:
    """Return the role a cell names; ``None`` where it names none of ours."""
    folded = fold(written).replace("_", " ").replace("-", " ")
    if not folded:
        return None
    recognised = recognise_role(folded)
    if recognised.role is Role.PARTICIPANT and not folded.startswith(
        ("participant", "enquete", "interviewe")
    ):
        return None
    return recognised.role if recognised.certain else None
