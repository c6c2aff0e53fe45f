"""Names found by their form: forms of address, first names, e-mail, telephone, addresses, birth dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from focuskit.language.given_names import ALSO_WORDS, GIVEN_NAMES
from focuskit.model.names import FoundName, NameKind, name_key
from focuskit.model.spans import Span

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
"""A word with the hyphens inside it; what is elided before it (``d'``, ``l'``) is another word."""
_NAME = rf"[{_UPPER}][^\W\d_]+(?:[-‐‑][{_UPPER}][^\W\d_]+)*"
_ADDRESSED = re.compile(
    r"\b(?:[Mm]adame|[Mm]onsieur|[Mm]ademoiselle|Mme|Mlle|MM?\.|Mr|Dr|[Dd]octeur|[Mm]aître)[ \u00a0\u202f]+"
    rf"((?:(?:de|du|des|d['’]|[Ll]e|[Ll]a)[ \u00a0]?)*{_NAME}(?:[ \u00a0]{_NAME})?)"
)
_AFTER_GIVEN = re.compile(rf"({_NAME})[ \u00a0](?:(?:de|du|d['’])[ \u00a0]?)?({_NAME})")
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_FORMS = (
    (NameKind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        NameKind.PHONE,
        re.compile(r"(?<![\d.])(?:(?:\+|00)33[\s.]?(?:\(0\))?|0)[1-9](?:[\s.\-]?\d{2}){4}(?!\d)"),
    ),
    (
        NameKind.ADDRESS,
        re.compile(
            r"\b\d{1,4}(?:[ \u00a0]?(?:bis|ter|quater))?,?[ \u00a0]+(?:rue|avenue|boulevard|place|impasse|"
            r"chemin|allée|route|quai|square|cours|passage|lotissement|lieu-dit)"
            r"(?:[ \u00a0]+(?:de|du|des|la|le|les|à)\b|[ \u00a0]+[ld]['’](?=\w)|"
            rf"(?:[ \u00a0]+|(?<=['’])){_NAME}){{0,8}}(?:[ \u00a0]+|(?<=['’])){_NAME}"
            r"(?:,?[ \u00a0]+\d{5}(?:[ \u00a0]+" + _NAME + r")?)?"
        ),
    ),
    (
        NameKind.BIRTH_DATE,
        re.compile(
            rf"(?:(?<=\bné le )|(?<=\bnée le ))\d{{1,2}}(?:er)?[ /.-](?:\d{{1,2}}|{_MONTH})"
            r"(?:[ /.-]\d{2,4})?|(?:(?<=\bné en )|(?<=\bnée en ))\d{4}"
        ),
    ),
    (NameKind.HANDLE, re.compile(r"(?<![\w.@])@[A-Za-z_][\w.]{2,}\w")),
)
_ROLES = (
    "Madame Monsieur Mademoiselle Animateur Animatrice Enquêteur Enquêtrice Enquêté Enquêtée Interviewer "
    "Interviewé Interviewée Modérateur Modératrice Observateur Observatrice Participant Participante Homme "
    "Femme Intervenant Intervenante Locuteur Locutrice Chercheur Chercheuse Question Réponse Speaker "
    "Inconnu Inconnue Plusieurs Tous Groupe Public Agent Bénévole Habitant Habitante Mme Mlle Docteur Maître "
    "Les Des Mon Ton Son"
)
_NO_NAMES = frozenset(name_key(word) for word in _ROLES.split())


def find_by_form(text: str) -> Iterator[FoundName]:
    """Yield what its form alone tells: e-mail and postal addresses, telephones, birth dates, handles."""
    for kind, form in _FORMS:
        for found in form.finditer(text):
            yield FoundName(kind, Span(*found.span()), found.group())


def find_people(text: str, labels: Collection[str] = ()) -> Iterator[FoundName]:
    """Yield the words of people's names: after a form of address, first names, and those of labels.

    Parameters
    ----------
    labels
        Labels of speakers as transcribed: their words are names wherever they stand in capitals, but for
        roles (``Animatrice``) and words with digits.
    """
    known = label_keys(labels)
    for found in _ADDRESSED.finditer(text):
        yield from person_words(text, Span(*found.span(1)))
    for found in _AFTER_GIVEN.finditer(text):
        if name_key(found[1]) in GIVEN_NAMES:
            yield from person_words(text, Span(*found.span()))
    for found in WORD.finditer(text):
        key = name_key(found.group())
        if not found.group()[0].isupper() or not (key in known or key in GIVEN_NAMES):
            continue
        if key in known or key not in ALSO_WORDS or not begins_sentence(text, found.start()):
            yield FoundName(NameKind.PERSON, Span(*found.span()), found.group())


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


_SHORTEST = 2


def person_words(text: str, span: Span) -> Iterator[FoundName]:
    """Yield each word in capitals of a person's name: they are replaced one by one, so that all agree."""
    for found in WORD.finditer(text, span.start, span.end):
        words = found.group()
        if words[0].isupper() and len(words) > _SHORTEST and name_key(words) not in _NO_NAMES:
            yield FoundName(NameKind.PERSON, Span(*found.span()), words)


def begins_sentence(text: str, at: int) -> bool:
    """Tell whether a place is the beginning of a line or of a sentence, where all words have capitals."""
    before = text[:at].rstrip(' \u00a0\u202f«"“–—-')
    return not before or before[-1] in ".!?…:\n"
