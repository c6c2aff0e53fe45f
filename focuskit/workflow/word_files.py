"""Word files opened: what each is, the document it is about, and what of it cannot be taken."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from focuskit.errors import ForeignWordError, WordFileError
from focuskit.exchange.word import read_comments_of_plain_docx, read_word_transcript
from focuskit.model.documents import StoredDocument, Transcript
from focuskit.model.problems import Problem, error, note, warning
from focuskit.model.word_comments import PlainWord, ReadWordTranscript
from focuskit.store import ProjectFolder, load_documents, read_settings
from focuskit.store.documents import load_turns
from focuskit.store.text_versions import TextVersion, load_text_versions
from focuskit.transcripts import InputFile, Reading, read_transcript
from focuskit.workflow.coding_ground import CodingGround, load_grounds
from focuskit.workflow.word_correction import corrected_text, ground_after
from focuskit.workflow.word_places import (
    CHANGED,
    LOST,
    NOWHERE,
    PlacedFile,
    place_file,
    turn_text,
)
from focuskit.workflow.word_plain import find_same_document, place_plain

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_SHOWN_TURNS = 20


@dataclass(frozen=True, slots=True)
class WordSource:
    """A Word file and the document it is about.

    ``content`` is the file as focuskit wrote it or as any transcript; ``is_new`` tells that the project does
    not have the document yet, which then is what the file would become.
    """

    path: Path
    content: ReadWordTranscript | PlainWord
    document: StoredDocument
    is_new: bool = False

    @property
    def shown(self) -> str:
        """The path as the user gave it."""
        return str(self.path)

    @property
    def digest(self) -> str:
        """Digest of what the file says (SHA-256, hexadecimal), however it was saved."""
        return hashlib.sha256(repr(self.content).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def n_comments(self) -> int:
        """Number of comments in the file, replies not counted."""
        return len(self.content.comments) + len(self.content.outside)


def open_word_file(folder: ProjectFolder, path: Path) -> WordSource | Problem:
    """Read a file and find its document; a problem tells why that cannot be done."""
    try:
        read = read_word_transcript(path)
    except WordFileError as fault:
        return error(str(path), str(fault.facts["reason"]))
    except ForeignWordError:
        return _open_plain(folder, path)
    with folder.reading() as connection:
        documents = load_documents(connection)
        named = next((one for one in documents if one.name == read.document_name), None)
        document = named if named and _version(connection, named, read.version_id) else None
        document = document or next((one for one in documents if one.version_id == read.version_id), None)
    if document is None:
        return error(str(path), "word.no_document" if named is None else "word.no_version")
    return WordSource(path, read, document)


def _open_plain(folder: ProjectFolder, path: Path) -> WordSource | Problem:
    try:
        plain = read_comments_of_plain_docx(path)
    except WordFileError as fault:
        return error(str(path), str(fault.facts["reason"]))
    with folder.reading() as connection:
        documents = load_documents(connection)
    document = find_same_document(plain, path, documents)
    if document is not None:
        return WordSource(path, plain, document)
    reading = Reading(read_settings(folder.path).moderators)
    result = read_transcript(InputFile(path, path.name), reading)
    if result.transcript is None:
        return next(
            (one for one in result.problems if one.severity == "error"),
            error(str(path), "word.no_transcript"),
        )
    if result.transcript.name in {one.name for one in documents}:
        return error(str(path), "word.other_words")
    return WordSource(path, plain, _as_document(result.transcript), is_new=True)


def _as_document(transcript: Transcript) -> StoredDocument:
    return StoredDocument(
        "", transcript.name, transcript.kind, "", transcript.text, transcript.turns, transcript.speakers
    )


def place_source(folder: ProjectFolder, source: WordSource, *, update: bool) -> PlacedFile:
    """Place the comments of a file on its document as the project has it now."""
    if source.is_new:
        ground = CodingGround(source.document, (), (), (), (), ())
    else:
        (ground,) = load_grounds(folder, [source.document.name])
    if isinstance(source.content, PlainWord):
        return place_plain(source.content, ground)
    return _place_own(folder, source, source.content, ground, update=update)


def _place_own(
    folder: ProjectFolder, source: WordSource, read: ReadWordTranscript, ground: CodingGround, *, update: bool
) -> PlacedFile:
    document = ground.document
    with folder.reading() as connection:
        version = _version(connection, document, read.version_id)
        assert version is not None
        turns = tuple(load_turns(connection, version.id))
    written = replace(document, text=version.text, turns=turns)
    base = turn_text(version.text, turns, read)
    problems = tuple(_tell_file(source.shown, read))
    fixed = corrected_text(written, read) if read.changed_turns else None
    if fixed is None:
        return _told(place_file(read, base, ground), source.shown, problems)
    transcript, corrected = fixed
    if transcript.text == document.text:
        return _told(place_file(read, base, ground, corrected), source.shown, problems)
    if update and version.id == document.version_id:
        placed = place_file(read, base, ground_after(ground, transcript), corrected)
        return replace(placed, corrected_turns=read.changed_turns, correction=transcript, problems=problems)
    if update:
        problems = (*problems, error(source.shown, "word.update_old"))
    return _told(place_file(read, base, ground), source.shown, problems)


def _told(placed: PlacedFile, path: str, problems: tuple[Problem, ...]) -> PlacedFile:
    """Add the turns that were changed and are refused to the problems."""
    if placed.changed_turns:
        turns = placed.changed_turns
        told = error(path, "word.turns_changed", n=len(turns), turns=_numbers(turns))
        problems = (told, *problems)
    return replace(placed, problems=problems)


def _version(connection: Connection, document: StoredDocument, version_id: str) -> TextVersion | None:
    return next((one for one in load_text_versions(connection, document.id) if one.id == version_id), None)


def _tell_file(path: str, read: ReadWordTranscript) -> Iterator[Problem]:
    if read.strays:
        yield warning(path, "word.strays", n=len(read.strays))
    if read.n_insertions + read.n_deletions:
        yield note(path, "word.tracked", n=read.n_insertions + read.n_deletions)
    if not read.is_whole:
        yield warning(path, "word.not_whole")


def tell_faults(path: str, placed: PlacedFile, n_copied: int, n_loose: int) -> Iterator[Problem]:
    """Yield what cannot be taken of the comments of a file, and what was taken with a doubt."""
    for fault in (CHANGED, LOST, NOWHERE):
        found = [one.comment for one in placed.comments if one.fault == fault]
        if found:
            turns = _numbers([one.anchor.first for one in found if one.anchor])
            yield error(path, fault, n=len(found), turns=turns)
    widened = [one.comment.anchor.first for one in placed.comments if one.is_widened and one.comment.anchor]
    if widened:
        yield note(path, "word.widened", n=len(widened))
    if n_loose:
        yield warning(path, "word.loose", n=n_loose)
    if n_copied:
        yield note(path, "word.copied", n=n_copied)


def _numbers(turns: Sequence[int]) -> str:
    numbers = sorted(set(turns))
    more = " …" if len(numbers) > _SHOWN_TURNS else ""
    return ", ".join(map(str, numbers[:_SHOWN_TURNS])) + more
