"""Lists of first names, surnames and towns that ship with focuskit; `data/SOURCES.md` tells whence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from focuskit.model.names import name_key


@dataclass(frozen=True, slots=True)
class FirstName:
    """A first name: gender (``x``: both), generation ``1`` to ``4``, rank in its best decade."""

    name: str
    gender: str
    generation: str
    rank: int


@cache
def first_names() -> dict[str, FirstName]:
    """Return the first names given in France since 1900, by key, the most frequent first."""
    rows = (line.split("\t") for line in _lines("first_names.tsv"))
    return {name_key(name): FirstName(name, gender, when, int(rank)) for name, gender, when, rank in rows}


@cache
def surnames() -> dict[str, str]:
    """Return the most frequent surnames by key, the most frequent first."""
    return {name_key(name): name for name in _lines("surnames.txt")}


@cache
def town_sizes() -> dict[str, str]:
    """Return the size of towns by key: ``b`` from 100,000 people, ``m`` from 20,000, ``s`` from 2,000."""
    rows = (line.split("\t") for line in _lines("towns.tsv"))
    return {name_key(name): size for name, size in rows}


def _lines(name: str) -> list[str]:
    return files("focuskit.language").joinpath("data", name).read_text(encoding="utf-8").splitlines()
