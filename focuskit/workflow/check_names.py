"""Look in any file for the names that were replaced: places are told, names never."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.exchange.file_words import FileWords, words_in
from focuskit.language.name_matching import NameHit, NameMatcher
from focuskit.model.names import NameEntry, NameKind, NameVerdict, name_key
from focuskit.model.rewording import Replacement, Rewording
from focuskit.store import ProjectFolder
from focuskit.store.database_words import words_of_database
from focuskit.store.name_vault import NameVault, vault_path

_SHORTEST_AMONG_BYTES = 4
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SQLITE = b"SQLite format 3\0"
_HIDDEN = "…"
_FONTS = frozenset(
    {"roman", "arial", "calibri", "cambria", "courier", "georgia", "helvetica", "verdana", "candara"}
)


@dataclass(frozen=True, slots=True)
class NamePlace:
    """How many names of a kind a file holds.

    Parameters
    ----------
    place
        Path, and member of what is packed; names in it are hidden.
    n, n_near, n_doubtful
        Names that are there; those of them but for a letter; words that are names too but stand in small
        letters (not among ``n``).
    """

    place: str
    kind: NameKind
    n: int
    n_near: int
    n_doubtful: int = 0


@dataclass(frozen=True, slots=True)
class NameSearch:
    """What a search found: places, how many files were read, and which could not be, or not wholly."""

    places: tuple[NamePlace, ...]
    n_files: int
    unread: tuple[str, ...] = ()

    @property
    def sure(self) -> tuple[NamePlace, ...]:
        """The places that hold names beyond doubt."""
        return tuple(one for one in self.places if one.n)

    @property
    def n_doubtful(self) -> int:
        """How many ordinary words that are names too were met."""
        return sum(one.n_doubtful for one in self.places)


def check_names(folder: ProjectFolder, paths: Sequence[Path], passphrase: str) -> NameSearch:
    """Look for every name that was replaced, and its near spellings, in files of any kind and in their names.

    Raises
    ------
    UsageError
        If no name was replaced, or the passphrase is wrong.
    """
    vault = NameVault(vault_path(folder), passphrase)
    if not any(one.verdict is NameVerdict.REPLACE for one in vault.entries):
        raise UsageError("names.nothing_decided")
    return search_names(vault.entries, paths)


def search_names(entries: Sequence[NameEntry], paths: Sequence[Path]) -> NameSearch:
    """Look for the names that are to be replaced among entries."""
    matcher = file_matcher(entries)
    found: list[NamePlace] = []
    unread: list[str] = []
    n_files = 0
    for root, path in _all_files(paths):
        n_files += 1
        found += _places(root, path, matcher, unread)
    return NameSearch(tuple(found), n_files, tuple(unread))


def file_matcher(entries: Sequence[NameEntry]) -> NameMatcher:
    """Return what finds the names to replace in any file; what stands in their place is none of them."""
    taken = [one for one in entries if one.verdict is NameVerdict.REPLACE]
    common = {name_key(word) for one in taken for word in one.replacement.strip("[]").split()}
    common |= {part for one in entries if one.verdict is NameVerdict.KEEP for part in one.key.split()}
    return NameMatcher(taken, common | _FONTS, everywhere=True)


def holds_names(path: Path, matcher: NameMatcher) -> bool:
    """Tell whether a file holds names beyond doubt."""
    return any(not hit.is_doubtful for one in _words(path, []) for hit in _hits(one, matcher))


def hide_names(words: str, matcher: NameMatcher) -> str:
    """Return words with all names in them hidden, doubtful ones too."""
    plain = unicodedata.normalize("NFC", words)
    return Rewording(plain, [Replacement(hit.span, _HIDDEN) for hit in matcher.hits(plain)]).text


def _all_files(paths: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from ((path, one) for one in inside if one.is_file() and not one.is_symlink())


def _places(root: Path, path: Path, matcher: NameMatcher, unread: list[str]) -> list[NamePlace]:
    found: dict[tuple[str, NameKind], dict[str, NameHit]] = defaultdict(dict)
    own_unread: list[str] = []
    name = path.name if root == path else path.relative_to(root).as_posix()
    for one in (FileWords("", unicodedata.normalize("NFC", name)), *_words(path, own_unread)):
        for hit in _hits(one, matcher):
            seen = found[_place(path, one.member), hit.entry.kind]
            before = seen.get(hit.entry.key)
            if before is None or _weight(hit) < _weight(before):
                seen[hit.entry.key] = hit
    unread += [hide_names(_place(path, one), matcher) for one in dict.fromkeys(own_unread)]
    return [_counted(hide_names(place, matcher), kind, hits) for (place, kind), hits in sorted(found.items())]


def _counted(place: str, kind: NameKind, hits: dict[str, NameHit]) -> NamePlace:
    sure = [hit for hit in hits.values() if not hit.is_doubtful]
    return NamePlace(place, kind, len(sure), sum(hit.is_near for hit in sure), len(hits) - len(sure))


def _weight(hit: NameHit) -> tuple[bool, bool]:
    return hit.is_doubtful, hit.is_near


def _place(path: Path, member: str) -> str:
    return f"{path}: {member}" if member else str(path)


def _hits(one: FileWords, matcher: NameMatcher) -> Iterator[NameHit]:
    for hit in matcher.hits(one.words):
        if not one.is_binary or len(hit.span) >= _SHORTEST_AMONG_BYTES:
            yield hit


def _words(path: Path, unread: list[str]) -> Iterator[FileWords]:
    try:
        content = path.read_bytes()
    except OSError:
        unread.append("")
        return
    yield from words_in(content, unread)
    if content.startswith(_SQLITE):
        for words in words_of_database(content):
            yield FileWords("", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words))
