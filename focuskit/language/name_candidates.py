"""Words that may be names though nothing else tells it: the dictionary does not have them, or a capital."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from focuskit.language.given_names import is_word_too
from focuskit.language.name_lists import first_names, surnames, town_sizes
from focuskit.language.name_rules import WORD, begins_sentence
from focuskit.language.ordinary_words import is_ordinary
from focuskit.model.names import FoundName, NameKind, name_key
from focuskit.model.spans import Span

_SHORTEST = 3
_TWICE = re.compile(r"(..+)\1", re.IGNORECASE)
"""Nicknames say a syllable twice: ``Jojo``, ``dédé``."""
_TO = re.compile(r"\b(?:à|vers|de|depuis|sur|près de|habite|habitait)\s+$|\bd['’]$", re.IGNORECASE)
_ALWAYS_WORDS = frozenset({"tours", "orange", "sens", "bulle", "mer", "gare", "rue", "lens", "levier"})


def find_towns(text: str) -> Iterator[FoundName]:
    """Yield towns of the list; in small letters they are doubtful but after a word like ``à``."""
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        found = next((one for n in (4, 3, 2, 1) if (one := _town(text, words[at : at + n], n))), None)
        if found:
            yield found
        at += len(WORD.findall(found.words)) if found else 1


def _town(text: str, run: list[re.Match[str]], n: int) -> FoundName | None:
    span = Span(run[0].start(), run[-1].end())
    words = span.slice(text)
    key = name_key(words)
    if len(run) < n or key not in town_sizes() or "\n" in words or len(key) <= _SHORTEST:
        return None
    if key in first_names() or key in _ALWAYS_WORDS:
        return None
    if words[0].isupper():
        return None if begins_sentence(text, span.start) and is_ordinary(key) else _place(span, words)
    is_led = _TO.search(text, max(0, span.start - 12), span.start) is not None
    is_word = is_ordinary(key)
    if is_word and (not is_led or town_sizes()[key] == "s"):
        return None
    return FoundName(NameKind.PLACE, span, words, is_doubtful=not is_led, is_small=is_word)


def _place(span: Span, words: str) -> FoundName:
    return FoundName(NameKind.PLACE, span, words)


def find_unknown(text: str, small: Collection[str], *, has_capitals: bool) -> Iterator[FoundName]:
    """Yield words that the dictionary does not have, and first names in small letters, as doubtful.

    Parameters
    ----------
    small
        Keys of words met in small letters elsewhere in texts that do have capitals: no names.
    has_capitals
        Whether the text is written with capitals: then only words with one are looked at.
    """
    for found in WORD.finditer(text):
        words = found.group()
        key = name_key(words)
        if len(words) < _SHORTEST or words[0].isupper() is not has_capitals:
            continue
        if has_capitals:
            if _is_strange(text, found, key, small):
                yield FoundName(
                    NameKind.PERSON,
                    Span(*found.span()),
                    words,
                    is_doubtful=key not in surnames() or is_ordinary(key),
                )
        elif _TWICE.fullmatch(words) or not is_ordinary(key) or (key in first_names() and is_word_too(key)):
            yield FoundName(
                NameKind.PERSON, Span(*found.span()), words, is_doubtful=True, is_small=is_ordinary(key)
            )


def _is_strange(text: str, found: re.Match[str], key: str, small: Collection[str]) -> bool:
    words = found.group()
    if (key in small and not _TWICE.fullmatch(words)) or (words.isupper() and len(words) < 7):  # noqa: PLR2004 (acronyms are shorter)
        return False
    if _TWICE.fullmatch(words):
        return True
    if begins_sentence(text, found.start()):
        return not is_ordinary(key) and all(not is_ordinary(part) for part in key.split())
    return not is_ordinary(key) or key in surnames()
