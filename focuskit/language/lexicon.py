"""Words out of context: cutting short expressions into tokens, and the lemmas a form may have.

A codebook's expressions are matched against lemmas that spaCy found in context. An expression has little
context of its own, so each of its words stands for every lemma that the model's own lemmatiser tables give
it. The tables are read without loading the pipeline (which takes several seconds).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from focuskit.language.analysis import fold
from focuskit.language.model_name import MODEL

_CATEGORIES = {
    "noun": 16833663260455505849,
    "verb": 6360137228241296794,
    "adj": 12401032943472870168,
    "adv": 10054248821341768113,
    "aux": 405,
    "pron": 17354369376887303800,
    "det": 415,
    "adp": 2426044792470416390,
    "sconj": 8301894478894935583,
}
"""spaCy's numbers for the names of parts of speech, by which the tables are keyed."""
_BASE_CATEGORIES = ("noun", "adj", "adv", "verb")
_ELISION = re.compile(r"^((?:[ldjncstm]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)')(?=.)", re.IGNORECASE)
_VERB_ENDINGS = (("ent", "er"), ("es", "er"), ("e", "er"))
_IRREGULAR = {"n'": "ne", "s'": "se", "m'": "me", "t'": "te", "au": "à", "aux": "à", "ça": "cela", "y": "y"}

_NEVER = {"a": frozenset({"à"})}
"""Lemmas that the tables know from misspelt text: "a créé" in a codebook is no "à créer"."""


@dataclass(frozen=True, slots=True)
class WordLemmas:
    """The lemmas of a form, folded.

    ``alone`` is what the form stands for as an expression by itself: itself where it is a dictionary form.
    ``together`` is all it may stand for among other words.
    """

    alone: tuple[str, ...]
    together: tuple[str, ...]


def cut_words(expression: str) -> tuple[str, ...]:
    """Cut a short expression into folded forms as the pipeline's tokeniser does: elided words stand alone."""
    forms: list[str] = []
    for chunk in fold(expression).split():
        rest = chunk
        while elided := _ELISION.match(rest):
            forms.append(elided[1])
            rest = rest[elided.end() :]
        forms.append(rest)
    return tuple(forms)


@cache
def word_lemmas(form: str) -> WordLemmas:
    """Return the lemmas that a folded form may have."""
    found: set[str] = {_IRREGULAR[form]} if form in _IRREGULAR else set()
    is_base = False
    for category in _CATEGORIES:
        lemmas = _lemmas(form, category)
        found.update(lemmas)
        is_base |= category in _BASE_CATEGORIES and form in lemmas
    found -= _NEVER.get(form, frozenset())
    together = found | {form} | _regular_verbs(form)
    alone = {form} if is_base else found | {form}
    return WordLemmas(tuple(sorted(alone)), tuple(sorted(together)))


@cache
def dictionary_forms() -> frozenset[str]:
    """Return all forms that the tables have, bases and irregular ones: few proper names."""
    found: set[str] = set()
    for number in _CATEGORIES.values():
        found.update(_tables().index.get(number, ()))
        exceptions = _tables().exceptions.get(number, {})
        found.update(exceptions, *exceptions.values())
    return frozenset(found)


def _lemmas(form: str, category: str) -> set[str]:
    number = _CATEGORIES[category]
    if form in _tables().index.get(number, ()):
        return {form}
    known = set(_tables().exceptions.get(number, {}).get(form, ()))
    if known:
        return {fold(lemma) for lemma in known}
    made = {
        form[: len(form) - len(old)] + new
        for old, new in _tables().rules.get(number, ())
        if form.endswith(old)
    }
    return {lemma for lemma in made if lemma in _tables().index.get(number, ())}


def _regular_verbs(form: str) -> set[str]:
    """Return the infinitives of the first group that the form may be a present of."""
    return {
        form[: -len(old)] + new
        for old, new in _VERB_ENDINGS
        if form.endswith(old) and len(form) > len(old) + 2
    }


@dataclass(frozen=True, slots=True)
class _Tables:
    index: dict[int, frozenset[str]]
    exceptions: dict[int, dict[str, list[str]]]
    rules: dict[int, list[tuple[str, str]]]


@cache
def _tables() -> _Tables:
    import srsly  # noqa: PLC0415 (only when an expression has a word not met before)

    spec = find_spec(MODEL)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (path,) = Path(spec.submodule_search_locations[0]).glob("*/lemmatizer/lookups/lookups.bin")
    content: dict[str, Any] = srsly.msgpack_loads(path.read_bytes())
    return _Tables(
        index={number: frozenset(words) for number, words in content["lemma_index"].items()},
        exceptions=content["lemma_exc"],
        rules=content["lemma_rules"],
    )
