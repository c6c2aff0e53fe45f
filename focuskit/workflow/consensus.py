"""Consensus: propositions, what members say of them, and rates; every cell is a person's decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.analysis.consensus import Proposition, parse_stances, propose_silence
from focuskit.analysis.markers import list_markers
from focuskit.analysis.participation import people_present
from focuskit.errors import UsageError
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, DocumentKind
from focuskit.model.problems import Problem, error
from focuskit.model.sheets import CellPlace, SheetKind
from focuskit.reports.consensus_book import write_consensus_book
from focuskit.store import ProjectFolder
from focuskit.store.participants import is_meant
from focuskit.store.written_cells import load_cells, undo_cells, write_cells
from focuskit.transcripts.workbooks import Sheet, read_sheets
from focuskit.workflow.table import load_counted
from focuskit.workflow.table_request import TableRequest

_LONGEST_NUMBER = 9
"""Digits of the number of a proposition."""
_SHEETS = (SheetKind.PROPOSITION, SheetKind.CONSENSUS)
_TOGETHER = frozenset({DocumentKind.FOCUS_GROUP, DocumentKind.RESTITUTION})


@dataclass(frozen=True, slots=True)
class Consensus:
    """Propositions, members by document, and whom the machine proposes as NR, by proposition."""

    propositions: tuple[Proposition, ...]
    members: dict[str, tuple[str, ...]]
    proposed_silent: dict[tuple[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ConsensusImport:
    """How many cells changed, and what could not be used."""

    n_changed: int
    problems: tuple[Problem, ...]


def load_consensus(folder: ProjectFolder, corpus: CodedCorpus) -> Consensus:
    """Load the propositions of the groups of a corpus."""
    with folder.reading() as connection:
        written = load_cells(connection, SheetKind.PROPOSITION)
        cells = load_cells(connection, SheetKind.CONSENSUS)
    members = members_of(corpus)
    words = {(one.document, one.participant): one.n_words for one in corpus.people}
    propositions = []
    silent = {}
    for place, text in sorted(written.items(), key=lambda pair: int(pair[0].row)):
        if place.document not in members:
            continue
        stances = {
            name: parse_stances(
                cells.get(CellPlace(SheetKind.CONSENSUS, place.row, name, place.document), "")
            )
            or ()
            for name in members[place.document]
        }
        number = int(place.row)
        propositions.append(Proposition(place.document, number, text, tuple(stances.items())))
        spoken = {name: words.get((place.document, name), 0) for name in stances}
        silent[place.document, number] = propose_silence(stances, spoken)
    order = list(members)
    propositions.sort(key=lambda one: (order.index(one.document), one.number))
    return Consensus(tuple(propositions), members, silent)


def members_of(corpus: CodedCorpus) -> dict[str, tuple[str, ...]]:
    """Return the counted people present at each group."""
    return {
        document: tuple(name for name, role in people.items() if role in COUNTED_ROLES)
        for document, people in people_present(corpus).items()
        if any(one.name == document and one.kind in _TOGETHER for one in corpus.documents)
    }


def add_proposition(folder: ProjectFolder, document: str, words: str, coder: str) -> int:
    """Add a proposition to a group; return its number.

    Raises
    ------
    UsageError
        If there is no such group, or the words ask an open question.
    """
    members = members_of(load_counted(folder, TableRequest("consensus")))
    name = _meant(document, members)
    _check_proposition(words)
    with folder.writing() as connection:
        held = load_cells(connection, SheetKind.PROPOSITION)
        number = _next_number(held, name)
        place = CellPlace(SheetKind.PROPOSITION, str(number), "", name)
        write_cells(connection, coder, {place: " ".join(words.split())})
    return number


def set_stance(folder: ProjectFolder, where: tuple[str, int], member: str, stances: str, coder: str) -> None:
    """Write what a member says of a proposition; ``where`` is document and number.

    Raises
    ------
    UsageError
        If there is no such group, proposition or member, or the stance is none.
    """
    corpus = load_counted(folder, TableRequest("consensus"))
    held = load_consensus(folder, corpus)
    name = _meant(where[0], held.members)
    if not any((one.document, one.number) == (name, where[1]) for one in held.propositions):
        raise UsageError("finding.no_proposition", number=where[1], document=name)
    if member not in held.members[name]:
        raise UsageError("finding.no_member", member=member, members=", ".join(held.members[name]))
    parsed = parse_stances(stances)
    if parsed is None:
        raise UsageError("finding.no_stance", written=stances)
    place = CellPlace(SheetKind.CONSENSUS, str(where[1]), member, name)
    with folder.writing() as connection:
        write_cells(connection, coder, {place: " ".join(parsed)})


def undo_consensus(folder: ProjectFolder) -> int:
    """Undo the last step; return how many cells it had changed."""
    with folder.writing() as connection:
        return undo_cells(connection, _SHEETS)


def export_consensus(folder: ProjectFolder, path: Path) -> int:
    """Write the workbook to edit; return how many groups it holds.

    Raises
    ------
    UsageError
        If the path is no .xlsx file, or the project has no group.
    OutputError
        If it cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError("finding.needs_xlsx", path=path.name)
    corpus = load_counted(folder, TableRequest("consensus"))
    held = load_consensus(folder, corpus)
    if not held.members:
        raise UsageError("finding.no_group")
    by_document: dict[str, list[Proposition]] = defaultdict(list)
    for one in held.propositions:
        by_document[one.document].append(one)
    write_consensus_book(by_document, held.members, list_markers(corpus), path)
    return len(held.members)


