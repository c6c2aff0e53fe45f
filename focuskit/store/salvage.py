"""What can still be read of a damaged database, row by row, table by table."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Float, Integer, LargeBinary, Table
from sqlalchemy.sql.ddl import CreateTable

from focuskit.store.pages import DatabasePages, Leaves, Record
from focuskit.store.schema import metadata
from focuskit.store.snapshot_rows import Row, Rows

_MASTER_COLUMNS = 5


@dataclass(slots=True)
class Salvage:
    """Rows by table with their row numbers, and the tables of which something is missing."""

    rows: Rows
    damaged: set[str] = field(default_factory=set)

    @property
    def n_rows(self) -> int:
        """Number of rows of all tables."""
        return sum(map(len, self.rows.values()))


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a table as the database made it, in their order on the page, with their defaults."""

    table: Table
    columns: tuple[tuple[str, Any], ...]

    def row(self, record: Record) -> Row | None:
        """Return a record as a row, ``None`` if it is none of this table."""
        number, values = record
        if len(values) > len(self.columns):
            return None
        row: Row = {name: default for name, default in self.columns[len(values) :]}  # noqa: C416 (pairs of any)
        for (name, _), value in zip(self.columns, values, strict=False):
            row[name] = value
        for name in list(row):
            column = self.table.columns.get(name)
            if column is None:
                del row[name]
            elif not _take(row, column, number):
                return None
        return row


def salvage(database: Path) -> Salvage:
    """Read every row that can be read of a database file and its log, whatever else is damaged in them."""
    content = database.read_bytes() if database.is_file() else b""
    log_path = database.with_name(f"{database.name}-wal")
    pages = DatabasePages(content, log_path.read_bytes() if log_path.is_file() else b"")
    roots, made, is_damaged = _tables(pages)
    found = Salvage({name: [] for name in metadata.tables})
    shapes = {name: _shape(table, made.get(name)) for name, table in metadata.tables.items()}
    for name, shape in shapes.items():
        if name in roots:
            leaves = pages.table(roots[name])
            _keep(found, shape, leaves)
        elif is_damaged or not made:
            found.damaged.add(name)
    if found.damaged:
        _take_strays(found, pages, shapes)
    return found


def _tables(pages: DatabasePages) -> tuple[dict[str, int], dict[str, str], bool]:
    """Return root page and ``CREATE TABLE`` of each table, and whether the list of tables is damaged."""
    listed = pages.table(1)
    records = list(listed.records)
    if listed.is_damaged:
        for number, leaves in pages.strays():
            if any(_is_master(record) for record in leaves.records):
                pages.seen.add(number)
                records += leaves.records
    roots, made = {}, {}
    for record in records:
        if _is_master(record):
            _, name, _, root, sql = record[1]
            roots[str(name)], made[str(name)] = int(root or 0), str(sql)
    return roots, made, listed.is_damaged


def _is_master(record: Record) -> bool:
    values = record[1]
    return len(values) == _MASTER_COLUMNS and values[0] == "table" and isinstance(values[3], int)


def _shape(table: Table, made: str | None) -> _Shape:
    with sqlite3.connect(":memory:") as memory:
        try:
            memory.execute(made or str(CreateTable(table)))
            columns = memory.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        except sqlite3.Error:
            memory.execute(f'DROP TABLE IF EXISTS "{table.name}"')
            memory.execute(str(CreateTable(table)))
            columns = memory.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        pairs = tuple((str(one[1]), _default(memory, one[4])) for one in columns)
    memory.close()
    return _Shape(table, pairs)


def _default(memory: sqlite3.Connection, told: str | None) -> Any:  # noqa: ANN401 (any value)
    return None if told is None else memory.execute(f"SELECT {told}").fetchone()[0]


def _keep(found: Salvage, shape: _Shape, leaves: Leaves) -> None:
    name = shape.table.name
    rows = _rows_of(shape, leaves)
    found.rows[name] += rows
    if leaves.is_damaged or len(rows) < len(leaves.records):
        found.damaged.add(name)


def _rows_of(shape: _Shape, leaves: Leaves) -> list[Row]:
    return [row for record in leaves.records if (row := shape.row(record)) is not None]


def _take_strays(found: Salvage, pages: DatabasePages, shapes: Mapping[str, _Shape]) -> None:
    """Give leaves that lost their table back to the one damaged table they fit; what a table has stays."""
    taken: dict[str, list[Row]] = defaultdict(list)
    for _, leaves in pages.strays():
        made = {name: _rows_of(shapes[name], leaves) for name in sorted(found.damaged)}
        fitting = [name for name, listed in made.items() if len(listed) == len(leaves.records)]
        if len(fitting) == 1:
            taken[fitting[0]] += made[fitting[0]]
    for name, rows in taken.items():
        keys = [column.name for column in metadata.tables[name].primary_key] or list(rows[0])
        known = {_key(row, keys) for row in found.rows[name]}
        by_key: dict[str, Row] = {}
        for row in rows:
            by_key.setdefault(_key(row, keys), row)
        found.rows[name] += [row for key, row in by_key.items() if key not in known]


def _key(row: Row, keys: list[str]) -> str:
    return repr([row[key] for key in keys])


def _take(row: Row, column: Column[Any], number: int) -> bool:
    """Put the value of a column into its form in Python; tell whether it can be one."""
    value = row[column.name]
    is_number = isinstance(column.type, Integer) and column.primary_key and len(column.table.primary_key) == 1
    if value is None and is_number:
        row[column.name] = number
        return True
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, JSON):
        try:
            row[column.name] = json.loads(value)
        except (TypeError, ValueError, RecursionError):
            return False
        return True
    kind = {Integer: int, Float: (int, float), LargeBinary: bytes}.get(type(column.type), str)
    return isinstance(value, kind)  # type: ignore[arg-type]
