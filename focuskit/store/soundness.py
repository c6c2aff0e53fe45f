"""Rows of a rebuilt database that cannot be true are taken out: what stays is where it says it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Table, delete, insert, literal_column, select, text, update

from focuskit.model.codings import DecisionKind
from focuskit.model.documents import DocumentKind, Role
from focuskit.model.memos import MemoKind
from focuskit.model.suggestions import Origin, SuggestionState
from focuskit.store import schema as s
from focuskit.store.documents import digest
from focuskit.store.snapshot_rows import Row

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Dropped = list[tuple[str, Row]]
"""Rows taken out, each with the name of its table."""

_KINDS: tuple[tuple[Table, str, type[StrEnum]], ...] = (
    (s.document, "kind", DocumentKind),
    (s.speaker, "role", Role),
    (s.decision, "kind", DecisionKind),
    (s.decision, "origin", Origin),
    (s.suggestion, "origin", Origin),
    (s.suggestion, "state", SuggestionState),
    (s.memo, "kind", MemoKind),
)


def drop_unsound(connection: Connection) -> Dropped:
    """Take out what points at nothing, lies outside its text, or does not have the words it says."""
    dropped: Dropped = []
    _name_lost_coders(connection)
    for table, name, kinds in _KINDS:
        known = [str(one) for one in kinds]
        _drop(connection, table, table.c[name].is_not(None) & table.c[name].not_in(known), dropped)
    _drop_pointers(connection, dropped)
    _drop_texts(connection, dropped)
    _drop_pointers(connection, dropped)
    _drop_cuts(connection, dropped)
    _drop_spans(connection, dropped)
    _drop_pointers(connection, dropped)
    return dropped


def _drop(connection: Connection, table: Table, which: Any, dropped: Dropped) -> None:  # noqa: ANN401 (a condition)
    rows = connection.execute(select(table).where(which)).mappings().all()
    if rows:
        dropped += [(table.name, dict(row)) for row in rows]
        connection.execute(delete(table).where(which))


def _drop_numbered(connection: Connection, table: Table, numbers: Iterable[int], dropped: Dropped) -> None:
    for number in numbers:
        _drop(connection, table, literal_column("rowid") == number, dropped)


def _name_lost_coders(connection: Connection) -> None:
    """Give coders whose row is lost the name ``?`` and their number, so that their decisions stay."""
    known = set(connection.scalars(select(s.coder.c.id)))
    for table in s.metadata.sorted_tables:
        if "coder_id" in table.columns:
            for number in set(connection.scalars(select(table.c.coder_id))) - known:
                connection.execute(insert(s.coder).values(id=number, name=f"?{number}"))
                known.add(number)


def _drop_texts(connection: Connection, dropped: Dropped) -> None:
    """Take out texts that are not what was imported, and those whose turns do not make them up."""
    turns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(select(s.turn).order_by(s.turn.c.number)):
        turns[row.text_version_id].append((row.start, row.end))
    whole: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in connection.execute(select(s.text_version)).all():
        if digest(row.text) != row.sha256 or not _follow(turns[row.id], len(row.text), gap=1):
            _drop(connection, s.text_version, s.text_version.c.id == row.id, dropped)
        else:
            whole[row.document_id].append((row.number, row.id))
    for row in connection.execute(select(s.document)).all():
        kept = {identifier for _, identifier in whole[row.id]}
        if not kept:
            _drop(connection, s.document, s.document.c.id == row.id, dropped)
        elif row.text_version_id not in kept:
            latest = max(whole[row.id])[1]
            of_it = s.document.c.id == row.id
            connection.execute(update(s.document).where(of_it).values(text_version_id=latest))


def _follow(spans: list[tuple[int, int]], length: int, *, gap: int) -> bool:
    """Tell whether spans follow each other from 0 to the end of a text."""
    expected = 0
    for start, end in spans:
        if start != expected:
            return False
        expected = end + gap
    return expected == length + gap if spans else length == 0


def _drop_pointers(connection: Connection, dropped: Dropped) -> None:
    """Take out rows that point at nothing; a pointer that may be empty is emptied."""
    while found := connection.execute(text("PRAGMA foreign_key_check")).all():
        for name, number, _, key in {(one[0], one[1], one[2], one[3]) for one in found}:
            table = s.metadata.tables[name]
            column = _pointing(connection, table, key)
            place = literal_column("rowid") == number
            if column.nullable:
                connection.execute(update(table).where(place).values({column.name: None}))
            else:
                _drop(connection, table, place, dropped)


def _pointing(connection: Connection, table: Table, key: int) -> Column[Any]:
    for row in connection.execute(text(f'PRAGMA foreign_key_list("{table.name}")')):
        if row[0] == key:
            return table.columns[row[3]]
    raise KeyError(key)


def _drop_cuts(connection: Connection, dropped: Dropped) -> None:
    """Take out segmentations whose segments do not make up the turns: they are cut again."""
    turns: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in connection.execute(select(s.turn)):
        turns[row.text_version_id][row.number] = row.start, row.end
    pieces: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(select(s.segment).order_by(s.segment.c.number)):
        pieces[row.segmentation_id][row.turn].append((row.start, row.end))
    for row in connection.execute(select(s.segmentation)).all():
        of_turns, own = turns[row.text_version_id], pieces[row.id]
        sound = own.keys() == of_turns.keys() and all(
            _follow([(start - first, end - first) for start, end in own[number]], last - first, gap=0)
            for number, (first, last) in of_turns.items()
        )
        if not sound:
            _drop(connection, s.segmentation, s.segmentation.c.id == row.id, dropped)


def _drop_spans(connection: Connection, dropped: Dropped) -> None:
    texts = {row.id: row.text for row in connection.execute(select(s.text_version))}
    outside = [
        row.rowid
        for row in connection.execute(select(literal_column("decision.rowid").label("rowid"), s.decision))
        if not 0 <= row.start <= row.end <= len(texts.get(row.text_version_id, ""))
    ]
    _drop_numbered(connection, s.decision, outside, dropped)
    _drop_pointers(connection, dropped)
    for table, home in ((s.coding, "text_version_id"), (s.orphan, "from_version_id")):
        rows = connection.execute(select(table)).mappings().all()
        wrong = [row["id"] for row in rows if texts[row[home]][row["start"] : row["end"]] != row["words"]]
        _drop_numbered(connection, table, wrong, dropped)
    _drop_evidence(connection, {key: len(words) for key, words in texts.items()}, dropped)


def _drop_evidence(connection: Connection, lengths: dict[str, int], dropped: Dropped) -> None:
    of_segment = {
        (row.segmentation_id, row.number): (row.start, row.end)
        for row in connection.execute(select(s.segment))
    }
    home = {row.id: row.text_version_id for row in connection.execute(select(s.segmentation))}
    wrong: list[int] = []
    for row in connection.execute(select(s.suggestion)):
        place = of_segment.get((row.segmentation_id, row.segment))
        if place is not None and row.origin == Origin.CONTEXT:
            place = 0, lengths[home[row.segmentation_id]]
        if place is None or not _inside(row.evidence, place):
            wrong.append(row.id)
    _drop_numbered(connection, s.suggestion, wrong, dropped)


def _inside(evidence: Collection[Any], place: tuple[int, int]) -> bool:
    try:
        return all(place[0] <= start <= end <= place[1] for start, end, _ in evidence)
    except (TypeError, ValueError):
        return False
