"""Words that a French dictionary has, inflected forms included: what is none may be a name."""

from __future__ import annotations

from functools import cache

from focuskit.language.lexicon import dictionary_forms
from focuskit.model.names import name_key

_ENDINGS = (
    ("s", ""), ("x", ""), ("es", ""), ("e", ""), ("aux", "al"), ("e", "er"), ("es", "er"), ("ent", "er"),
    ("ons", "er"), ("ez", "er"), ("ait", "er"), ("ais", "er"), ("ions", "er"), ("iez", "er"), ("aient", "er"),
    ("ant", "er"), ("ee", "er"), ("ees", "er"), ("era", "er"), ("eront", "er"), ("erais", "er"),
    ("erait", "er"), ("erez", "er"), ("erons", "er"), ("eraient", "er"), ("ra", "r"), ("ront", "r"),
    ("rait", "r"), ("rais", "r"), ("issent", "ir"), ("rez", "r"), ("ment", ""), ("rice", "eur"),
    ("rices", "eur"),
)  # fmt: skip
_SAID = (
    "ben bah hein ouais euh bon voila ok okay hum oups super cool week end mail internet web wifi covid "
    "bio asso assos ado ados prof profs resto restos aujourd hui mec mecs truc trucs bof ouah cle cles "
    "compost compostage permaculture reseaux podcast podcasts parceque quelqu lorsqu puisqu jusqu presqu "
    "quoiqu caetera priori hyper"
)
_SPOKEN = frozenset(_SAID.split())
"""What people say and dictionaries leave out."""


@cache
def is_ordinary(word: str) -> bool:
    """Tell whether a word, in whatever case, is in the dictionary; an accent less does not matter.

    One with hyphens is if all its parts are.
    """
    return all(_is_known(part) for part in name_key(word).split())


def _is_known(key: str) -> bool:
    if len(key) == 1 or key in _SPOKEN or key in _bare_forms():
        return True
    return any(
        key.endswith(old) and len(key) > len(old) + 2 and key[: -len(old)] + new in _bare_forms()
        for old, new in _ENDINGS
    )


@cache
def _bare_forms() -> frozenset[str]:
    from spacy.lang.fr.stop_words import STOP_WORDS  # noqa: PLC0415 (heavy: only when names are looked for)

    return frozenset(name_key(form) for form in (*dictionary_forms(), *STOP_WORDS))
