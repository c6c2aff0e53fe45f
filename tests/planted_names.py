"""Names planted in invented transcripts, and how many of the names marked in any text a finder covers."""

import re
from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from focuskit.model.spans import Span

FOLDER = Path(__file__).parent / "workflow" / "names_planted"
KINDS = {
    "P": "person",
    "L": "place",
    "O": "organisation",
    "T": "phone",
    "M": "email",
    "A": "address",
    "B": "birth_date",
    "H": "handle",
}
_MARK = re.compile(r"\{([A-Z])\|([^|{}]+)(?:\|([^|{}]+))?\}")
_WORD = re.compile(r"[^\W\d_]+")
_LITTLE = {"les", "des", "ben", "von", "van", "del", "mme", "mlle", "chez"}


@dataclass(frozen=True)
class Share:
    """How many were found of how many, with Wilson's interval (1927) at 95 %."""

    found: int
    known: int

    @property
    def interval(self):
        n, z = self.known, 1.959964
        if not n:
            return 0.0, 1.0
        share = self.found / n
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        around = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return middle - around, middle + around

    def __str__(self):
        low, high = self.interval
        return f"{self.found}/{self.known} = {self.found / max(1, self.known):.1%} [{low:.1%}; {high:.1%}]"


def planted(name):
    """Return an invented transcript without its marks, and the marked places ``(kind, name)`` in order."""
    marked = (FOLDER / name).read_text(encoding="utf-8")
    names = [(KINDS[found[1]], found[3] or found[2]) for found in _MARK.finditer(marked)]
    return _MARK.sub(lambda found: found[2], marked), names


def places(text, names):
    """Return the span of each planted name in a stored text: they stand in the same order."""
    found, at = defaultdict(list), 0
    for kind, words in names:
        start = text.index(words, at)
        at = start + len(words)
        found[kind].append(Span(start, at))
    return found


def is_covered(text, mention, hits):
    """Tell whether each word of a name of three letters or more lies in a hit; without any, whether one touches it."""
    words = [
        Span(mention.start + found.start(), mention.start + found.end())
        for found in _WORD.finditer(mention.slice(text))
        if len(found.group()) > 2 and found.group().casefold() not in _LITTLE
    ]
    if not words:
        return any(hit.overlaps(mention) for hit in hits)
    return all(any(hit.holds(word) for hit in hits) for word in words)
