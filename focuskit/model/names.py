"""Names in texts, and what the researcher decided to put in their place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.spans import Span


class NameKind(StrEnum):
    """What a name is of; the last five are found by their form alone."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    HANDLE = "handle"


class NameVerdict(StrEnum):
    """What becomes of a name: `OPEN` until the researcher decides."""

    REPLACE = "replace"
    KEEP = "keep"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name at one place of a text. A person's name is one word: first name and surname are two."""

    kind: NameKind
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name over the whole project.

    Parameters
    ----------
    key
        What all its spellings have in common, see `name_key`.
    spellings
        As they stand in the texts, the most frequent first.
    n
        How often it occurs in the current texts.
    contexts
        A few of the places, words around it included.
    """

    kind: NameKind
    key: str
    spellings: tuple[str, ...]
    n: int
    replacement: str
    contexts: tuple[str, ...] = ()
    verdict: NameVerdict = NameVerdict.OPEN


def name_key(words: str) -> str:
    """Fold case, accents, white space and typography of a name: ``AMÉLIE`` and ``Amelie`` are one."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", words) if not unicodedata.combining(one))
    return " ".join(bare.replace("’", "'").casefold().split())
