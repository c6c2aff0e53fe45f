"""Withdraw: what a person said is erased from all that the project holds, and that is proven."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from focuskit.errors import OutputError, UsageError
from focuskit.exchange.haystack import places_in
from focuskit.model.documents import count_words
from focuskit.model.rewording import Replacement, Rewording
from focuskit.model.word_runs import SpokenWords
from focuskit.store import ProjectFolder
from focuskit.store.erasing import (
    MARK,
    VersionOfPerson,
    clean_codebooks,
    clean_strings,
    compact_database,
    is_listed,
    load_versions_of_person,
    prepare_erasing,
    speakers_of_person,
)
from focuskit.store.history import last_event, remember
from focuskit.store.leftovers import leftovers
from focuskit.store.name_vault import vault_path
from focuskit.store.rewriting import rewrite_versions
from focuskit.store.snapshot_folder import MANIFEST, is_snapshot
from focuskit.store.unfinished import LongStep, begin_step, end_step, note_rewritten
from focuskit.store.withdrawals import EVENT, files_of_documents, register_withdrawal
from focuskit.transcripts import InputFile, Reading, read_transcript
from focuskit.workflow.learned_model import MODEL_NAME

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


_IN_YAML = "…"
"""Stands for erased words in a codebook: brackets would mean something there."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What there is of a person: turns and words in the current text of each document, files that hold them.

    Parameters
    ----------
    documents
        Name, number of turns that hold words, and of words, for each document in which they speak.
    files
        Files and folders, relative to the project, that go: originals, backups, snapshots, analyses.
    """

    person: str
    documents: tuple[tuple[str, int, int], ...]
    files: tuple[str, ...]

    @property
    def n_words(self) -> int:
        """Words of all documents."""
        return sum(n for _, _, n in self.documents)


@dataclass(frozen=True, slots=True)
class WordSearch:
    """Where words of a person were found: files (``archive: member``), and how many files were searched.

    None is searched where the words were erased before: there is nothing to search for.
    """

    places: tuple[str, ...]
    n_files: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A person in the project: the versions of all texts, and what they alone said."""

    versions: tuple[VersionOfPerson, ...]
    words: SpokenWords
    documents: tuple[str, ...]


def plan_withdrawal(folder: ProjectFolder, person: str) -> Withdrawal:
    """Tell what a withdrawal would erase; nothing is changed.

    Raises
    ------
    UsageError
        If there is nobody of that pseudonym.
    """
    return _plan(folder, person, _known(folder, person))


def withdraw_person(folder: ProjectFolder, person: str) -> tuple[Withdrawal, WordSearch]:
    """Erase what a person said, then search every file of the project for it.

    Their turns stay, with `MARK` in the place of words. Files go first: whatever interrupts it, doing it
    again ends it.

    Raises
    ------
    UsageError
        If there is nobody of that pseudonym.
    OutputError
        If a file cannot be removed.
    """
    known = _known(folder, person)
    plan = _plan(folder, person, known)
    with folder.writing() as connection:
        begin_step(connection, LongStep.WITHDRAW, person)
    for name in plan.files:
        remove_path(folder.path / name)
    with folder.writing() as connection:
        prepare_erasing(connection)
        made = {one.id: _erased(one, known.words) for one in known.versions}
        changed = {one.id: made[one.id] for one in known.versions if made[one.id].text != one.text}
        texts = [one.text for one in made.values()]
        rewrite_versions(connection, changed, lambda words: _kept(known.words.cleaned(words, MARK), texts))
        clean_strings(connection, lambda text: known.words.cleaned(text, MARK))
        clean_codebooks(connection, lambda line: known.words.cleaned(line, _IN_YAML))
        if note_rewritten(connection, LongStep.WITHDRAW, person) and (changed or plan.files):
            remember(connection, EVENT, {"person": person})
        files = files_of_documents(connection, known.documents)
    with contextlib.suppress(OutputError):
        register_withdrawal(files, person)
    compact_database(folder)
    with folder.writing() as connection:
        end_step(connection, LongStep.WITHDRAW, person)
    return plan, search_words(folder, known.words) if known.words else WordSearch((), 0)


def find_words(folder: ProjectFolder, person: str, against: Path | None = None) -> WordSearch:
    """Search every file of the project for what a person said.

    Parameters
    ----------
    against
        A transcript from outside the project that holds their words: needed once they are erased. What the
        current texts say counts as said by others.

    Raises
    ------
    UsageError
        If there is nobody of that pseudonym, or there are no words to search for.
    """
    known = _known(folder, person)
    words = known.words
    if against is not None:
        result = read_transcript(InputFile(against, against.name), Reading())
        said = [result.transcript.text] if result.transcript else []
        words = SpokenWords(said, [one.by_others for one in known.versions if one.is_current])
    if not words:
        raise UsageError("privacy.no_words", person=person)
    return search_words(folder, words)


