"""What a data archive is given of a study: texts, codings and people that consent covers."""

from __future__ import annotations

from dataclasses import dataclass, field

from focuskit.model.codebook import Codebook
from focuskit.model.documents import DocumentKind, Role
from focuskit.model.spans import Span


@dataclass(frozen=True, slots=True)
class DepositFields:
    """What the researcher tells of a deposit; empty: to be completed.

    ``attributes`` are those of people and documents that may be deposited; none unless named.
    """

    title: str = ""
    creators: tuple[str, ...] = ()
    description: str = ""
    subjects: tuple[str, ...] = ()
    publisher: str = ""
    contact: str = ""
    funding: str = ""
    place: str = ""
    period: str = ""
    licence: str = ""
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DepositTurn:
    """A turn and its place in the deposited text.

    Where the words were taken out (``is_gap``), ``person`` tells nobody.
    """

    number: int
    person: str
    role: Role
    span: Span
    start_ms: int | None
    end_ms: int | None
    question: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class DepositDocument:
    """A document under a name that tells its kind and number alone."""

    name: str
    kind: DocumentKind
    text: str
    turns: tuple[DepositTurn, ...]
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DepositCoding:
    """A code on a span of a deposited text: ``coder`` is a number (C1 …), ``date`` the day it was decided."""

    document: str
    turn: int
    span: Span
    code: str
    coder: str
    date: str
    origin: str
    words: str


@dataclass(frozen=True, slots=True)
class DepositPerson:
    """A person whose words are deposited, with the attributes that may be."""

    person: str
    role: Role
    documents: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much consent leaves out; ``documents`` are those of which nothing is deposited."""

    people: int = 0
    turns: int = 0
    words: int = 0
    documents: int = 0
    notes: int = 0
    codings: int = 0


@dataclass(frozen=True, slots=True)
class Deposit:
    """All that is deposited.

    Parameters
    ----------
    codebook_yaml, guide_yaml
        The files, without words of people left out; empty where there is no guide.
    answers
        How many people answered what about archiving, by name of the answer.
    rare
        Combinations of allowed attributes that fewer than three people share: how many people have one.
    names_replaced
        Whether names were replaced in every text that is deposited.
    """

    fields: DepositFields
    documents: tuple[DepositDocument, ...]
    codings: tuple[DepositCoding, ...]
    people: tuple[DepositPerson, ...]
    codebook: Codebook
    codebook_yaml: bytes
    guide_yaml: bytes
    left_out: LeftOut
    answers: tuple[tuple[str, int], ...]
    max_words: int
    n_coders: int
    rare: int = 0
    names_replaced: bool = False
    language: str = "fr"
    program: str = ""
    kinds: tuple[tuple[str, int], ...] = field(default=())
