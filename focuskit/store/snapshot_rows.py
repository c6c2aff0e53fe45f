"""Rows of every table without numbers that differ between equal projects.

All is told by `focuskit.store.schema`: a table or column added there is in every snapshot. Row numbers that
nothing points at are left out; those of coders and segmentations are told by name, wherever they stand.
"""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Column, Integer, LargeBinary, MetaData, Table, insert, select

from focuskit.store.schema import metadata

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by table name."""

_UNNUMBERED = frozenset(
    {"assignment", "coding", "guide_match", "history", "orphan", "problem", "segment", "suggestion"}
)
_NAMED = ("coder", "segmentation")
_ORDERS: dict[str, tuple[str, ...]] = {
    "assignment": ("document_id", "coder_id"),
    "coder": ("name",),
    "codebook_edit": ("number", "step"),
    "coding": ("text_version_id", "start", "end", "code", "coder_id", "decision_id"),
    "decision": ("number", "id"),
    "document": ("number",),
    "document_attribute": ("document_id", "position"),
    "guide_match": ("text_version_id", "turn"),
    "memo": ("at", "id"),
    "orphan": ("text_version_id", "start", "end", "code", "coder_id", "decision_id"),
    "segment": ("segmentation_id", "number"),
    "segmentation": ("id",),
    "speaker": ("document_id", "position", "id"),
    "suggestion": ("segmentation_id", "segment", "code"),
    "text_version": ("document_id", "number"),
    "written_cell": ("at", "number", "id"),
    "turn": ("text_version_id", "number"),
}


def load_rows(connection: Connection) -> Rows:
    """Return the rows of all tables, each table in a fixed order."""
    names = _names(connection)
    return {table.name: _load(connection, table, names) for table in metadata.sorted_tables}


def _names(connection: Connection) -> dict[str, dict[int, str]]:
    coder, segmentation = metadata.tables["coder"], metadata.tables["segmentation"]
    coders = {row.id: row.name for row in connection.execute(select(coder))}
    counts: dict[str, int] = defaultdict(int)
    made: dict[int, str] = {}
    for row in connection.execute(select(segmentation).order_by(segmentation.c.id)):
        counts[row.text_version_id] += 1
        made[row.id] = f"{row.text_version_id}#{counts[row.text_version_id]:03}"
    return {"coder": coders, "segmentation": made}


def _load(connection: Connection, table: Table, names: Mapping[str, Mapping[int, str]]) -> list[Row]:
    query = select(table).order_by(*table.primary_key.columns)
    columns = [str(name) for name in table.columns.keys()]  # noqa: SIM118 (a collection of columns is no dict)
    rows = [dict(zip(columns, row, strict=True)) for row in connection.execute(query)]
    if table.name in _UNNUMBERED:
        for row in rows:
            del row["id"]
    for column in table.columns:
        if isinstance(column.type, (JSON, LargeBinary)) or _target(column):
            for row in rows:
                row[column.name] = _told(row[column.name], column, names)
    order = _ORDERS.get(table.name)
    return sorted(rows, key=lambda row: [row[name] for name in order]) if order else rows


def _told(
    value: Any,  # noqa: ANN401 (a value of any column)
    column: Column[Any],
    names: Mapping[str, Mapping[int, str]],
) -> Any:  # noqa: ANN401
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(column.type, JSON):
        pointers = _pointers(column)
        return _within(value, lambda key, one: names[pointers[key]].get(one, one), pointers, int)
    target = _target(column)
    return names[target].get(value, value) if target else value


def _within(
    value: Any,  # noqa: ANN401 (any JSON)
    translate: Callable[[str, Any], Any],
    pointers: Mapping[str, str],
    kind: type,
) -> Any:  # noqa: ANN401
    """Translate what points at a named row wherever it stands in a JSON value."""
    if isinstance(value, list):
        return [_within(one, translate, pointers, kind) for one in value]
    if isinstance(value, dict):
        return {
            key: translate(key, one)
            if key in pointers and isinstance(one, kind)
            else _within(one, translate, pointers, kind)
            for key, one in value.items()
        }
    return value


def _target(column: Column[Any]) -> str | None:
    """Return the table with named rows that a column points at (or whose own number it is)."""
    if column.table.name in _NAMED and column.primary_key:
        return str(column.table.name)
    pointed = (key.column.table.name for key in column.foreign_keys)
    return next((name for name in pointed if name in _NAMED), None)


def _pointers(column: Column[Any]) -> dict[str, str]:
    """Return the names under which a JSON value points at named rows, with the table of each.

    A decision that cut or joined segments tells the segmentations before and after it.
    """
    found = {f"{name}_id": name for name in _NAMED}
    if (column.table.name, column.name) == ("decision", "facts"):
        found |= {"before": "segmentation", "after": "segmentation"}
    return found


def save_rows(connection: Connection, rows: Rows) -> None:
    """Put rows as `load_rows` returns them into a database that has none.

    Raises
    ------
    KeyError, TypeError, ValueError
        If rows are not of the schema, or point at what is not there.
    """
    numbers: dict[str, dict[str, int]] = {
        name: {str(row["id"]): number for number, row in enumerate(rows.get(name, ()), 1)} for name in _NAMED
    }
    for name in rows:
        save_table(connection, metadata, name, rows[name], numbers)


def save_table(
    connection: Connection,
    schema: MetaData,
    name: str,
    rows: Iterable[Row],
    numbers: Mapping[str, Mapping[str, int]],
) -> None:
    """Insert rows of one table; ``numbers`` are the row numbers of what is told by name."""
    table = schema.tables[name]
    ready = [_ready(table, row, numbers) for row in rows]
    for shape in {tuple(sorted(row)) for row in ready}:
        same = [row for row in ready if tuple(sorted(row)) == shape]
        connection.execute(insert(table), same)


def _ready(table: Table, row: Row, numbers: Mapping[str, Mapping[str, int]]) -> Row:
    unknown = row.keys() - set(table.columns.keys())
    if unknown:
        raise KeyError(*sorted(unknown))
    return {
        name: _untold(value, table.columns[name], numbers)
        for name, value in row.items()
        if value is not None or not isinstance(table.columns[name].type, JSON)
    }


def _untold(value: Any, column: Column[Any], numbers: Mapping[str, Mapping[str, int]]) -> Any:  # noqa: ANN401
    target = _target(column)
    if value is None:
        return None
    if target:
        return numbers[target][value]
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value, validate=True)
    if isinstance(column.type, JSON):
        pointers = _pointers(column)
        return _within(value, lambda key, one: numbers[pointers[key]].get(one, one), pointers, str)
    if isinstance(value, (list, dict)) or (isinstance(column.type, Integer) and not isinstance(value, int)):
        raise TypeError(column.name)
    return value


def row_line(row: Row) -> str:
    """Return a row as one line of JSON, names in order."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True)
