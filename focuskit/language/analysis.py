"""The linguistic analysis of a text: what spaCy found, in a form that needs no spaCy to be read."""

from __future__ import annotations

import json
import struct
from array import array
from dataclasses import dataclass
from typing import NamedTuple

_MAGIC = b"FKA1"
_FOLDED = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-"})


def fold(word: str) -> str:
    """Fold the typography and case of a word for matching: ’ and ', no-break spaces and hyphens, capitals."""
    return word.translate(_FOLDED).lower()


class TokenType(NamedTuple):
    """What tokens have in common.

    Folded form; folded lemma, part of speech and morphology (Universal Dependencies v2) as found in context;
    ``lemmas``: every lemma the form may have, whatever the context (taggers err on spoken French).
    """

    form: str
    lemma: str
    pos: str
    morph: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """The tokens of one text.

    Parameters
    ----------
    types
        The distinct kinds of token, shape ``(n_types,)``.
    kinds
        For each token the index of its type, shape ``(n_tokens,)``, unsigned.
    starts, ends
        For each token its half-open place in the text in code points, shape ``(n_tokens,)``, unsigned.
    """

    types: tuple[TokenType, ...]
    kinds: array[int]
    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.kinds)

    def to_bytes(self) -> bytes:
        """Return the analysis as bytes that hold no code."""
        head = json.dumps([list(kind) for kind in self.types], ensure_ascii=False).encode()
        numbers = b"".join(numbers.tobytes() for numbers in (self.kinds, self.starts, self.ends))
        return _MAGIC + struct.pack("<II", len(head), len(self.kinds)) + head + numbers

    @classmethod
    def from_bytes(cls, data: bytes) -> TextAnalysis:
        """Read what `to_bytes` wrote; `ValueError` if the bytes are anything else."""
        if data[:4] != _MAGIC:
            raise ValueError("not an analysis")
        try:
            n_head, n_tokens = struct.unpack_from("<II", data, 4)
            kinds = json.loads(data[12 : 12 + n_head])
            types = tuple(
                TokenType(form, lemma, pos, morph, tuple(lemmas)) for form, lemma, pos, morph, lemmas in kinds
            )
        except (struct.error, TypeError) as fault:
            raise ValueError("a damaged analysis") from fault
        width = n_tokens * array("I").itemsize
        if len(data) != 12 + n_head + 3 * width:
            raise ValueError("a damaged analysis")
        first = 12 + n_head
        columns = [array("I", data[at : at + width]) for at in range(first, first + 3 * width, width or 1)]
        columns = columns or [array("I"), array("I"), array("I")]
        return cls(types, *columns)
