"""Tables: written answers (one row, one person) or transcripts in columns (one row, one turn)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.model.consent import more_cautious, use_told_by
from focuskit.model.documents import Aside, AsideKind, DocumentKind
from focuskit.model.problems import Problem, error, note
from focuskit.transcripts.captions import Piece, join_pieces
from focuskit.transcripts.clock import IMPOSSIBLE_MS, parse_clock, possible
from focuskit.transcripts.columns import (
    END,
    ID,
    QUESTION,
    SPEAKER,
    START,
    TEXT,
    find_column,
    list_columns,
    named_column,
)
from focuskit.transcripts.consents import check_consents
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.normalise import squeeze
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.tables import Row, Table, read_tables
from focuskit.transcripts.turns import Found, compose_transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from focuskit.transcripts.reading import InputFile, Reading

_WORDS_OF_A_QUESTION = 4
_NO_NUMBERS = frozenset({"nan", "nat", "inf", "-inf", "+inf", "infinity", "-infinity"})
"""What programs write for a number that cannot be."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the columns that are understood; ``None`` for one that is not there."""

    text: int
    id: int | None
    question: int | None
    speaker: int | None
    start: int | None
    end: int | None

    def is_transcript(self, table: Table) -> bool:
        """Tell whether rows are turns: speakers speak again or at times, or only times are told.

        A column of times beside other variables is the date of an answer, not a moment of a recording.
        """
        if self.question is not None:
            return False
        if self.speaker is None:
            return self.start is not None and not self.others(table)
        labels = [squeeze(row.cells[self.speaker]) for row in table.rows]
        return self.start is not None or len(set(labels)) < len(labels)

    def others(self, table: Table) -> tuple[int, ...]:
        """Return the places of the columns that are attributes of persons."""
        known = {self.text, self.id, self.question, self.speaker, self.start, self.end}
        return tuple(place for place, name in enumerate(table.columns) if name and place not in known)


def read_table_file(file: InputFile, reading: Reading) -> ReadResult:
    """Read a .csv, .tsv or .xlsx file: the first sheet that has the column of words."""
    read = read_tables(file.path, file.name)
    for table in read.tables:
        layout = _layout(table, reading)
        if layout is not None:
            parse = _parse_turns if layout.is_transcript(table) else _parse_answers
            return compose_transcript(parse(file.name, table, layout, reading, read.problems))
    if not read.tables:
        return ReadResult(None, read.problems)
    return ReadResult(None, (*read.problems, _no_column(file.name, read.tables[0], reading)))


def _layout(table: Table, reading: Reading) -> Layout | None:
    columns = table.columns
    text = find_column(columns, TEXT)
    if reading.text_column is not None:
        text = named_column(columns, reading.text_column)
    if text is None:
        return None
    identity = find_column(columns, ID)
    if reading.id_column is not None:
        identity = named_column(columns, reading.id_column)
        if identity is None:
            return None
    found = [find_column(columns, kind) for kind in (QUESTION, SPEAKER, START, END)]
    question, speaker, start, end = (None if place in {text, identity} else place for place in found)
    return Layout(text, None if identity == text else identity, question, speaker, start, end)


def _no_column(name: str, table: Table, reading: Reading) -> Problem:
    columns = list_columns(table.columns)
    for option, asked in (("--text-column", reading.text_column), ("--id-column", reading.id_column)):
        if asked is not None and named_column(table.columns, asked) is None:
            return error(name, "problem.no_such_column", column=asked, option=option, columns=columns)
    return error(name, "problem.no_text_column", columns=columns)


def _parse_turns(
    name: str, table: Table, layout: Layout, reading: Reading, problems: tuple[Problem, ...]
) -> Found:
    unit = _time_unit(table, layout)
    pieces: list[Piece] = []
    asides = list(_column_names(table))
    for row in table.rows:
        label = squeeze(row.cells[layout.speaker]) if layout.speaker is not None else ""
        start, end = (_time(row, place, unit) for place in (layout.start, layout.end))
        pieces.append(Piece(label or None, row.cells[layout.text], row.number, start, end))
        asides += _row_asides(row, layout)
    drafts = [
        Draft(piece.label, piece.line, (piece.words,), piece.start_ms, piece.end_ms) for piece in pieces
    ]
    if layout.speaker is None:
        drafts = join_pieces(pieces)
    return Found(name, drafts, asides=tuple(asides), problems=problems, moderators=reading.moderators)


def _parse_answers(
    name: str, table: Table, layout: Layout, reading: Reading, problems: tuple[Problem, ...]
) -> Found:
    del reading
    others = layout.others(table)
    person = layout.speaker if layout.id is None else layout.id
    heading = _question_in_heading(table, layout)
    drafts: list[Draft] = []
    attributes: dict[str | None, dict[str, str]] = {}
    asides = list(_column_names(table))
    n_empty = 0
    for row in table.rows:
        asides += _row_asides(row, layout)
        if not row.cells[layout.text].strip():
            n_empty += 1
            continue
        label = (squeeze(row.cells[person]) if person is not None else "") or str(row.number)
        question = squeeze(row.cells[layout.question]) if layout.question is not None else None
        drafts.append(Draft(label, row.number, (row.cells[layout.text],), question=question or heading))
        known = attributes.setdefault(label, {})
        for place in others:
            if value := squeeze(row.cells[place]):
                column = squeeze(table.columns[place]).lower()
                before = known.setdefault(column, value)
                known[column] = more_cautious(before, value) if use_told_by(column) else before
    problems += tuple(check_consents(name, table))
    if n_empty:
        problems += (note(name, "problem.skipped_answers", n=n_empty),)
    return Found(
        name,
        drafts,
        asides=tuple(asides),
        problems=problems,
        kind=DocumentKind.ANSWERS,
        speaker_attributes={label: tuple(values.items()) for label, values in attributes.items()},
    )


def _question_in_heading(table: Table, layout: Layout) -> str | None:
    heading = table.columns[layout.text]
    return heading if "?" in heading or len(heading.split()) >= _WORDS_OF_A_QUESTION else None


def _column_names(table: Table) -> Iterator[Aside]:
    return (Aside(AsideKind.HEADER, name) for name in table.columns if name)


def _row_asides(row: Row, layout: Layout) -> Iterator[Aside]:
    kinds = {
        layout.speaker: AsideKind.LABEL,
        layout.id: AsideKind.LABEL,
        layout.start: AsideKind.TIME,
        layout.end: AsideKind.TIME,
        layout.question: AsideKind.QUESTION,
    }
    for place, cell in enumerate(row.cells):
        if place != layout.text and cell.strip():
            yield Aside(kinds.get(place, AsideKind.HEADER), cell.strip())


def _time_unit(table: Table, layout: Layout) -> int:
    """Return how many milliseconds a bare number stands for: 1000 where times have decimals, else 1."""
    written = [row.cells[layout.start] for row in table.rows] if layout.start is not None else []
    bare = [text for text in written if _number(text) is not None]
    return 1000 if any("." in text or "," in text for text in bare) else 1


def _time(row: Row, place: int | None, unit: int) -> int | None:
    if place is None:
        return None
    written = row.cells[place]
    number = _number(written)
    if number is not None:
        return possible(number * unit)
    clock = parse_clock(written)
    is_none = not any(char.isdigit() for char in written) and squeeze(written).lower() not in _NO_NUMBERS
    return clock if clock is not None or is_none else IMPOSSIBLE_MS


def _number(text: str) -> float | None:
    bare = text.strip().replace(",", ".", 1)
    return float(bare) if bare.replace(".", "", 1).isdecimal() and bare.isascii() else None
