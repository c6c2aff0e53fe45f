"""The files of a snapshot: sorted plain text, the same bytes for the same project."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from focuskit.errors import SnapshotError
from focuskit.store.schema import metadata
from focuskit.store.snapshot_rows import Row, Rows, load_rows, row_line

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

DOCUMENTS, CODEBOOKS = "documents", "codebooks"
_OWNERS = ("document", "text_version", "segmentation")
_IN_YAML = frozenset({"document", "project"})
_TEXT = re.compile(r"documents/[a-z0-9-]+/text-(\d+)\.txt")
_TABLE = re.compile(r"(?:documents/[a-z0-9-]+/)?([a-z_]+)\.(?:jsonl|yaml)")


def database_files(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Give path and content of each file that tells what the database holds, in the order of their paths."""
    yield from sorted(_files(load_rows(connection)))


def _files(rows: Rows) -> Iterator[tuple[str, bytes]]:
    folders = _folders(rows["document"])
    owners = _owner_by_row(rows)
    for version in rows["text_version"]:
        path = f"{folders[version['document_id']]}/text-{version['number']}.txt"
        yield path, version.pop("text").encode()
    for codebook in rows["codebook_version"]:
        yield _codebook_path(codebook), base64.b64decode(codebook.pop("content"))
    for name, listed in rows.items():
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in listed:
            document = _owner(name, row, owners)
            grouped[f"{folders[document]}/" if document else ""].append(row)
        for folder, group in grouped.items():
            yield _file(f"{folder}{name}", name, group)


def row_owners(rows: Rows) -> Iterator[tuple[str, Row, str | None]]:
    """Yield every row with the name of its table and the document it belongs to (``None``: to none)."""
    owners = _owner_by_row(rows)
    for table in metadata.sorted_tables:
        for row in rows[table.name]:
            yield table.name, row, _owner(table.name, row, owners)


def _file(path: str, table: str, rows: list[Row]) -> tuple[str, bytes]:
    if table in _IN_YAML:
        return f"{path}.yaml", to_yaml(rows)
    return f"{path}.jsonl", "".join(f"{row_line(row)}\n" for row in rows).encode()


def _codebook_path(row: Row) -> str:
    return f"{CODEBOOKS}/{row['number']:04}.yaml"


def _folders(documents: list[Row]) -> dict[str, str]:
    """Return the folder of each document: readable, plain letters, the same in every copy of the project."""
    heads = [row["id"][:8] for row in documents]
    folders = {}
    for row in documents:
        plain = unicodedata.normalize("NFKD", row["name"]).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.rpartition(".")[0] or plain).strip("-")[:40]
        tail = row["id"][:8] if heads.count(row["id"][:8]) == 1 else row["id"]
        folders[row["id"]] = f"{DOCUMENTS}/{slug}-{tail}"
    return folders


def _owner_by_row(rows: Rows) -> dict[str, dict[str, str]]:
    """Return the document of each document, text version and segmentation, by table and identifier."""
    versions = {row["id"]: row["document_id"] for row in rows["text_version"]}
    return {
        "document": {row["id"]: row["id"] for row in rows["document"]},
        "text_version": versions,
        "segmentation": {row["id"]: versions[row["text_version_id"]] for row in rows["segmentation"]},
    }


def _owner(table: str, row: Row, owners: Mapping[str, Mapping[str, str]]) -> str | None:
    if table == "document":
        return str(row["id"])
    for column in metadata.tables[table].columns:
        for key in column.foreign_keys:
            if key.column.table.name in _OWNERS:
                return owners[key.column.table.name].get(row[column.name])
    return None


def rows_of_files(files: Mapping[str, bytes]) -> Rows:
    """Return the rows that the files of a snapshot tell; files of other kinds must not be among them.

    Raises
    ------
    SnapshotError
        If a file is not what a snapshot holds.
    """
    rows: Rows = {table.name: [] for table in metadata.sorted_tables}
    texts: dict[tuple[str, int], str] = {}
    for path in sorted(files):
        text, table = _TEXT.fullmatch(path), _TABLE.fullmatch(path)
        if text:
            texts[path.rpartition("/")[0], int(text[1])] = _decoded(path, files[path])
        elif table and table[1] in rows:
            found = _parsed(path, files[path])
            for row in found:
                if table[1] == "text_version":
                    row["text"] = _taken(texts, (path.rpartition("/")[0], row.get("number")), path)
            rows[table[1]] += found
        elif not path.startswith(f"{CODEBOOKS}/"):
            raise SnapshotError("sharing.snapshot_damaged", path=path)
    for row in rows["codebook_version"]:
        path = _codebook_path(row)
        row["content"] = base64.b64encode(_taken(files, path, path)).decode()
    return rows


def _taken(found: Mapping[Any, Any], key: object, path: str) -> Any:  # noqa: ANN401 (text or bytes)
    if key not in found:
        raise SnapshotError("sharing.snapshot_damaged", path=path)
    return found[key]


def _decoded(path: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        raise SnapshotError("sharing.snapshot_damaged", path=path) from fault


def _parsed(path: str, content: bytes) -> list[Row]:
    words = _decoded(path, content)
    try:
        found = from_yaml(words) if path.endswith(".yaml") else [json.loads(line) for line in _lines(words)]
    except (ValueError, YAMLError, RecursionError) as fault:
        raise SnapshotError("sharing.snapshot_damaged", path=path) from fault
    if not (isinstance(found, list) and all(isinstance(row, dict) for row in found)):
        raise SnapshotError("sharing.snapshot_damaged", path=path)
    return found


def _lines(words: str) -> Iterator[str]:
    return (line for line in words.split("\n") if line)


def to_yaml(value: object) -> bytes:
    """Return a value as YAML in block style, unfolded, names in order."""
    stream = StringIO()
    _yaml().dump(value, stream)
    return stream.getvalue().encode()


def from_yaml(words: str) -> Any:  # noqa: ANN401 (whatever the file holds)
    """Return the value that YAML tells: plain values alone."""
    return _yaml().load(words)


def _yaml() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 1 << 20
    return yaml


def manifest_sum(sums: Mapping[str, str]) -> str:
    """Return one digest of all paths with theirs: a manifest cut short does not have it."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(sums.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
