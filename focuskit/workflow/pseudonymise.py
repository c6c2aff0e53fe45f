"""Pseudonymise: names found, proposed on a sheet, replaced in every version, and looked for in any file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from focuskit.errors import UsageError
from focuskit.exchange.haystack import readings_of
from focuskit.exchange.name_sheet import read_name_sheet, write_name_sheet
from focuskit.language.given_names import GIVEN_NAMES
from focuskit.language.name_entities import find_entities
from focuskit.language.name_matching import NameHit, NameMatcher, small_words, without_misspelt
from focuskit.language.name_rules import begins_sentence, find_by_form, find_people
from focuskit.model.documents import StoredDocument
from focuskit.model.names import FoundName, NameEntry, NameKind, NameVerdict, name_key
from focuskit.model.participants import Participant
from focuskit.model.rewording import Replacement, Rewording
from focuskit.store import ProjectFolder, load_documents, load_participants
from focuskit.store.erasing import clean_labels, clean_strings, compact_database, prepare_erasing
from focuskit.store.history import remember
from focuskit.store.name_vault import NameVault, vault_path
from focuskit.store.rewriting import rewrite_versions
from focuskit.store.text_versions import TextVersion, load_text_versions
from focuskit.workflow.name_proposals import COUNTRIES, propose
from focuskit.workflow.withdraw import copies_of, remove_path

_CONTEXTS, _AROUND = 3, 45
_ORDER = tuple(NameKind)


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


def find_names(folder: ProjectFolder, passphrase: str = "") -> tuple[NameEntry, ...]:
    """Return the names in the current texts with a proposal each; what was decided before holds.

    Parameters
    ----------
    passphrase
        Of the sealed table of names; needed where there is one.

    Raises
    ------
    UsageError
        If the passphrase is wrong.
    """
    with folder.reading() as connection:
        documents = load_documents(connection)
        participants = load_participants(connection)
    labels = {presence.label for one in participants for presence in one.presences}
    labels |= {speaker.label for document in documents for speaker in document.speakers if speaker.label}
    decided = NameVault(vault_path(folder), passphrase).entries if names_are_sealed(folder) else ()
    ours = {name_key(word) for one in decided for word in (one.replacement, *one.replacement.split())}
    taken = [one.pseudonym for one in participants]
    found: dict[str, list[FoundName]] = defaultdict(list)
    small = small_words(document.text for document in documents)
    for document in documents:
        for one in _found(document, labels, small):
            if name_key(one.words) not in ours | COUNTRIES:
                found[name_key(one.words)].append(one)
    fresh = [_entry(key, listed, _own_pseudonyms(participants)) for key, listed in found.items()]
    known = {one.key for one in decided}
    people = {one.key: len(found[one.key]) for one in fresh if one.kind is NameKind.PERSON}
    misspelt = people.keys() - set(without_misspelt(people))
    entries = [*decided, *(one for one in fresh if one.key not in known | misspelt)]
    counted = _counted(entries, [document.text for document in documents])
    wanted = [one for one in counted if one.n or one.verdict is not NameVerdict.OPEN]
    return tuple(propose(wanted, taken))


def names_are_sealed(folder: ProjectFolder) -> bool:
    """Tell whether names of the project were decided before: then the passphrase is needed."""
    return (vault_path(folder) / "salt").is_file()


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
    matcher = NameMatcher(taken, small_words(version.text for version in versions))
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
    return Rewording(text, [Replacement(hit.span, _in_case(hit, text)) for hit in matcher.hits(text)])


def _in_case(hit: NameHit, text: str) -> str:
    words, replacement = hit.span.slice(text), hit.entry.replacement
    return (
        replacement.upper() if words.isupper() and len(words) > 1 and replacement[0] != "[" else replacement
    )


def _found(document: StoredDocument, labels: set[str], small: frozenset[str]) -> Iterator[FoundName]:
    """Yield the names of a text; where two overlap, what its form tells goes first, then people.

    What the model takes for a name where a sentence begins, and is met in small letters too (``small``), is
    no name.
    """
    pieces = [(turn.span.start, turn.span.slice(document.text)) for turn in document.turns]
    taken: list[FoundName] = []
    for one in (
        *find_by_form(document.text),
        *find_people(document.text, labels),
        *find_entities(document.text, pieces),
    ):
        if name_key(one.words) in small and begins_sentence(document.text, one.span.start):
            continue
        if not any(one.span.overlaps(other.span) for other in taken):
            taken.append(one)
            yield one


def _own_pseudonyms(participants: Sequence[Participant]) -> dict[str, str]:
    """Return the pseudonym of whoever alone has a label of one word, by the label's key."""
    people: dict[str, set[str]] = defaultdict(set)
    for one in participants:
        for presence in one.presences:
            people[name_key(presence.label)].add(one.pseudonym)
    return {key: min(names) for key, names in people.items() if len(names) == 1}


def _entry(key: str, listed: list[FoundName], pseudonyms: Mapping[str, str]) -> NameEntry:
    kinds = Counter(one.kind for one in listed)
    kind = (
        NameKind.PERSON
        if key in GIVEN_NAMES
        else max(kinds, key=lambda one: (kinds[one], -_ORDER.index(one)))
    )
    spellings = Counter(one.words for one in listed)
    made = pseudonyms.get(key, "") if kind is NameKind.PERSON else ""
    return NameEntry(kind, key, tuple(spelling for spelling, _ in spellings.most_common()), 0, made)


def _counted(entries: Iterable[NameEntry], texts: Sequence[str]) -> list[NameEntry]:
    """Return names with their number, spellings and contexts in texts, the most frequent of a kind first."""
    listed = list(entries)
    matcher = NameMatcher(listed, small_words(texts))
    n: Counter[tuple[NameKind, str]] = Counter()
    spellings: dict[tuple[NameKind, str], dict[str, None]] = defaultdict(dict)
    contexts: dict[tuple[NameKind, str], list[str]] = defaultdict(list)
    for text in texts:
        for hit in matcher.hits(text):
            place = hit.entry.kind, hit.entry.key
            n[place] += 1
            spellings[place][hit.span.slice(text)] = None
            if len(contexts[place]) < _CONTEXTS:
                around = text[max(0, hit.span.start - _AROUND) : hit.span.end + _AROUND]
                contexts[place].append(f"… {' '.join(around.split())} …")
    counted = [
        replace(
            one,
            n=n[one.kind, one.key],
            spellings=tuple(dict.fromkeys([*spellings[one.kind, one.key], *one.spellings])),
            contexts=tuple(contexts[one.kind, one.key]),
        )
        for one in listed
    ]
    return sorted(counted, key=lambda one: (_ORDER.index(one.kind), -one.n, one.key))


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
