"""Names of people found by what stands around them: forms of address, first names, initials, labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from focuskit.language.given_names import is_word_too, rank_of
from focuskit.language.name_lists import surnames, town_sizes
from focuskit.language.ordinary_words import is_ordinary
from focuskit.model.names import FoundName, NameKind, name_key
from focuskit.model.spans import Span

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
"""A word with the hyphens inside it; what is elided before it (``d'``, ``l'``) is another word."""
_NAME = rf"[{_UPPER}][^\W\d_]+(?:[-‐‑][{_UPPER}][^\W\d_]+)*"
_SMALL = r"[^\W\d_]{3,}(?:[-‐‑][^\W\d_]+)*"
_GAP = "[ \u00a0\u202f]+"
_FORM = (
    "[Mm]adame|[Mm]onsieur|[Mm]ademoiselle|M[Mm]es?|M[Ll]les?|M[Ee]|MM?\\.?|Mr|Mgr|D[Rr]|P[Rr]|[Dd]octeur|"
    "[Mm]aître|[Aa]bbé|[Ss]œur|[Ff]rère|[Pp]ère|[Mm]ère|[Tt]onton|[Tt]ata|[Mm]amie|[Pp]api|[Tt]ante|[Oo]ncle|"
    "[Gg]énéral|[Pp]résident"
)
_ADDRESSED = re.compile(
    rf"\b(?:{_FORM}){_GAP}((?:(?:[Dd]e|[Dd]u|[Dd]es|[Dd]['’]|[Ll]e|[Ll]a)[ \u00a0]?)*"
    rf"{_NAME}(?:[ \u00a0]{_NAME})?)"
)
_ADDRESSED_SMALL = re.compile(
    r"\b(?:(madame|monsieur|mademoiselle|mme|mlle|mr|docteur|maître|maitre|dr)"
    r"|abbé|sœur|frère|tonton|tata|mamie|mamy|papi|papy|tante|oncle|lalla)"
    rf"[ \u00a0]+({_SMALL})"
)
_AFTER_GIVEN = re.compile(rf"({_NAME})[ \u00a0](?:(?:de|du|d['’])[ \u00a0]?(?:La|Le)?[ \u00a0]?)?({_NAME})")
_INITIALS = re.compile(rf"\b(?:[{_UPPER}]\.[ \u00a0-]?){{1,3}}[ \u00a0]?({_NAME})")
_INITIALS_ALONE = re.compile(rf"\b[{_UPPER}]\.[ -]?[{_UPPER}]\.(?!\w)")
_DOES = re.compile(
    r" (?:a|avait|ne|n['’]|dit|disait|voulait|plantait|parlait|était (?:là|venue?|partie?)|"
    r"est (?:venue?|passée?|partie?|arrivée?|née?|allée?|là))\b"
)
"""What somebody does: after it, a first name at the beginning of a sentence is one."""
_WITH = re.compile(r"(?:\b(?:avec|chez|appelle|appelé|appelée|prénomme)\s|\bc['’]est\s)$")
_OTHER_WORDS = (
    "le la les un une des du de ce cette ces mon ma mes ton ta tes son sa ses notre votre leur "
    "qui que quoi  est était a avait et ou mais donc alors pas bien tout toute tous très plus "
    "moins non oui voilà enfin  dit disait ils elle elles nous vous moi toi lui eux ici là y en "
    "ne se sont ont pour par avec sans chez  maire président directeur directrice untel machin "
    "truc"
)
_NO_PERSON = frozenset(map(name_key, _OTHER_WORDS.split()))
_ROLES = (
    "Madame Monsieur Mademoiselle Animateur Animatrice Enquêteur Enquêtrice Enquêté Enquêtée Interviewer "
    "Interviewé Interviewée Modérateur Modératrice Observateur Observatrice Participant Participante Homme "
    "Femme Intervenant Intervenante Locuteur Locutrice Chercheur Chercheuse Question Réponse Speaker "
    "Inconnu Inconnue Plusieurs Tous Groupe Public Agent Bénévole Habitant Habitante Mme Mlle Docteur Maître "
    "Les Des Mon Ton Son Ben Bah Bon Ah Oh Eh Hé Président Présidente Ministre Maire Préfet Premier Première "
    "Chef Messieurs Mesdames Directeur Directrice Général Générale Abbé Frère Sœur Père Mère Tante Oncle"
)
_NO_NAMES = frozenset(name_key(word) for word in _ROLES.split())
_SHORTEST = 2
_RARE = 300
"""Rank from which on a first name that is a town or a word as well is taken for that."""


def find_people(text: str, labels: Collection[str] = ()) -> Iterator[FoundName]:
    """Yield the words of people's names: after a form of address, first names, and those of labels.

    Parameters
    ----------
    labels
        Labels of speakers as transcribed: their words are names wherever they stand in capitals, but for
        roles (``Animatrice``) and words with digits.
    """
    known = label_keys(labels)
    for form in (_ADDRESSED, _INITIALS):
        for found in form.finditer(text):
            yield from person_words(text, Span(*found.span(1)))
    for found in _AFTER_GIVEN.finditer(text):
        if _is_first_name(name_key(found[1])):
            yield from person_words(text, Span(*found.span()))
    for found in WORD.finditer(text):
        if found.group()[0].isupper():
            yield from _capital(text, found, known)
    for found in _INITIALS_ALONE.finditer(text):
        yield FoundName(NameKind.PERSON, Span(*found.span()), found.group(), is_doubtful=True)


def find_people_in_small(text: str) -> Iterator[FoundName]:
    """Yield names written without a capital: after a form of address, first names and what follows them.

    A name that is an ordinary word too is doubtful, unless a form of address or a word like ``avec`` stands
    before it; after a form of address it is found with that form, so that the word itself stays elsewhere.
    """
    for found in _ADDRESSED_SMALL.finditer(text):
        yield from _addressed_small(found)
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        taken = _first_name_in_small(text, words, at)
        yield from taken
        at += max(1, sum(len(one.words.split()) for one in taken))


def _capital(text: str, found: re.Match[str], known: Collection[str]) -> Iterator[FoundName]:
    key = name_key(found.group())
    span = Span(*found.span())
    if key in known:
        yield FoundName(NameKind.PERSON, span, found.group())
    elif _is_first_name(key):
        doubtful = (
            is_word_too(key) and begins_sentence(text, found.start()) and not _DOES.match(text, found.end())
        )
        yield FoundName(NameKind.PERSON, span, found.group(), is_doubtful=doubtful)


def _is_first_name(key: str) -> bool:
    """Tell whether a word in a capital is a first name: a rare one that is a town or a word too is not."""
    rank = rank_of(key)
    return rank is not None and (rank <= _RARE or not (key in town_sizes() or is_word_too(key)))


def _addressed_small(found: re.Match[str]) -> Iterator[FoundName]:
    key = name_key(found[2])
    if key in _NO_PERSON:
        return
    if not is_ordinary(key) or (rank_of(key) or _RARE) < _RARE:
        yield FoundName(NameKind.PERSON, Span(*found.span(2)), found[2])
    elif found[1] or key in surnames():
        yield FoundName(
            NameKind.PERSON, Span(*found.span()), found.group(), is_doubtful=key not in surnames()
        )


def _first_name_in_small(text: str, words: list[re.Match[str]], at: int) -> list[FoundName]:
    """Return the first name that begins at a word, with the surname after it, if there is one."""
    here = words[at]
    if not here.group().islower() or len(here.group()) <= _SHORTEST:
        return []
    n = 2 if _is_compound(text, words, at) else 1
    span = Span(here.start(), words[at + n - 1].end())
    key = name_key(span.slice(text))
    rank = rank_of(key)
    if rank is None or (key in town_sizes() and rank > _RARE):
        return []
    is_word = n == 1 and is_word_too(key)
    if is_word and (rank > _RARE or key in _NO_PERSON):
        return []
    doubtful = is_word and not _WITH.search(text, max(0, span.start - 12), span.start)
    first = FoundName(NameKind.PERSON, span, span.slice(text), doubtful, is_small=is_word)
    return [first, *_surname_in_small(text, words, at + n)] if not is_word else [first]


def _is_compound(text: str, words: list[re.Match[str]], at: int) -> bool:
    if at + 1 >= len(words) or text[words[at].end() : words[at + 1].start()] not in {" ", "-"}:
        return False
    key = name_key(f"{words[at].group()} {words[at + 1].group()}")
    return rank_of(key) is not None


def _surname_in_small(text: str, words: list[re.Match[str]], at: int) -> list[FoundName]:
    if at >= len(words) or text[words[at - 1].end() : words[at].start()] != " ":
        return []
    found = words[at]
    key = name_key(found.group())
    if len(key) <= _SHORTEST or key in _NO_PERSON or (is_ordinary(key) and key not in surnames()):
        return []
    is_word = is_ordinary(key)
    if is_word and rank_of(key) is not None:
        return []
    return [
        FoundName(NameKind.PERSON, Span(*found.span()), found.group(), is_doubtful=is_word, is_small=is_word)
    ]


def label_keys(labels: Collection[str]) -> frozenset[str]:
    """Return the keys of the words of labels that are names."""
    keys = {
        name_key(found.group())
        for label in labels
        if not any(character.isdigit() for character in label)
        for found in WORD.finditer(label)
        if found.group()[0].isupper() and len(found.group()) > _SHORTEST
    }
    return frozenset(keys - _NO_NAMES)


def person_words(text: str, span: Span) -> Iterator[FoundName]:
    """Yield each word in capitals of a person's name: they are replaced one by one, so that all agree.

    A compound first name written without its hyphen (``Jean Pierre``) is one.
    """
    found = [one for one in WORD.finditer(text, span.start, span.end) if one.group()[0].isupper()]
    at = 0
    while at < len(found):
        n = 2 if _is_compound(text, found, at) else 1
        place = Span(found[at].start(), found[at + n - 1].end())
        words = place.slice(text)
        if len(words) > _SHORTEST and name_key(words) not in _NO_NAMES:
            yield FoundName(NameKind.PERSON, place, words)
        at += n


def begins_sentence(text: str, at: int) -> bool:
    """Tell whether a place is the beginning of a line or of a sentence, where all words have capitals."""
    before = text[:at].rstrip(' \u00a0\u202f«"“–—-')
    return not before or before[-1] in ".!?…:\n"
