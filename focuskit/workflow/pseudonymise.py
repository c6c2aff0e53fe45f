"""Pseudonymise: names found, proposed on a sheet, replaced in every version, and looked for in any file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.exchange.haystack import readings_of
from focuskit.exchange.name_sheet import read_name_sheet, write_name_sheet
from focuskit.language.name_matching import NameHit, NameMatcher
from focuskit.model.names import NameKind, NameVerdict, name_key
from focuskit.model.rewording import Replacement, Rewording
from focuskit.store import ProjectFolder, load_documents
from focuskit.store.erasing import clean_labels, clean_strings, compact_database, prepare_erasing
from focuskit.store.history import remember
from focuskit.store.name_vault import NameVault, vault_path
from focuskit.store.rewriting import rewrite_versions
from focuskit.store.text_versions import TextVersion, load_text_versions
from focuskit.workflow.find_names import common_in, find_names
from focuskit.workflow.withdraw import copies_of, remove_path


@dataclass(frozen=True, slots=True)
class NamesReplaced:
    """What was replaced: names and places in the current texts, copies removed, lines not understood."""

    n_names: int
    n_places: int
    n_open: int
    files: tuple[str, ...]
    unclear: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NamePlace:
    """How many names of a kind a file holds (``place``: path, member of an archive), and how many nearly."""

    place: str
    kind: NameKind
    n: int
    n_near: int


def write_sheet(folder: ProjectFolder, path: Path, passphrase: str = "") -> int:
    """Write the names to a workbook to decide on; return how many there are.

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
    """Replace the names that a workbook decides on, in every version of every text.

    What was decided is sealed first, with the texts and originals as they were; then copies go, then the
    names are replaced. Whatever interrupts it, doing it again ends it.

    Raises
    ------
    UsageError
        If the passphrase is wrong.
    SheetFileError
        If the workbook cannot be read.
    """
    vault = NameVault(vault_path(folder), passphrase)
    entries, unclear = read_name_sheet(path, find_names(folder, passphrase))
    decided = tuple(one for one in entries if one.verdict is not NameVerdict.OPEN)
    taken = [one for one in decided if one.verdict is NameVerdict.REPLACE]
    n_open = len(entries) - len(decided)
    if not taken:
        vault.save(decided)
        return NamesReplaced(0, 0, n_open, (), unclear)
    with folder.reading() as connection:
        documents = load_documents(connection)
        versions = [version for one in documents for version in load_text_versions(connection, one.id)]
    files = tuple(dict.fromkeys(copies_of(folder, [document.name for document in documents])))
    vault.save(decided)
    _seal(folder, vault, versions)
    for one in files:
        remove_path(one)
    matcher = NameMatcher(taken, common_in([version.text for version in versions]))
    current = {document.version_id for document in documents}
    made = {version.id: reworded(version.text, matcher) for version in versions}
    changed = {one.id: made[one.id] for one in versions if made[one.id].made}

    def clean(text: str) -> str:
        return reworded(text, matcher).text

    with folder.writing() as connection:
        prepare_erasing(connection)
        rewrite_versions(connection, changed, clean)
        clean_strings(connection, clean)
        clean_labels(connection, clean)
        remember(connection, "names.replaced", {"n": len(taken)})
    compact_database(folder)
    n_places = sum(len(one.made) for version, one in made.items() if version in current)
    told = tuple(one.relative_to(folder.path).as_posix() for one in files)
    return NamesReplaced(len(taken), n_places, n_open, told, unclear)


def check_names(
    folder: ProjectFolder, paths: Sequence[Path], passphrase: str
) -> tuple[tuple[NamePlace, ...], int]:
    """Look for every name that was replaced, and its near spellings, in files of any kind.

    Returns
    -------
    tuple
        The places, never the names; and how many files were read.
    """
    vault = NameVault(vault_path(folder), passphrase)
    taken = [one for one in vault.entries if one.verdict is NameVerdict.REPLACE]
    if not taken:
        raise UsageError("names.nothing_decided")
    common = {name_key(word) for one in taken for word in one.replacement.split()}
    matcher = NameMatcher(taken, common)
    found, n_files = [], 0
    for path in _all_files(paths):
        n_files += 1
        found += _places(path, matcher)
    return tuple(found), n_files


def reworded(text: str, matcher: NameMatcher) -> Rewording:
    """Return a text with the names it holds replaced; one in capitals by capitals."""
    return Rewording(text, [Replacement(hit.span, in_case(hit, text)) for hit in matcher.hits(text)])


def in_case(hit: NameHit, text: str) -> str:
    """Return a replacement in capitals or small letters like the name in whose place it goes."""
    words, replacement = hit.span.slice(text), hit.entry.replacement
    if replacement.startswith("["):
        return replacement
    if words.islower() and hit.entry.kind is NameKind.PERSON:
        return replacement.lower()
    return replacement.upper() if words.isupper() and len(words) > 1 else replacement


def _seal(folder: ProjectFolder, vault: NameVault, versions: Sequence[TextVersion]) -> None:
    for path in sorted(folder.transcripts_path.rglob("*")):
        if path.is_file():
            vault.seal(path.relative_to(folder.path).as_posix(), path.read_bytes())
    for version in versions:
        vault.seal(f"texts/{version.id}.txt", version.text.encode())


def _all_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (one for one in inside if one.is_file() and not one.is_symlink())


def _places(path: Path, matcher: NameMatcher) -> list[NamePlace]:
    found: dict[tuple[str, NameKind], dict[str, bool]] = defaultdict(dict)
    for member, words in readings_of(path.read_bytes()):
        place = f"{path}: {member}" if member else str(path)
        for hit in matcher.hits(words):
            seen = found[place, hit.entry.kind]
            seen[hit.entry.key] = seen.get(hit.entry.key, True) and hit.is_near
    return [
        NamePlace(place, kind, len(keys), sum(keys.values())) for (place, kind), keys in sorted(found.items())
    ]
