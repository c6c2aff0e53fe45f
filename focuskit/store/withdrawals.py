"""Who has withdrawn: told by the history of a project, and remembered outside it without a name.

The register in the user's data folder knows documents by the digests of the files imported, and people by one
too: a snapshot taken before a withdrawal, restored later, is known by it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from focuskit.model.documents import count_words
from focuskit.store import schema as s
from focuskit.store.documents import load_documents
from focuskit.store.erasing import MARK
from focuskit.store.participants import load_pseudonyms
from focuskit.writing import data_folder, write_private

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from focuskit.store.snapshot_rows import Rows

EVENT = "participant.withdrawn"
_REGISTER = "withdrawals.json"


def withdrawn_people(connection: Connection) -> tuple[str, ...]:
    """Return the pseudonyms of those who withdrew, in the order in which they did."""
    events = connection.execute(select(s.history.c.facts).where(s.history.c.event == EVENT))
    return tuple(dict.fromkeys(str(facts["person"]) for (facts,) in events))


def withdrawn_in(rows: Rows) -> frozenset[str]:
    """Return the pseudonyms of those who withdrew from a copy of a project."""
    return frozenset(str(row["facts"]["person"]) for row in rows["history"] if row["event"] == EVENT)


def people_in(rows: Rows) -> frozenset[str]:
    """Return the pseudonyms of all who are listed, or speak without being so, in a copy of a project."""
    return frozenset(row["pseudonym"] for name in ("participant", "speaker") for row in rows[name])


def files_of_documents(connection: Connection, names: Collection[str] | None = None) -> set[str]:
    """Return the digests of the files that documents, or all, were and are made of."""
    found = set()
    for table in (s.document, s.text_version):
        query = select(table.c.source_sha256)
        if table is s.text_version:
            query = query.join(s.document, table.c.document_id == s.document.c.id)
        if names is not None:
            query = query.where(s.document.c.name.in_(sorted(names)))
        found |= set(connection.scalars(query))
    return found - {""}


def register_withdrawal(files: Collection[str], person: str) -> None:
    """Remember, outside the project, that somebody withdrew from documents made of files (digests)."""
    entries = _registered()
    entry = {"person": _digest(person), "files": sorted(files)}
    if entry not in entries:
        path = data_folder() / _REGISTER
        write_private(path, json.dumps([*entries, entry], indent=1).encode())


def withdrawn_elsewhere(connection: Connection) -> tuple[str, ...]:
    """Return people of a project who withdrew from another copy of it and not from this one."""
    files = files_of_documents(connection)
    meant = {one["person"] for one in _registered() if files.intersection(one["files"])}
    people = dict.fromkeys(
        [
            *connection.scalars(select(s.participant.c.pseudonym)),
            *connection.scalars(select(s.speaker.c.pseudonym)),
        ]
    )
    gone = withdrawn_people(connection)
    return tuple(one for one in people if _digest(one) in meant and one not in gone)


def came_back(connection: Connection) -> Iterator[str]:
    """Yield the names of documents in which somebody who withdrew has words again."""
    gone = set(withdrawn_people(connection))
    if not gone:
        return
    shown = load_pseudonyms(connection)
    for document in load_documents(connection):
        own = (turn for turn in document.turns if shown[document.id, turn.label].pseudonym in gone)
        if any(count_words(turn.span.slice(document.text).replace(MARK, "")) for turn in own):
            yield document.name


def _registered() -> list[dict[str, Any]]:
    path: Path = data_folder() / _REGISTER
    try:
        held = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return []
    return held if isinstance(held, list) else []


def _digest(person: str) -> str:
    return hashlib.sha256(f"focuskit {person}".encode()).hexdigest()