def sealed_files(folder: ProjectFolder) -> Path | None:
    """Return the sealed folder that keeps texts as they were before names were replaced, ``None`` if none.

    It is encrypted: without its passphrase nobody can take one person's words out of it.
    """
    with folder.reading() as connection:
        if last_event(connection, "names.replaced") is None:
            return None
    place = vault_path(folder) / "files"
    return place if place.is_dir() and any(place.iterdir()) else None


def search_words(folder: ProjectFolder, words: SpokenWords) -> WordSearch:
    """Search every file below the project's folder for words, whatever its format."""
    places, n_files = [], 0
    for path in sorted(folder.path.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        n_files += 1
        name = path.relative_to(folder.path).as_posix()
        places += [f"{name}: {one}" if one else name for one in places_in(path, words.is_in)]
    return WordSearch(tuple(places), n_files)


def _known(folder: ProjectFolder, person: str) -> _Known:
    with folder.reading() as connection:
        speakers = _speakers(connection, person)
        versions = load_versions_of_person(connection, speakers)
    said = [words for one in versions for words in one.said]
    others = [one.by_others for one in versions if one.is_current]
    return _Known(tuple(versions), SpokenWords(said, others), tuple(dict.fromkeys(speakers.values())))


def _speakers(connection: Connection, person: str) -> dict[int, str]:
    speakers = speakers_of_person(connection, person)
    if not speakers and not is_listed(connection, person):
        raise UsageError("privacy.nobody", person=person)
    return speakers


def _plan(folder: ProjectFolder, person: str, known: _Known) -> Withdrawal:
    current = {one.document: one.said for one in known.versions if one.is_current}
    documents = tuple(
        (name, len(current[name]), sum(count_words(words) for words in current[name]))
        for name in known.documents
    )
    files = dict.fromkeys(
        path.relative_to(folder.path).as_posix() for path in copies_of(folder, known.documents)
    )
    return Withdrawal(person, documents, tuple(files))


def copies_of(folder: ProjectFolder, documents: Sequence[str]) -> Iterator[Path]:
    """Yield the files and folders that may hold somebody's words and can be made again, or are copies."""
    for name in documents:
        for path in (
            folder.transcripts_path / name,
            folder.transcripts_path / "versions" / PurePosixPath(name).with_suffix(""),
        ):
            if path.exists():
                yield path
    yield from leftovers(folder.path)
    yield from sorted(folder.path.glob("damaged-*"))
    yield from sorted(folder.path.glob("project.*backup.db*"))
    yield from sorted(folder.path.glob("project.db.new*"))
    for manifest in sorted(folder.path.rglob(MANIFEST)):
        if is_snapshot(manifest.parent):
            yield manifest.parent
    if (folder.path / MODEL_NAME).is_file():
        yield folder.path / MODEL_NAME
    if folder.cache_path.is_dir():
        yield from sorted(folder.cache_path.iterdir())


def remove_path(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; the files that tell what it is go last.

    Raises
    ------
    OutputError
        If it cannot be removed.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            for one in sorted(path.iterdir()):
                if one.is_dir() and not one.is_symlink():
                    shutil.rmtree(one)
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as fault:
        raise OutputError(path=str(path), reason=fault.strerror or type(fault).__name__) from fault


def _kept(words: str, texts: Sequence[str]) -> str:
    """Return words that are still in some version of a text, else none: some of the person's were in them."""
    return words if any(words in text for text in texts) else ""


def _erased(version: VersionOfPerson, words: SpokenWords) -> Rewording:
    """Return a version without a person's turns; an old one also without their words in others' turns."""
    own = [
        Replacement(span, MARK, erases=True)
        for span in version.own
        if span.slice(version.text).strip() not in {"", MARK}
    ]
    return Rewording(version.text, own if version.is_current else [*own, *_elsewhere(version, words)])


def _elsewhere(version: VersionOfPerson, words: SpokenWords) -> Iterator[Replacement]:
    start = 0
    for line in version.text.split("\n"):
        for span in words.spans_in(line):
            there = span.shifted(start)
            if not any(there.overlaps(one) for one in version.own):
                yield Replacement(there, MARK, erases=True)
        start += len(line) + 1
