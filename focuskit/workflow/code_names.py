"""Codes as people write them in a comment or a cell, found in the codebook."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz

from focuskit.model.codebook import Codebook
from focuskit.tagging.code_names import nearest_codes
from focuskit.transcripts.normalise import fold

_SLASH = re.compile(r"\s*/\s*")
_N_NEAREST, _N_LOOKED_AT = 3, 8
_ALIKE = 50
"""From here on two names may be meant for each other; below, one only holds a piece of the other."""


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A name that is no code: as first written, how often, and the codes nearest to it, best first."""

    written: str
    count: int
    nearest: tuple[str, ...]


class CodeNames:
    """The names by which the codes of a codebook may be written.

    A code is its full name, a name it had formerly, or its label where no other code has that label or after
    its parent and a ``/``; case, accents and spaces make no difference. Anything else, and a retired code,
    is unknown: nothing is guessed.
    """

    def __init__(self, codebook: Codebook) -> None:
        codes = [code for code in codebook.codes if not code.retired]
        self._exact = {code.name: code.name for code in codes}
        self._formerly = {_key(old): code.name for code in codes for old in code.formerly}
        self._names = {_key(code.name): code.name for code in codes}
        self._below = {(code.parent, _key(code.label)): code.name for code in codes}
        labels: defaultdict[str, set[str]] = defaultdict(set)
        for code in codes:
            labels[_key(code.label)].add(code.name)
        self._labels = {label: min(names) for label, names in labels.items() if len(names) == 1}
        self._shown = self._labels | {_last(key): name for key, name in self._names.items()} | self._names

    def find(self, written: str) -> str | None:
        """Return the full name of the code meant, ``None`` if there is none."""
        key = _key(written)
        for names in (self._names, self._formerly, self._labels):
            if key in names:
                return names[key]
        above, slash, last = key.rpartition("/")
        parent = self.find(above) if slash else None
        return self._exact.get(written) if parent is None else self._below.get((parent, last))

    def nearest(self, written: str) -> tuple[str, ...]:
        """Return the full names of the codes whose name or label is nearest, best first; maybe none."""
        key = _key(written)
        found = nearest_codes(self._shown, written, _N_LOOKED_AT)
        alike = [one for one in found if fuzz.ratio(key, one) >= _ALIKE]
        return tuple(dict.fromkeys(self._shown[one] for one in alike))[:_N_NEAREST]


class UnknownCodes:
    """Collects the names that are no codes, with how often each was written."""

    def __init__(self, names: CodeNames) -> None:
        self._names = names
        self._counts: dict[str, tuple[str, int]] = {}

    def add(self, written: str) -> None:
        """Note one."""
        first, count = self._counts.get(_key(written), (written, 0))
        self._counts[_key(written)] = (first, count + 1)

    def listed(self) -> tuple[UnknownCode, ...]:
        """Return them in the order they were met."""
        return tuple(
            UnknownCode(written, count, self._names.nearest(written))
            for written, count in self._counts.values()
        )


def _key(written: str) -> str:
    return _SLASH.sub("/", fold(written))


def _last(key: str) -> str:
    return key.rpartition("/")[2]