def import_consensus(folder: ProjectFolder, path: Path, coder: str) -> ConsensusImport:
    """Read an edited workbook back in one step; what is not in it stays.

    Raises
    ------
    UsageError
        If the file cannot be read.
    """
    if not path.is_file():
        raise UsageError("finding.no_file", path=path.name)
    sheets, fault = read_sheets(path)
    if fault:
        raise UsageError("finding.no_consensus", path=path.name)
    members = members_of(load_counted(folder, TableRequest("consensus")))
    problems: list[Problem] = []
    cells: dict[CellPlace, str] = {}
    n_read = 0
    with folder.writing() as connection:
        held = load_cells(connection, SheetKind.PROPOSITION)
        for sheet in sheets:
            document = sheet.rows[0][1] if sheet.rows and len(sheet.rows[0]) > 1 else ""
            if document in members:
                n_read += 1
                cells |= _read_sheet(sheet, document, members[document], held, (path.name, problems))
        if not n_read:
            raise UsageError("finding.no_consensus", path=path.name)
        return ConsensusImport(write_cells(connection, coder, cells), tuple(problems))


def _read_sheet(
    sheet: Sheet,
    document: str,
    members: Sequence[str],
    held: Mapping[CellPlace, str],
    told: tuple[str, list[Problem]],
) -> dict[CellPlace, str]:
    path, problems = told
    header = [name.strip() for name in sheet.rows[1]] if len(sheet.rows) > 1 else []
    columns = {place: name for place, name in enumerate(header) if place > 1 and name in members}
    problems += [
        error(path, "finding.unknown_member", line=2, document=document)
        for name in header[2:]
        if name and name not in members
    ]
    cells: dict[CellPlace, str] = {}
    number = _next_number(held, document)
    for line, row in enumerate(sheet.rows[2:], 3):
        words = row[1].strip() if len(row) > 1 else ""
        if not words:
            continue
        if words.endswith("?"):
            problems.append(error(path, "finding.open_question", line=line))
            continue
        key = row[0].strip()
        if not (key.isdecimal() and len(key) <= _LONGEST_NUMBER):
            key, number = str(number), number + 1
        cells[CellPlace(SheetKind.PROPOSITION, key, "", document)] = words
        for place, member in columns.items():
            written = row[place] if place < len(row) else ""
            stances = parse_stances(written)
            if stances is None:
                problems.append(error(path, "finding.no_stance_in_cell", line=line, document=document))
                continue
            cells[CellPlace(SheetKind.CONSENSUS, key, member, document)] = " ".join(stances)
    return cells


def _next_number(held: Mapping[CellPlace, str], document: str) -> int:
    return max((int(place.row) for place in held if place.document == document), default=0) + 1


def _meant(written: str, members: Mapping[str, Sequence[str]]) -> str:
    found = [name for name in members if is_meant(written, name)]
    if len(found) != 1:
        raise UsageError("finding.no_such_group", document=written, groups=", ".join(members) or "–")
    return found[0]


def _check_proposition(words: str) -> None:
    if not words.strip() or words.strip().endswith("?"):
        raise UsageError("finding.open_question")
