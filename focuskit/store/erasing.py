"""What a person said, in every version of every text; and leaving no trace of it in the database file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text, update

from focuskit.model.rewording import Replacement, Rewording
from focuskit.model.spans import Span
from focuskit.store import schema as s

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from focuskit.store.folder import ProjectFolder

MARK = "[…]"
"""Stands where somebody's words were taken back; it holds no word, so that nothing counts it."""

_STRINGS = (
    (s.memo, "words"),
    (s.written_cell, "words"),
    (s.history, "facts"),
    (s.problem, "facts"),
    (s.turn, "question"),
    (s.document_attribute, "value"),
    (s.speaker, "attributes"),
    (s.participant, "attributes"),
)


@dataclass(frozen=True, slots=True)
class VersionOfPerson:
    """A version of a text in which a person speaks (``own``: their turns) or does not (nothing in it)."""

    id: str
    number: int
    document: str
    is_current: bool
    text: str
    own: tuple[Span, ...]

    @property
    def said(self) -> list[str]:
        """The words of the person's turns that are still there."""
        return [words for span in self.own if (words := span.slice(self.text)).strip() not in {"", MARK}]

    @property
    def by_others(self) -> str:
        """The text without the person's turns."""
        return Rewording(self.text, [Replacement(span, "\n") for span in self.own]).text


def speakers_of_person(connection: Connection, person: str) -> dict[int, str]:
    """Return the speakers behind whom a person is, with their documents: by pseudonym, listed or not."""
    table = s.speaker
    query = (
        select(table.c.id, s.document.c.name)
        .join(s.document, table.c.document_id == s.document.c.id)
        .join(s.participant, table.c.participant_id == s.participant.c.id, isouter=True)
        .where(
            (s.participant.c.pseudonym == person)
            | ((table.c.pseudonym == person) & table.c.participant_id.is_(None))
        )
        .order_by(s.document.c.number)
    )
    return {row.id: row.name for row in connection.execute(query)}


def is_listed(connection: Connection, person: str) -> bool:
    """Tell whether somebody of that pseudonym is in the participants table."""
    table = s.participant.c
    return connection.execute(select(table.id).where(table.pseudonym == person)).first() is not None


def load_versions_of_person(connection: Connection, speakers: Collection[int]) -> list[VersionOfPerson]:
    """Load all versions of all texts, with the turns of a person in each."""
    own: dict[str, list[Span]] = defaultdict(list)
    turn = s.turn.c
    for row in connection.execute(select(s.turn).where(turn.speaker_id.in_(sorted(speakers)))):
        own[row.text_version_id].append(Span(row.start, row.end))
    version = s.text_version.c
    query = (
        select(version.id, version.number, version.text, s.document.c.name, s.document.c.text_version_id)
        .join(s.document, version.document_id == s.document.c.id)
        .order_by(s.document.c.number, version.number)
    )
    return [
        VersionOfPerson(
            row.id,
            row.number,
            row.name,
            row.text_version_id == row.id,
            row.text,
            tuple(sorted(own[row.id])),
        )
        for row in connection.execute(query)
    ]


def clean_strings(connection: Connection, clean: Callable[[str], str]) -> int:
    """Clean all words that are no text: memos, written cells, history, problems; return how many changed."""
    n_changed = 0
    for table, name in _STRINGS:
        column = table.c[name]
        for value in {_key(row[0]): row[0] for row in connection.execute(select(column))}.values():
            after = _cleaned(value, clean)
            if after != value:
                done = connection.execute(update(table).where(column == value).values({name: after}))
                n_changed += max(done.rowcount, 0)
    return n_changed


def load_strings(connection: Connection) -> tuple[str, ...]:
    """Load what was written beside the texts: labels, names of documents, attributes, memos, cells."""
    found: dict[str, None] = {}
    told = [s.history, s.problem]
    for table, name in (*_STRINGS, (s.speaker, "label"), (s.document, "name")):
        if table not in told:
            for value in connection.scalars(select(table.c[name])):
                _cleaned(value, lambda words: found.setdefault(words) or words)
    return tuple(found)


