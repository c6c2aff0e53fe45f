"""Filters as written (``document=FG1``, ``attr:structure=école``), checked against a corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from focuskit.analysis.axes import ATTRIBUTE, WAVE_NAMES
from focuskit.analysis.filters import FILTERS, Condition
from focuskit.errors import UsageError
from focuskit.model.codings import CodedCorpus, UnitStatus
from focuskit.model.documents import DocumentKind, Role
from focuskit.model.suggestions import Origin
from focuskit.store.participants import is_meant

BY_HAND = "manual"
"""Origin of a coding that no machine had suggested."""


def parse_conditions(written: Iterable[str]) -> tuple[Condition, ...]:
    """Read filters: values under one name are alternatives, names must all be met.

    Raises
    ------
    UsageError
        If one is not of the form ``name=value`` or the name is not that of a filter.
    """
    values: dict[str, set[str]] = {}
    for one in written:
        name, found, value = (part.strip() for part in one.partition("="))
        if not (found and value):
            raise UsageError("finding.where_form", written=one)
        if name not in FILTERS and not name.startswith(ATTRIBUTE):
            raise UsageError("finding.where_name", name=name, names=", ".join((*FILTERS, f"{ATTRIBUTE}…")))
        values.setdefault(name, set()).add(value)
    return tuple(Condition(name, frozenset(found)) for name, found in values.items())


def check_conditions(corpus: CodedCorpus, conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """Return conditions with the names of documents as kept; the rest must be values that exist.

    Raises
    ------
    UsageError
        If a value is not in the corpus: nobody takes an empty table for a finding.
    """
    return tuple(_checked(corpus, one) for one in conditions)


def _checked(corpus: CodedCorpus, condition: Condition) -> Condition:
    if condition.name == "document":
        condition = Condition("document", frozenset(_document(corpus, one) for one in condition.among))
    known = _known(corpus, condition.name)
    for value in sorted(condition.among):
        if known is not None and value not in known:
            shown = ", ".join(sorted(known)[:_SHOWN]) + (" …" if len(known) > _SHOWN else "")
            raise UsageError("finding.where_value", name=condition.name, value=value, known=shown or "–")
    return condition


_SHOWN = 12


def _document(corpus: CodedCorpus, written: str) -> str:
    return next((one.name for one in corpus.documents if is_meant(written, one.name)), written)


def _known(corpus: CodedCorpus, name: str) -> set[str] | None:
    """Return the values that exist, ``None`` where they are not known here."""
    if name.startswith(ATTRIBUTE):
        wanted = name.removeprefix(ATTRIBUTE)
        pairs = [pair for person in corpus.people for pair in person.attributes]
        pairs += [pair for document in corpus.documents for pair in document.attributes]
        return {value for one, value in pairs if one == wanted}
    found = _VALUES.get(name)
    return set(found(corpus)) if found else None


_VALUES: dict[str, Callable[[CodedCorpus], Sequence[str]]] = {
    "document": lambda corpus: [one.name for one in corpus.documents],
    "kind": lambda _: [kind.value for kind in DocumentKind],
    "wave": lambda corpus: [
        value for one in corpus.documents for name, value in one.attributes if name.casefold() in WAVE_NAMES
    ],
    "person": lambda corpus: [one.participant for one in corpus.people],
    "role": lambda _: [role.value for role in Role],
    "question": lambda corpus: [
        *(one.id for one in corpus.guide),
        *{one.question for one in corpus.segments if one.question},
    ],
    "code": lambda corpus: [code.name for code in corpus.codebook.codes],
    "status": lambda _: [status.value for status in UnitStatus],
    "origin": lambda _: [*(origin.value for origin in Origin), BY_HAND],
}
