"""The sentences of focuskit in French and English.

Keys name a sentence (``problem.empty_file``); the catalogues ``fr/*.po`` and ``en/*.po`` beside this file
hold the words, one catalogue per first part of the key (GNU gettext, compiled to ``.mo`` by
``.ci/compile-messages``). Facts are put in with ``{name}``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations
from pathlib import Path, PurePath

from focuskit.messages.french import set_as_french
from focuskit.messages.harmless import harmless

LANGUAGES = ("fr", "en")
_NAMES = frozenset({"path", "name", "document", "label", "coder"})
"""Facts that stand on one line, whatever they hold."""
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def system_language() -> str:
    """Return the language of the system's locale: ``en`` if it says English, else ``fr``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "fr"
    return "fr"


def speak(language: str | None) -> None:
    """Choose the language of all sentences from here on; ``None`` means the system's."""
    _spoken.set(language)


def spoken() -> str:
    """Return the language in force."""
    return _spoken.get() or system_language()


def say(key: str, /, **facts: object) -> str:
    """Return the sentence of a key in the language in force, facts put in.

    The part of the key before the first dot names the catalogue. A fact ``n`` chooses between singular and
    plural. An unknown key is a fault of the program: `KeyError`.
    """
    return _with_facts(_sentence(key, facts), facts)


def say_in_report(key: str, /, **facts: object) -> str:
    """Return a sentence as `say` does, in French with the signs of print: it gets into a report."""
    sentence = _sentence(key, facts)
    return _with_facts(set_as_french(sentence) if spoken() == "fr" else sentence, facts)


def _sentence(key: str, facts: Mapping[str, object]) -> str:
    catalogue = _catalogue(spoken(), key.partition(".")[0])
    sentence = key
    n = facts.get("n")
    if isinstance(n, int):
        sentence = catalogue.ngettext(key, key, n)
    if sentence == key:
        sentence = catalogue.gettext(key)
    if sentence == key:
        raise KeyError(key)
    return sentence


def _with_facts(sentence: str, facts: Mapping[str, object]) -> str:
    return (
        sentence.format(**{name: _shown(name, fact) for name, fact in facts.items()}) if facts else sentence
    )


def _shown(name: str, fact: object) -> object:
    """Return a fact as a terminal can show it: words of files and names of files are never obeyed."""
    if isinstance(fact, str | PurePath):
        return harmless(str(fact), one_line=isinstance(fact, PurePath) or name in _NAMES)
    return fact


def catalogue_folder() -> Path:
    """Return the folder of the catalogues; click's own words are in ``fr/LC_MESSAGES`` below it."""
    return Path(__file__).parent


@cache
def _catalogue(language: str, domain: str) -> GNUTranslations:
    with (catalogue_folder() / language / f"{domain}.mo").open("rb") as file:
        return GNUTranslations(file)
