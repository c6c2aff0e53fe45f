"""Pseudonymise: decided names replaced in every version, in all that stands beside, and in the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.exchange.name_sheet import read_name_sheet, write_name_sheet
from focuskit.language.name_matching import NameMatcher
from focuskit.model.names import NameEntry, NameVerdict
from focuskit.model.rewording import Rewording
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.erasing import (
    clean_codebooks,
    clean_document_names,
    clean_labels,
    clean_rules,
    clean_strings,
    compact_database,
    prepare_erasing,
)
from focuskit.store.history import remember
from focuskit.store.name_vault import NameVault, vault_path
from focuskit.store.rewriting import rewrite_versions
from focuskit.store.text_versions import TextVersion, load_text_versions
from focuskit.store.unfinished import LongStep, begin_step, end_step, note_rewritten
from focuskit.workflow.check_names import NamePlace, file_matcher, search_names
from focuskit.workflow.find_names import common_in, find_names
from focuskit.workflow.learned_model import MODEL_NAME
from focuskit.workflow.name_files import files_with_names, rewrite_file
from focuskit.workflow.reworded_names import cleaned_name, cleaned_string, plainly_reworded, reworded
from focuskit.workflow.withdraw import copies_of, remove_path


@dataclass(frozen=True, slots=True)
class NamesReplaced:
    """What was replaced.

    Parameters
    ----------
    n_names, n_places, n_open
        Names, their places in the current texts, names left open.
    files
        Copies, backups and files with names that were sealed and removed.
    rewritten
        Files in which names were replaced.
    unclear
        Lines of the sheet not understood.
    left
        Where names can still be read in the project: words of the researcher's own, for instance.
    """

    n_names: int
    n_places: int
    n_open: int
    files: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    unclear: tuple[int, ...] = ()
    left: tuple[NamePlace, ...] = ()


def write_sheet(folder: ProjectFolder, path: Path, passphrase: str = "") -> int:
    """Write the names to a workbook or CSV file to decide on; return how many there are.

    Raises
    ------
    UsageError
        If the file lies in the project's folder (names must not), or is there already.
    """
    if path.resolve().is_relative_to(folder.path.resolve()):
        raise UsageError("names.sheet_inside", path=str(path))
    if path.exists():
        raise UsageError("names.sheet_there", path=str(path))
    entries = find_names(folder, passphrase)
    write_name_sheet(entries, path)
    return len(entries)


def apply_sheet(folder: ProjectFolder, path: Path, passphrase: str) -> NamesReplaced:
    """Replace the names that a sheet decides on, in every version of every text and in the project's files.

    What was decided is sealed first, with the texts and originals as they were; then copies go, then the
    names are replaced. Whatever interrupts it, doing it again ends it.

    Raises
    ------
    UsageError
        If the passphrase is wrong.
    SheetFileError
        If the sheet cannot be read.
    """
    vault = NameVault(vault_path(folder), passphrase)
    entries, unclear = read_name_sheet(path, find_names(folder, passphrase))
    return _replace(folder, vault, entries, unclear)


def replace_decided(folder: ProjectFolder, passphrase: str) -> NamesReplaced:
    """Replace the names decided before: on screen, or for documents imported since.

    Raises
    ------
    UsageError
        If the passphrase is wrong.
    """
    vault = NameVault(vault_path(folder), passphrase)
    return _replace(folder, vault, find_names(folder, passphrase), ())


def _replace(
    folder: ProjectFolder, vault: NameVault, entries: Sequence[NameEntry], unclear: tuple[int, ...]
) -> NamesReplaced:
    decided = tuple(one for one in entries if one.verdict is not NameVerdict.OPEN)
    taken = [one for one in decided if one.verdict is NameVerdict.REPLACE]
    n_open = len(entries) - len(decided)
    vault.save(decided)
    if not taken:
        return NamesReplaced(0, 0, n_open, unclear=unclear)
    with folder.reading() as connection:
        documents = load_documents(connection)
        versions = [version for one in documents for version in load_text_versions(connection, one.id)]
    matcher = NameMatcher(taken, common_in([version.text for version in versions]))
    everywhere = file_matcher(decided)
    copies = tuple(dict.fromkeys(copies_of(folder, [document.name for document in documents])))
    rewritten, gone = files_with_names(folder, everywhere, copies)
    made = {version.id: reworded(version.text, matcher) for version in versions}
    with folder.writing() as connection:
        begin_step(connection, LongStep.PSEUDONYMISE)
    _seal(folder, vault, [one for one in versions if made[one.id].made], (*copies, *rewritten, *gone))
    for one in rewritten:
        rewrite_file(one, everywhere)
    for one in (*copies, *gone):
        remove_path(one)
    _replace_in_database(folder, {one: made[one] for one in made if made[one].made}, matcher, everywhere)
    current = {document.version_id for document in documents}
    return NamesReplaced(
        len(taken),
        sum(len(one.made) for version, one in made.items() if version in current),
        n_open,
        _told(folder, (*copies, *gone)),
        _told(folder, rewritten),
        unclear,
        search_names(decided, [folder.path]).sure,
    )


def _replace_in_database(
    folder: ProjectFolder, changed: dict[str, Rewording], matcher: NameMatcher, everywhere: NameMatcher
) -> None:
    def clean(text: str) -> str:
        return cleaned_string(text, matcher)

    with folder.writing() as connection:
        prepare_erasing(connection)
        rewrite_versions(connection, changed, clean)
        clean_strings(connection, clean)
        clean_labels(connection, clean)
        clean_codebooks(connection, lambda line: plainly_reworded(line, everywhere))
        clean_rules(connection, lambda rule: plainly_reworded(rule, everywhere))
        clean_document_names(connection, lambda name: cleaned_name(name, everywhere))
        if note_rewritten(connection, LongStep.PSEUDONYMISE) and changed:
            facts = {"n": len({one.identity for one in matcher.entries})}
            remember(connection, "names.replaced", facts)
    compact_database(folder)
    with folder.writing() as connection:
        end_step(connection, LongStep.PSEUDONYMISE)


def _told(folder: ProjectFolder, paths: Sequence[Path]) -> tuple[str, ...]:
    return tuple(one.relative_to(folder.path).as_posix() for one in paths)


def _seal(
    folder: ProjectFolder, vault: NameVault, versions: Sequence[TextVersion], paths: Sequence[Path]
) -> None:
    """Seal originals, texts and files as they are; what can be made again (analyses, the model) is not."""
    for path in dict.fromkeys(_files((folder.transcripts_path, *paths))):
        if not path.is_relative_to(folder.cache_path) and path.name != MODEL_NAME:
            vault.seal(path.relative_to(folder.path).as_posix(), path.read_bytes())
    for version in versions:
        vault.seal(f"texts/{version.id}.txt", version.text.encode())


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