def clean_codebooks(connection: Connection, clean: Callable[[str], str]) -> None:
    """Clean the versions of the codebook that were kept, line by line: their examples may quote somebody."""
    table = s.codebook_version
    rows = connection.execute(select(table.c.number, table.c.content, table.c.sha256)).all()
    known = {row.sha256 for row in rows}
    for row in rows:
        lines = row.content.decode("utf-8", "surrogateescape").split("\n")
        content = "\n".join(map(clean, lines)).encode("utf-8", "surrogateescape")
        if content == row.content:
            continue
        while (sha256 := hashlib.sha256(content).hexdigest()) in known:
            content += b"\n"
        known.add(sha256)
        connection.execute(
            update(table).where(table.c.number == row.number).values(content=content, sha256=sha256)
        )


def _key(value: object) -> str:
    return repr(value)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one, clean) for one in value]
    if isinstance(value, dict):
        return {key: _cleaned(one, clean) for key, one in value.items()}
    return value


def prepare_erasing(connection: Connection) -> None:
    """Make the database overwrite with zeros what is deleted, in this connection."""
    connection.execute(text("PRAGMA secure_delete = ON"))


def compact_database(folder: ProjectFolder) -> None:
    """Write the database anew without free pages, and empty its write-ahead log."""
    with (
        folder.told_errors(),
        folder.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
    ):
        connection.execute(text("PRAGMA secure_delete = ON"))
        connection.execute(text("VACUUM"))
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    folder.engine.dispose()


def clean_labels(connection: Connection, clean: Callable[[str], str]) -> None:
    """Clean the labels of speakers and those that the participants table knows people by.

    A label that another speaker of the document has already gets a number.
    """
    speakers = connection.execute(select(s.speaker.c.id, s.speaker.c.document_id, s.speaker.c.label)).all()
    taken = {(row.document_id, row.label) for row in speakers}
    for row in speakers:
        after = clean(row.label) if row.label else row.label
        if after != row.label:
            after = _free(after, {label for document, label in taken if document == row.document_id})
            taken.add((row.document_id, after))
            connection.execute(update(s.speaker).where(s.speaker.c.id == row.id).values(label=after))
    listed = s.participant
    rows = connection.execute(select(listed.c.id, listed.c.presences, listed.c.pseudonym)).all()
    shown = {row.pseudonym for row in rows}
    for row in rows:
        cleaned = [[document, clean(label), role] for document, label, role in row.presences]
        pseudonym = clean(row.pseudonym)
        if pseudonym != row.pseudonym:
            pseudonym = _free(pseudonym, shown)
            shown.add(pseudonym)
        if (cleaned, pseudonym) != (row.presences, row.pseudonym):
            values = {"presences": cleaned, "pseudonym": pseudonym}
            connection.execute(update(listed).where(listed.c.id == row.id).values(**values))


def clean_rules(connection: Connection, clean: Callable[[str], str]) -> None:
    """Clean the rules of the codebook that are kept with suggestions as what they rest on."""
    table = s.suggestion
    known: dict[str, str] = {}
    for identifier, evidence in connection.execute(select(table.c.id, table.c.evidence)).all():
        for *_, rule in evidence:
            if isinstance(rule, str) and rule not in known:
                known[rule] = clean(rule)
        after = [[*place, known.get(rule, rule)] for *place, rule in evidence]
        if after != evidence:
            connection.execute(update(table).where(table.c.id == identifier).values(evidence=after))


def clean_document_names(connection: Connection, clean: Callable[[str], str]) -> None:
    """Clean the names of documents, wherever they stand; a name that another document has gets a number."""
    rows = connection.execute(select(s.document.c.id, s.document.c.name)).all()
    taken = {row.name for row in rows}
    new = {}
    for row in rows:
        after = clean(row.name)
        if after != row.name:
            new[row.name] = _free(after, taken)
            taken.add(new[row.name])
            connection.execute(update(s.document).where(s.document.c.id == row.id).values(name=new[row.name]))
    for column in (s.text_version.c.source_name, s.problem.c.path, s.written_cell.c.case_key):
        for value in set(connection.scalars(select(column))):
            is_path = column.name != s.written_cell.c.case_key.name
            after = new.get(value) or (clean(value) if is_path else value)
            if after != value:
                connection.execute(update(column.table).where(column == value).values({column.name: after}))
    listed = s.participant
    for identifier, presences in connection.execute(select(listed.c.id, listed.c.presences)).all():
        cleaned = [[new.get(document, document), label, role] for document, label, role in presences]
        if cleaned != presences:
            connection.execute(update(listed).where(listed.c.id == identifier).values(presences=cleaned))


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken, with a number before its ending if need be."""
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{stem} ({number}){dot}{ending}"
    return free
