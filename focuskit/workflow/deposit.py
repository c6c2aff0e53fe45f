"""A package for a data archive: composed of what consent covers, written whole or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from focuskit import __version__
from focuskit.errors import CodebookError, DepositError, GuideError
from focuskit.exchange.deposit import files_of, pack_bag, write_bag
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.model.consent import ConsentUse, consent_told, is_consent
from focuskit.model.deposit import Deposit, DepositDocument, DepositPerson, DepositTurn, LeftOut
from focuskit.model.documents import COUNTED_ROLES, DocumentKind, StoredDocument, count_words
from focuskit.model.rewording import Replacement, Rewording
from focuskit.model.word_runs import SpokenWords
from focuskit.store import ProjectFolder, load_documents, load_pseudonyms, read_settings
from focuskit.store.deposit_settings import read_deposit_fields
from focuskit.store.history import last_event
from focuskit.store.participants import ShownSpeaker
from focuskit.store.snapshot_folder import moved_into_place
from focuskit.workflow.corpus import load_corpus
from focuskit.workflow.deposit_codings import deposit_codings
from focuskit.workflow.guide import load_guide
from focuskit.workflow.tag import load_codebook
from focuskit.writing import write_private

FEWEST = 3
"""People who share a combination of attributes, below which it may point at somebody (k)."""
_IN_YAML = "…"
Shown = Mapping[str | None, ShownSpeaker]


@dataclass(frozen=True, slots=True)
class DepositSummary:
    """A package: where it is, its number of files, and what is in it."""

    path: Path
    n_files: int
    deposit: Deposit


@dataclass(frozen=True, slots=True)
class Ground:
    """A stored document with who speaks in it, and who of them may not be archived."""

    document: StoredDocument
    shown: Shown
    without: frozenset[str]

    def is_out(self, label: str | None) -> bool:
        """Tell whether the words of a speaker stay out."""
        return self.shown[label].pseudonym in self.without

    @property
    def is_whole_out(self) -> bool:
        """Whether nobody who is counted in it may be archived."""
        counted = [turn for turn in self.document.turns if self.shown[turn.label].role in COUNTED_ROLES]
        return all(self.is_out(turn.label) for turn in counted)


def make_deposit(folder: ProjectFolder, target: Path, *, with_names: bool = False) -> DepositSummary:
    """Write the package: a folder, or a zip where ``target`` ends so.

    Parameters
    ----------
    with_names
        Whether names may be in it that nobody has replaced.

    Raises
    ------
    DepositError
        If the target is there already, nobody agreed to be archived, or names are undecided.
    OutputError
        If it cannot be written. Nothing is left then.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DepositError("deposit.there", path=str(target))
    deposit = load_deposit(folder, with_names=with_names)
    bag = files_of(deposit)
    if target.suffix.lower() == ".zip":
        write_private(target, pack_bag(bag, target.stem))
    else:
        with moved_into_place(target) as place:
            write_bag(place, bag)
    return DepositSummary(target, len(bag), deposit)


def load_deposit(folder: ProjectFolder, *, with_names: bool = False) -> Deposit:
    """Load what is deposited; see `make_deposit`."""
    codebook, content = load_codebook(folder)
    corpus = load_corpus(folder, codebook)
    without = corpus.people_without(ConsentUse.ARCHIVE) or frozenset()
    grounds = load_grounds(folder, without)
    kept = [one for one in grounds if not one.is_whole_out and one.document.kind is not DocumentKind.NOTES]
    if not kept:
        raise DepositError("deposit.nobody_agreed")
    is_replaced = names_are_replaced(folder, kept)
    if not (is_replaced or with_names):
        raise DepositError("deposit.names_undecided")
    fields = read_deposit_fields(folder.path)
    names = _names(kept)
    made = {one.document.id: _reworded(one) for one in kept}
    documents = tuple(
        _document(one, names[one.document.id], made[one.document.id], fields.attributes) for one in kept
    )
    codings, n_without, n_coders = deposit_codings(folder, kept, names, made)
    words = words_out(grounds)
    people = _people(corpus, kept, names, without, fields.attributes)
    shared = Counter(one.attributes for one in people if one.attributes and one.role in COUNTED_ROLES)
    settings = read_settings(folder.path)
    return Deposit(
        fields=fields,
        documents=documents,
        codings=codings,
        people=people,
        codebook=codebook,
        codebook_yaml=_cleaned(content, words),
        guide_yaml=_guide(folder, words),
        left_out=replace(_left_out(grounds), codings=n_without),
        answers=_answers(corpus),
        max_words=settings.max_words,
        n_coders=n_coders,
        rare=sum(n for n in shared.values() if n < FEWEST),
        names_replaced=is_replaced,
        language=settings.corpus_language,
        program=f"focuskit {__version__}",
        kinds=tuple(Counter(one.kind.value for one in documents).items()),
    )


