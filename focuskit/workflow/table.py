"""Tables: built from the coded corpus, rendered or written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from focuskit.analysis.filters import Condition, filter_corpus
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus, UnitStatus
from focuskit.reports import TABLES, render_table, write_csv, write_xlsx
from focuskit.reports.screen_table import ScreenTable, table_for_screen
from focuskit.reports.selection import told_refusals
from focuskit.reports.table_book import write_table_book
from focuskit.reports.wording import told_disputes
from focuskit.store import ProjectFolder
from focuskit.workflow.conditions import check_conditions, parse_conditions
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.guide import count_matches
from focuskit.workflow.table_notes import MODERATED, PROMPTED, own_notes
from focuskit.workflow.table_registry import BUILDERS
from focuskit.workflow.table_request import TableRequest
from focuskit.workflow.tag import load_codebook
from focuskit.workflow.talks import with_talks
from focuskit.writing import write_whole


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table, what was counted, and the sentences that must be known to read it."""

    request: TableRequest
    frame: pd.DataFrame
    corpus: CodedCorpus
    notes: tuple[str, ...]


def load_counted(folder: ProjectFolder, request: TableRequest) -> CodedCorpus:
    """Load what a table counts: the corpus with its talks, filters met.

    Raises
    ------
    UsageError
        If a filter names a value that does not exist.
    """
    codebook, _ = load_codebook(folder)
    wanted = {one.name: one.among for one in request.conditions}
    corpus = load_corpus(
        folder,
        codebook,
        coders=wanted.get("coder", frozenset()),
        origins=wanted.get("origin", frozenset()),
        everybody=request.everybody,
    )
    corpus = with_talks(folder, codebook, corpus, prompts=request.name in PROMPTED)
    return filter_corpus(corpus, check_conditions(corpus, request.conditions))


def find_table(folder: ProjectFolder, request: TableRequest) -> FoundTable:
    """Build one table of a project.

    Raises
    ------
    UsageError
        If there is no such table, or what is asked of it makes no sense.
    """
    if request.name not in BUILDERS:
        raise UsageError("finding.no_table", name=request.name, names=", ".join(BUILDERS))
    found = found_table(load_counted(folder, request), request)
    if request.name != "questions":
        return found
    confirmed, proposed = count_matches(folder)
    note = say("finding.about_matches", confirmed=confirmed, proposed=proposed)
    return replace(found, notes=(*found.notes, note))


def found_table(corpus: CodedCorpus, request: TableRequest) -> FoundTable:
    """Build one table of a corpus that is loaded."""
    return FoundTable(request, BUILDERS[request.name](corpus, request), corpus, _notes(corpus, request))


def table_of_frame(frame: pd.DataFrame, corpus: CodedCorpus, request: TableRequest) -> FoundTable:
    """Return a frame that was made elsewhere as a table with its notes."""
    return FoundTable(request, frame, corpus, _notes(corpus, request))


def conditions_of(where: Mapping[str, str | Sequence[str]] | None) -> tuple[Condition, ...]:
    """Return filters written as a mapping; several values of one name are alternatives."""
    return parse_conditions(
        [
            f"{key}={value}"
            for key, values in (where or {}).items()
            for value in ([values] if isinstance(values, str) else values)
        ]
    )


def table_text(found: FoundTable, form: str) -> str:
    """Render a table as ``csv``, ``md``, ``html`` or ``json``."""
    return render_frame(found.frame, found.request.name, form, found.notes)


def render_frame(frame: pd.DataFrame, name: str, form: str, notes: Sequence[str]) -> str:
    """Render a frame as ``csv``, ``md``, ``html`` or ``json``; ``name`` tells its title."""
    return render_table(frame, name, form, notes)


def shown_table(found: FoundTable, width: int) -> ScreenTable:
    """Cut a table to the width of a terminal, in characters."""
    return table_for_screen(found.frame, found.request.name, width)


def write_table(found: FoundTable, form: str, path: Path) -> Path:
    """Write a table to a file; see `write_frame`."""
    name = found.request.name
    if form == "xlsx" and name in TABLES and found.request == TableRequest(name) and not path.is_dir():
        write_xlsx(found.corpus, path, only=name)
        return path
    return write_frame(found.frame, name, form, path, found.notes)


def write_frame(frame: pd.DataFrame, name: str, form: str, path: Path, notes: Sequence[str]) -> Path:
    """Write a frame to a file.

    Raises
    ------
    UsageError
        If the path is a folder.
    OutputError
        If it cannot be written.
    """
    if path.is_dir():
        raise UsageError("error.output_is_folder", path=str(path))
    if form == "xlsx":
        write_table_book(frame, say(f"table.{name}"), path, notes)
    elif form in {"csv", "csv-fr"}:
        write_csv(frame, path, form)
    else:
        write_whole(path, render_frame(frame, name, form, notes).encode("utf-8"))
    return path


def _about_moderators(request: TableRequest) -> str:
    if request.everybody:
        return "finding.moderator_in"
    return "finding.moderator_shown" if request.name in MODERATED else "finding.moderator_out"


def _notes(corpus: CodedCorpus, request: TableRequest) -> tuple[str, ...]:
    """Tell what was left out and how things were counted."""
    marks = [mark.status for segment in corpus.segments for mark in segment.marks]
    n_decided = marks.count(UnitStatus.DECIDED)
    filters = " ; ".join(f"{one.name} = {' | '.join(sorted(one.among))}" for one in request.conditions)
    n_unread = sum(not talk.is_read for talk in corpus.talks) if request.name in PROMPTED else 0
    return (
        *([say("finding.filtered", filters=filters)] if filters else []),
        say(_about_moderators(request)),
        say("finding.statuses", decided=n_decided, suggested=len(marks) - n_decided),
        *told_disputes(corpus),
        say("table.about_listed" if corpus.people_listed else "table.about_spoke"),
        *([say("finding.unread", n=n_unread)] if n_unread else []),
        *told_refusals(corpus),
        *own_notes(corpus, request),
    )
