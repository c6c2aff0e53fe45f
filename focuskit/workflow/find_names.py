"""Find the names in a project's texts, with a proposal each; what was decided before holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from focuskit.language.given_names import is_word_too, rank_of
from focuskit.language.name_candidates import find_towns, find_unknown
from focuskit.language.name_entities import find_entities
from focuskit.language.name_forms import find_by_form
from focuskit.language.name_lists import surnames, town_sizes
from focuskit.language.name_matching import NameMatcher, common_words, without_misspelt
from focuskit.language.name_rules import begins_sentence, find_people, find_people_in_small
from focuskit.language.ordinary_words import is_ordinary
from focuskit.model.documents import StoredDocument
from focuskit.model.names import FoundName, NameCase, NameEntry, NameKind, NameVerdict, name_key
from focuskit.model.participants import Participant
from focuskit.store import ProjectFolder, load_documents, load_participants
from focuskit.store.erasing import load_strings
from focuskit.store.name_vault import NameVault, names_are_sealed, vault_path
from focuskit.workflow.name_proposals import COUNTRIES, TITLES, propose

_CONTEXTS, _AROUND = 3, 45
_ORDER = tuple(NameKind)
_FREQUENT = 300
_Group = tuple[str, bool]


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
        beside = load_strings(connection)
    labels = {presence.label for one in participants for presence in one.presences}
    labels |= {speaker.label for document in documents for speaker in document.speakers if speaker.label}
    decided = NameVault(vault_path(folder), passphrase).entries if names_are_sealed(folder) else ()
    ours = {name_key(word) for one in decided for word in (one.replacement, *one.replacement.split())}
    texts = [document.text for document in documents]
    common = common_in(texts)
    found: dict[_Group, list[FoundName]] = defaultdict(list)
    for document in documents:
        for one in _found(document, labels, common):
            if name_key(one.words) not in ours | COUNTRIES:
                found[name_key(one.words), one.is_small].append(one)
    for words in beside:
        for one in (*find_people(words, labels), *find_people_in_small(words)):
            if name_key(one.words) not in ours | COUNTRIES and not one.is_small:
                found[name_key(one.words), False].append(one)
    pseudonyms = own_pseudonyms(participants)
    fresh = [_entry(group, listed, pseudonyms) for group, listed in found.items()]
    entries = _joined(decided, fresh, {group: len(listed) for group, listed in found.items()})
    counted = _counted(entries, [*texts, "\n".join(beside)], common)
    wanted = [one for one in counted if one.n or one.verdict is not NameVerdict.OPEN]
    return tuple(propose(wanted, [one.pseudonym for one in participants]))


def common_in(texts: Sequence[str]) -> frozenset[str]:
    """Return the keys of words in small letters, of lines that have capitals."""
    return common_words("\n".join(line for line in text.split("\n") if has_capitals(line)) for text in texts)


def has_capitals(words: str) -> bool:
    """Tell whether a turn is written with capitals: automatic transcription often is not."""
    return any(character.isupper() for character in words)


def _joined(
    decided: Sequence[NameEntry], fresh: Sequence[NameEntry], n_found: Mapping[_Group, int]
) -> list[NameEntry]:
    """Return what was decided and what is new, but for misspelt names that are another."""
    known = {one.identity for one in decided}
    people = {
        one.key: n_found[one.key, False]
        for one in fresh
        if one.kind is NameKind.PERSON and one.case is not NameCase.SMALL
    }
    misspelt = people.keys() - set(without_misspelt(people))
    return [*decided, *(one for one in fresh if one.identity not in known and one.key not in misspelt)]


def _found(document: StoredDocument, labels: set[str], common: frozenset[str]) -> Iterator[FoundName]:
    """Yield the names of a text; where two overlap, what its form tells goes first, then people.

    What the model takes for a name where a sentence begins, and is met in small letters too (``common``), is
    no name.
    """
    taken = bytearray(len(document.text))
    for one in _offered(document, labels, common):
        if _is_first_word(one, document.text, common):
            continue
        if not any(taken[one.span.start : one.span.end]):
            taken[one.span.start : one.span.end] = b"\1" * len(one.span)
            yield one


def _is_first_word(one: FoundName, text: str, common: frozenset[str]) -> bool:
    key = name_key(one.words)
    if one.words[0].islower() or key not in common or not begins_sentence(text, one.span.start):
        return False
    return rank_of(key) is None or not is_word_too(key)


def _offered(document: StoredDocument, labels: set[str], common: frozenset[str]) -> Iterator[FoundName]:
    text = document.text
    pieces = [(turn.span.start, turn.span.slice(text)) for turn in document.turns]
    cased = [(at, words) for at, words in pieces if has_capitals(words)]
    uncased = [(at, words) for at, words in pieces if not has_capitals(words)]
    yield from find_by_form(text)
    yield from find_people(text, labels)
    for at, words in uncased:
        yield from _moved(find_people_in_small(words), at)
    for at, words in cased:
        yield from (one for one in _moved(find_people_in_small(words), at) if not one.is_small)
    yield from (_weighed(one, text) for one in find_entities(text, cased))
    yield from find_towns(text)
    for at, words in cased:
        yield from _moved(find_unknown(words, common, has_capitals=True), at)
    for at, words in uncased:
        yield from _moved(find_unknown(words, common, has_capitals=False), at)


def _weighed(one: FoundName, text: str) -> FoundName:
    """Return what the model takes for a name as doubtful where the dictionary alone has it."""
    key = name_key(one.words)
    if one.kind is NameKind.PERSON:
        is_listed = rank_of(key) is not None or key in surnames()
        is_listed &= not (is_word_too(key) and begins_sentence(text, one.span.start))
    else:
        is_listed = key in town_sizes() or " " in key
    return replace(one, is_doubtful=not is_listed and is_ordinary(key))


def _moved(found: Iterable[FoundName], by: int) -> Iterator[FoundName]:
    return (replace(one, span=one.span.shifted(by)) for one in found)


def own_pseudonyms(participants: Sequence[Participant]) -> dict[str, str]:
    """Return the pseudonym of whoever alone has a label of one word, by the label's key."""
    people: dict[str, set[str]] = defaultdict(set)
    for one in participants:
        for presence in one.presences:
            people[name_key(presence.label)].add(one.pseudonym)
    return {key: min(names) for key, names in people.items() if len(names) == 1}


