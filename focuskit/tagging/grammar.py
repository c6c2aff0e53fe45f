"""Parts of speech and forms of the verb as a codebook asks for them.

Written between brackets, separated by commas: French names (``verbe``, ``conditionnel``, ``futur``, ``1``
for the first person) or the features of Universal Dependencies v2 themselves (``VERB``, ``Mood=Cnd``).
``a|b`` is either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from focuskit.language import TokenType

_POS = {
    "verbe": ("VERB", "AUX"),
    "auxiliaire": ("AUX",),
    "nom": ("NOUN",),
    "nom_propre": ("PROPN",),
    "adjectif": ("ADJ",),
    "adverbe": ("ADV",),
    "pronom": ("PRON",),
    "déterminant": ("DET",),
    "préposition": ("ADP",),
    "nombre": ("NUM",),
}
_FEATURES = {
    "conditionnel": "Mood=Cnd",
    "subjonctif": "Mood=Sub",
    "impératif": "Mood=Imp",
    "indicatif": "Mood=Ind",
    "futur": "Tense=Fut",
    "présent": "Tense=Pres",
    "imparfait": "Tense=Imp",
    "passé": "Tense=Past",
    "infinitif": "VerbForm=Inf",
    "participe": "VerbForm=Part",
    "conjugué": "VerbForm=Fin",
    "1": "Person=1",
    "2": "Person=2",
    "3": "Person=3",
    "singulier": "Number=Sing",
    "pluriel": "Number=Plur",
    "négation": "Polarity=Neg",
}
_UD_POS = frozenset(
    {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ",
     "VERB"}
)  # fmt: skip
_UD_FEATURES = frozenset(
    {"Case", "Definite", "Gender", "Mood", "Number", "NumType", "Person", "Polarity", "Poss", "PronType",
     "Reflex", "Tense", "VerbForm", "Voice"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a token must be: one of some parts of speech, and one value of each named feature.

    ``features`` are pairs of a name and the values allowed; empty fields ask for nothing.
    """

    parts_of_speech: frozenset[str] = frozenset()
    features: tuple[tuple[str, frozenset[str]], ...] = ()

    def fits(self, token: TokenType) -> bool:
        """Tell whether a token of that type is so."""
        if self.parts_of_speech and token.pos not in self.parts_of_speech:
            return False
        has = _features(token.morph)
        if not _CLAIMS_FUTURE.isdisjoint(has.items()) and not _may_be_future(token.form, token.lemma):
            if not token.form.endswith(_IMPERFECT_ENDINGS):
                return False
            has = {**has, "Mood": "Ind", "Tense": "Imp"}
        return all(has.get(name) in values for name, values in self.features)


_CLAIMS_FUTURE = frozenset({("Tense", "Fut"), ("Mood", "Cnd")})
_IMPERFECT_ENDINGS = ("ais", "ait", "aient")
"""Taggers take "si je pouvais" for a conditional: a form that cannot be one is an imperfect."""

_FUTURE_ENDING = re.compile(r"(?<=r)(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)$")
_IRREGULAR = re.compile(
    r"(?:^|[a-zé])(?:ser|aur|ir|fer|devr|verr|voudr|vaudr|faudr|viendr|tiendr|pourr|saur|cevr)$"
)


def _may_be_future(form: str, lemma: str) -> bool:
    """Tell whether a form can be a future or a conditional: taggers take "ouvrons" for one."""
    stem = _FUTURE_ENDING.sub("", form)
    if stem == form:
        return False
    return len(stem) >= len(lemma) - 1 or _IRREGULAR.search(stem) is not None


ANYTHING = Grammar()
"""Asks for nothing."""


def unknown_feature(written: str) -> str | None:
    """Return the first word between brackets that means nothing, ``None`` if all do."""
    for word in _words(written):
        for one in word.split("|"):
            if not _is_known(one):
                return one or word
    return None if _words(written) else written


def feature_names() -> list[str]:
    """Return the French names that may stand between brackets."""
    return [*_POS, *_FEATURES]


def parse_grammar(written: str) -> Grammar:
    """Parse what stands between brackets; every word must be known (`unknown_feature`)."""
    parts: set[str] = set()
    features: dict[str, set[str]] = {}
    for word in _words(written):
        name = word.partition("=")[0] if "=" in word else ""
        for one in word.split("|"):
            if one in _POS or one in _UD_POS:
                parts.update(_POS.get(one, (one,)))
                continue
            feature, _, value = _FEATURES.get(one, one).rpartition("=")
            features.setdefault(feature or name, set()).add(value)
    return Grammar(
        frozenset(parts), tuple((name, frozenset(values)) for name, values in sorted(features.items()))
    )


def _words(written: str) -> list[str]:
    return [word.strip() for word in written.split(",") if word.strip()]


def _is_known(word: str) -> bool:
    name, equals, value = word.partition("=")
    if equals:
        return name in _UD_FEATURES and bool(value)
    return word in _POS or word in _FEATURES or word in _UD_POS


@lru_cache(maxsize=4096)
def _features(morph: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
