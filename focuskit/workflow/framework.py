"""Framework: summaries that the researcher writes in a sheet, kept with who and when, undone in one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focuskit.analysis.axes import axis_items
from focuskit.analysis.framework import CellState, FrameworkCell, chart
from focuskit.analysis.tally import CorpusIndex
from focuskit.errors import UsageError
from focuskit.model.codings import CodedCorpus
from focuskit.model.problems import Problem, error
from focuskit.model.sheets import CellPlace, SheetKind
from focuskit.reports.framework_book import write_framework_book
from focuskit.store import ProjectFolder
from focuskit.store.written_cells import load_cells, undo_cells, write_cells
from focuskit.transcripts.workbooks import read_sheets
from focuskit.workflow.table import load_counted
from focuskit.workflow.table_registry import checked_axis
from focuskit.workflow.table_request import TableRequest


@dataclass(frozen=True, slots=True)
class FrameworkSummary:
    """How many cells are in each state, how many were changed now, and what could not be used."""

    n_cells: dict[CellState, int]
    n_changed: int = 0
    problems: tuple[Problem, ...] = ()


def load_framework(
    folder: ProjectFolder, corpus: CodedCorpus, by: str, level: int | None = 0
) -> tuple[FrameworkCell, ...]:
    """Return the cells of a project's framework."""
    with folder.reading() as connection:
        held = load_cells(connection, SheetKind.FRAMEWORK)
    start = f"{by}:"
    summaries = {
        (place.row.removeprefix(start), place.column): words
        for place, words in held.items()
        if place.row.startswith(start)
    }
    return chart(corpus, summaries, by, level=level)


def export_framework(
    folder: ProjectFolder, path: Path, request: TableRequest, by: str = "document"
) -> FrameworkSummary:
    """Write the framework as a workbook to edit.

    Raises
    ------
    UsageError
        If the axis does not exist or the path is no .xlsx file.
    OutputError
        If it cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError("finding.needs_xlsx", path=path.name)
    corpus = load_counted(folder, request)
    cells = load_framework(folder, corpus, checked_axis(corpus, by), request.level)
    write_framework_book(corpus, cells, by, path)
    return FrameworkSummary(_states(cells))


def import_framework(folder: ProjectFolder, path: Path, coder: str) -> FrameworkSummary:
    """Read the summaries of an edited workbook back; cells, rows and columns that are not there stay.

    Raises
    ------
    UsageError
        If the file cannot be read, or is no framework.
    """
    if not path.is_file():
        raise UsageError("finding.no_file", path=path.name)
    sheets, fault = read_sheets(path)
    rows = sheets[0].rows if sheets else ()
    if fault or len(rows) < _FIRST_CASE:
        raise UsageError("finding.no_framework", path=path.name)
    corpus = load_counted(folder, TableRequest("framework"))
    by = checked_axis(corpus, rows[1][0] if rows[1] else "")
    problems: list[Problem] = []
    columns = _columns(corpus, rows[1], path.name, problems)
    cases = {item.name for item in axis_items(CorpusIndex(corpus), by)}
    cells: dict[CellPlace, str] = {}
    for number, row in enumerate(rows[_FIRST_CASE - 1 :], _FIRST_CASE):
        case = row[0].strip() if row else ""
        if case in cases:
            for place, code in columns.items():
                words = row[place].strip() if place < len(row) else ""
                cells[CellPlace(SheetKind.FRAMEWORK, f"{by}:{case}", code)] = words
        elif any(cell.strip() for cell in row):
            problems.append(error(path.name, "finding.unknown_case", line=number))
    with folder.writing() as connection:
        n_changed = write_cells(connection, coder, cells)
    return FrameworkSummary(_states(load_framework(folder, corpus, by)), n_changed, tuple(problems))


_FIRST_CASE = 3


def undo_framework(folder: ProjectFolder) -> int:
    """Undo the last import; return how many cells it had changed."""
    with folder.writing() as connection:
        return undo_cells(connection, (SheetKind.FRAMEWORK,))


def _columns(corpus: CodedCorpus, names: list[str], path: str, problems: list[Problem]) -> dict[int, str]:
    columns = {}
    for place, name in enumerate(names[1:], 1):
        if name in corpus.codebook:
            columns[place] = name
        elif name.strip():
            problems.append(error(path, "finding.unknown_column", line=2, name=name))
    return columns


def _states(cells: tuple[FrameworkCell, ...]) -> dict[CellState, int]:
    found = [cell.state for cell in cells]
    return {state: found.count(state) for state in CellState}