def _entry(group: _Group, listed: Sequence[FoundName], pseudonyms: Mapping[str, str]) -> NameEntry:
    key, is_small = group
    kind = _kind(key, listed)
    spellings = Counter(one.words for one in listed)
    return NameEntry(
        kind,
        key,
        tuple(spelling for spelling, _ in spellings.most_common()),
        0,
        pseudonyms.get(key, "") if kind is NameKind.PERSON else "",
        case=_case(key, is_small=is_small),
        is_doubtful=all(one.is_doubtful for one in listed),
    )


def _kind(key: str, listed: Sequence[FoundName]) -> NameKind:
    rank = rank_of(key)
    if rank is not None and rank <= _FREQUENT and all(one.kind in _ORDER[:3] for one in listed):
        return NameKind.PERSON
    kinds = Counter(one.kind for one in listed if not one.is_doubtful) or Counter(one.kind for one in listed)
    return max(kinds, key=lambda one: (kinds[one], -_ORDER.index(one)))


def _case(key: str, *, is_small: bool) -> NameCase:
    if is_small:
        return NameCase.SMALL
    is_word = is_word_too(key) if rank_of(key) is not None else all(map(is_ordinary, key.split()))
    return NameCase.CAPITAL if is_word and key.partition(" ")[0] not in TITLES else NameCase.ANY


def _counted(entries: Sequence[NameEntry], texts: Sequence[str], common: frozenset[str]) -> list[NameEntry]:
    """Return names with their number, spellings and contexts in texts, the most frequent of a kind first."""
    matcher = NameMatcher(entries, common)
    n: Counter[str] = Counter()
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    contexts: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for hit in matcher.hits(text):
            place = hit.entry.identity
            n[place] += 1
            spellings[place][hit.span.slice(text)] = None
            if len(contexts[place]) < _CONTEXTS:
                around = text[max(0, hit.span.start - _AROUND) : hit.span.end + _AROUND]
                contexts[place].append(f"… {' '.join(around.split())} …")
    counted = [
        replace(
            one,
            n=n[one.identity],
            spellings=tuple(dict.fromkeys([*spellings[one.identity], *one.spellings])),
            contexts=tuple(contexts[one.identity]),
        )
        for one in entries
    ]
    return sorted(counted, key=lambda one: (one.is_doubtful, _ORDER.index(one.kind), -one.n, one.key))