def load_grounds(folder: ProjectFolder, without: frozenset[str]) -> list[Ground]:
    """Load every document with its speakers."""
    with folder.reading() as connection:
        shown: dict[str, dict[str | None, ShownSpeaker]] = defaultdict(dict)
        for (owner, label), speaker in load_pseudonyms(connection).items():
            shown[owner][label] = speaker
        return [Ground(one, shown[one.id], without) for one in load_documents(connection)]


def words_out(grounds: Sequence[Ground]) -> SpokenWords:
    """Return what those who may not be archived said, and nobody else."""
    said: dict[bool, list[str]] = {True: [], False: []}
    for one in grounds:
        for turn in one.document.turns:
            said[one.is_out(turn.label)].append(turn.span.slice(one.document.text))
    return SpokenWords(said[True], said[False])


def names_are_replaced(folder: ProjectFolder, kept: Sequence[Ground]) -> bool:
    """Tell whether names were replaced, and no document came after.

    Replacing names takes the copies of the files as imported out of the project: a document that has one
    came later.
    """
    with folder.reading() as connection:
        if last_event(connection, "names.replaced") is None:
            return False
    return not any((folder.transcripts_path / one.document.name).exists() for one in kept)


def _names(kept: Sequence[Ground]) -> dict[str, str]:
    """Return a name for each document that tells its kind and a number: file names may hold people's."""
    counts: Counter[str] = Counter()
    names = {}
    for one in kept:
        kind = one.document.kind.value
        counts[kind] += 1
        names[one.document.id] = f"{kind}_{counts[kind]:02}"
    return names


def _reworded(one: Ground) -> Rewording:
    gaps = [
        Replacement(turn.span, say("deposit.gap"), erases=True)
        for turn in one.document.turns
        if one.is_out(turn.label)
    ]
    return Rewording(one.document.text, gaps)


def _document(one: Ground, name: str, made: Rewording, allowed: Sequence[str]) -> DepositDocument:
    turns = tuple(
        DepositTurn(
            turn.number,
            say("deposit.person_out") if one.is_out(turn.label) else one.shown[turn.label].pseudonym,
            one.shown[turn.label].role,
            made.span(turn.span),
            turn.start_ms,
            turn.end_ms,
            turn.question or "",
            one.is_out(turn.label),
        )
        for turn in one.document.turns
    )
    return DepositDocument(
        name, one.document.kind, made.text, turns, _allowed(one.document.attributes, allowed)
    )


def _allowed(attributes: Sequence[tuple[str, str]], allowed: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the attributes that may be deposited, in the order of the settings; a consent never is one."""
    told = {name.casefold(): value for name, value in attributes if value and not is_consent(name)}
    return tuple((name, told[name]) for name in allowed if name in told)


def _people(
    corpus: CodedCorpus,
    kept: Sequence[Ground],
    names: Mapping[str, str],
    without: frozenset[str],
    allowed: Sequence[str],
) -> tuple[DepositPerson, ...]:
    told = {one.document.name: names[one.document.id] for one in kept}
    found: dict[str, DepositPerson] = {}
    for one in corpus.people:
        if one.participant in without or one.document not in told or not one.n_turns:
            continue
        before = found.get(one.participant)
        documents = (*(before.documents if before else ()), told[one.document])
        role = before.role if before else one.role
        attributes = _allowed(one.attributes, allowed)
        found[one.participant] = DepositPerson(one.participant, role, documents, attributes)
    return tuple(found.values())


def _left_out(grounds: Sequence[Ground]) -> LeftOut:
    talk = [one for one in grounds if one.document.kind is not DocumentKind.NOTES]
    out = [
        (one.shown[turn.label].pseudonym, count_words(turn.span.slice(one.document.text)))
        for one in talk
        for turn in one.document.turns
        if one.is_out(turn.label) or one.is_whole_out
    ]
    return LeftOut(
        people=len({name for name, _ in out} & talk[0].without) if talk else 0,
        turns=len(out),
        words=sum(n for _, n in out),
        documents=sum(one.is_whole_out for one in talk),
        notes=len(grounds) - len(talk),
    )


def _answers(corpus: CodedCorpus) -> tuple[tuple[str, int], ...]:
    people: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in corpus.people:
        if one.role in COUNTED_ROLES:
            people[one.participant] += one.attributes
    told = (consent_told(attributes, ConsentUse.ARCHIVE).value for attributes in people.values())
    return tuple(sorted(Counter(told).items()))


def _guide(folder: ProjectFolder, words: SpokenWords) -> bytes:
    try:
        guide, _ = load_guide(folder)
    except (GuideError, CodebookError):
        return b""
    return _cleaned(folder.guide_path.read_bytes(), words) if guide else b""


def _cleaned(content: bytes, words: SpokenWords) -> bytes:
    """Return a file without the words of people left out, line by line; its examples may quote them."""
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    return "\n".join(words.cleaned(line, _IN_YAML) for line in lines).encode("utf-8", "surrogateescape")
