"""The codebook: facets, a tree of codes, and the rules by which the machine proposes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class MachineUse(StrEnum):
    """How far a machine may go for a code (``machine:`` in the file)."""

    YES = "oui"
    CUES = "indices"
    NEVER = "jamais"


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition under which a code is proposed.

    Parameters
    ----------
    name
        Readable identity of the rule in its code: its first expression.
    any_of
        Expressions of which one is enough (lemmas unless a word is written with ``=``).
    all_of
        Expressions that must all stand within ``within`` words, in any order.
    within
        Size of the unordered window in words.
    unless
        Expressions that cancel a hit they overlap.
    exact
        ``True`` where every word of the rule is matched by its form, not by its lemma.
    question
        Expressions of which one must stand in the question that a segment answers; empty: any segment. A
        rule with nothing else takes the whole answer.
    near
        Codes of which one must be found in the same segment, by rules that ask for no other code.
    """

    name: str
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    within: int = 0
    unless: tuple[str, ...] = ()
    exact: bool = False
    question: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CounterExample:
    """Words that must not get the code, with the codes they belong to instead."""

    text: str
    goes_to: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the codebook.

    ``name`` is the full name: the path without the facet (``levier/financement``), unique in the codebook.
    ``lacking`` and ``denied`` are the codes proposed instead where the words found are said to be missing
    ("pas de X", "manque de X") or denied ("c'est pas X"); ``None`` keeps the code, ``""`` proposes nothing.
    ``beyond_rules`` are the examples that no rule is expected to find: irony, images, what is left unsaid.
    ``formerly`` are earlier full names. A ``retired`` code is neither proposed nor given any more; what was
    coded with it stays.
    """

    name: str
    facet: str
    label: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    machine: MachineUse = MachineUse.YES
    color: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[CounterExample, ...] = ()
    rules: tuple[Rule, ...] = ()
    formerly: tuple[str, ...] = ()
    lacking: str | None = None
    denied: str | None = None
    beyond_rules: tuple[str, ...] = ()
    retired: bool = False

    @property
    def parent(self) -> str | None:
        """Full name of the code above, ``None`` for a top code."""
        head, _, _ = self.name.rpartition("/")
        return head or None

    @property
    def top(self) -> str:
        """Full name of the top code above this one (itself for a top code)."""
        return self.name.partition("/")[0]

    @property
    def depth(self) -> int:
        """Level in the tree; 0 for a top code."""
        return self.name.count("/")


@dataclass(frozen=True, slots=True)
class Facet:
    """One axis of the codebook, with the question it answers.

    ``from_context``: a segment without code of this facet takes over those of the question or exchange, as
    suggestions of their own kind.
    """

    id: str
    label: str
    question: str = ""
    from_context: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """The whole grid, codes in the order of the file, parents before their sub-codes."""

    name: str
    version: str
    language: str
    label: str
    facets: tuple[Facet, ...]
    codes: tuple[Code, ...]
    coding_rules: tuple[str, ...] = ()
    _by_name: dict[str, Code] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name.update({code.name: code for code in self.codes})
        if len(self._by_name) != len(self.codes):
            raise ValueError("two codes share a full name")

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def code(self, name: str) -> Code:
        """Return the code of that full name; `KeyError` if there is none."""
        return self._by_name[name]

    def of_facet(self, facet: str) -> tuple[Code, ...]:
        """Return the codes of a facet in the order of the file."""
        return tuple(code for code in self.codes if code.facet == facet)

    def top_codes(self) -> tuple[Code, ...]:
        """Return the codes without parent."""
        return tuple(code for code in self.codes if code.parent is None)

    def subcodes(self, name: str) -> tuple[Code, ...]:
        """Return all codes below a code, at any depth."""
        return tuple(code for code in self.codes if code.name.startswith(f"{name}/"))


def code_and_parents(name: str) -> Iterator[str]:
    """Yield a full name and those above it, nearest first: a sub-code counts for its parents."""
    while name:
        yield name
        name = name.rpartition("/")[0]
