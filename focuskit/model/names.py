"""Names in texts, and what the researcher decided to put in their place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.spans import Span

_HYPHENS = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")


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


class NameCase(StrEnum):
    """Where a name is looked for: in words with a capital, in all, or in those without one alone."""

    CAPITAL = "capital"
    ANY = "any"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name at one place of a text. A person's name is one word: first name and surname are two.

    ``is_doubtful``: it may as well be no name; ``is_small``: what it is is also an ordinary word, written
    here without a capital.
    """

    kind: NameKind
    span: Span
    words: str
    is_doubtful: bool = False
    is_small: bool = False


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
        How often it occurs in the current texts, and in what was written beside them (labels, memos).
    contexts
        A few of the places, words around it included.
    case
        Where it is looked for; an ordinary word in small letters is another entry than the name with a
        capital.
    is_doubtful
        Whether nothing but its form makes it look like a name: shown to the researcher, after the others.
    """

    kind: NameKind
    key: str
    spellings: tuple[str, ...]
    n: int
    replacement: str
    contexts: tuple[str, ...] = ()
    verdict: NameVerdict = NameVerdict.OPEN
    case: NameCase = NameCase.CAPITAL
    is_doubtful: bool = False

    @property
    def identity(self) -> str:
        """What tells it from all others, on a sheet and in the table."""
        return f"{self.kind}:{self.key}" + (":small" if self.case is NameCase.SMALL else "")


def name_key(words: str) -> str:
    """Fold case, accents, white space, hyphens and typography of a name.

    ``AMÉLIE`` and ``Amelie`` are one, ``Jean-Pierre`` and ``jean pierre`` too.
    """
    bare = "".join(one for one in unicodedata.normalize("NFKD", words) if not unicodedata.combining(one))
    return " ".join(_HYPHENS.sub(" ", bare.replace("’", "'").casefold()).split())
