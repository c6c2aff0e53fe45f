"""What may stand in the place of a name: a first name of the same gender and age, the kind of a place."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from focuskit.language.given_names import names_like
from focuskit.language.name_lists import town_sizes
from focuskit.model.names import NameEntry, NameKind, NameVerdict, name_key

_REGIONS = frozenset(
    name_key(name)
    for name in (
        "Bretagne", "Normandie", "Occitanie", "Hauts-de-France", "Grand Est", "Nouvelle-Aquitaine",
        "Corse", "Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Centre-Val de Loire",
        "Pays de la Loire", "Provence", "Île-de-France", "Alsace", "Lorraine", "Auvergne", "Aquitaine",
        "Bourgogne", "Picardie",
    )
)  # fmt: skip
COUNTRIES = frozenset(
    name_key(name)
    for name in (
        "France", "Europe", "Allemagne", "Espagne", "Italie", "Belgique", "Suisse", "Portugal",
        "Angleterre", "Afrique", "Amérique", "États-Unis", "Asie", "Chine", "Maroc", "Algérie", "Tunisie",
        "Canada", "Québec",
    )
)  # fmt: skip
"""Names of countries and continents: they tell nothing of anybody, and are left."""
_RURAL = (" sur ", " sous ", " les ", " en ", " le ", " la ", "saint ", "sainte ")
_SIZES = {"b": "grande ville", "m": "ville moyenne", "s": "petite ville"}
_LABELS = {
    NameKind.ORGANISATION: "organisation",
    NameKind.PHONE: "téléphone",
    NameKind.EMAIL: "courriel",
    NameKind.ADDRESS: "adresse",
    NameKind.BIRTH_DATE: "date de naissance",
    NameKind.HANDLE: "compte",
}
_ASSOCIATIONS = ("association", "asso", "amap", "collectif", "ressourcerie", "cafe", "maison")
TITLES = frozenset({"madame", "monsieur", "mademoiselle", "mme", "mlle", "mr", "docteur", "maitre", "dr"})
_VOWELS = frozenset("aeiouyh")


def propose(entries: Iterable[NameEntry], taken: Iterable[str] = ()) -> Iterator[NameEntry]:
    """Yield names with a replacement where there is none: no two get the same, and none of those ``taken``.

    A first name is drawn at random among those of the same gender and generation that begin alike (vowel or
    not, so that ``d'Amélie`` stays well formed): nobody can reckon back from it. Kinds are numbered where
    there are several. A name and the same word in small letters get the same.
    """
    listed = list(entries)
    used = {name_key(one.replacement) for one in listed} | {one.key for one in listed}
    used |= {name_key(one) for one in taken}
    numbers: Counter[str] = Counter(
        one.replacement.strip("[]").rstrip(" 0123456789") for one in listed if one.replacement.startswith("[")
    )
    persons = {one.key: one.replacement for one in listed if one.kind is NameKind.PERSON and one.replacement}
    for one in listed:
        if one.replacement or one.verdict is not NameVerdict.OPEN:
            yield one
            continue
        made = (persons.get(one.key) or _person(one.key, used)) if one.kind is NameKind.PERSON else ""
        persons[one.key] = made
        if not made:
            label = _label(one)
            numbers[label] += 1
            made = f"[{label}]" if numbers[label] == 1 else f"[{label} {numbers[label]}]"
        used.add(name_key(made))
        yield replace(one, replacement=made)


def _person(key: str, used: set[str]) -> str:
    """Return a name like another; a form of address before it stays (``monsieur roche``)."""
    title, _, rest = key.partition(" ")
    if rest and title in TITLES:
        made = _person(rest, used)
        return f"{title} {made}" if made else ""
    alike = [
        name
        for name in names_like(key)
        if name_key(name) not in used and (name_key(name)[0] in _VOWELS) == (key[0] in _VOWELS)
    ]
    return secrets.choice(alike) if alike else ""


def _label(one: NameEntry) -> str:
    if one.kind is NameKind.PERSON:
        return "personne"
    if one.kind is NameKind.ORGANISATION and one.key.startswith(_ASSOCIATIONS):
        return "association"
    if one.kind is not NameKind.PLACE:
        return _LABELS[one.kind]
    if one.key in _REGIONS:
        return "région"
    if one.key in town_sizes():
        return _SIZES[town_sizes()[one.key]]
    return "commune rurale" if any(part in one.key for part in _RURAL) else "lieu"
