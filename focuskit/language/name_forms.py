"""What its form alone tells: e-mail and postal addresses, telephones, birth dates, handles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from focuskit.model.names import FoundName, NameKind
from focuskit.model.spans import Span

_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_NAME = rf"[{_UPPER}][^\W\d_]+(?:[-‐‑][{_UPPER}][^\W\d_]+)*"
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_WAY = (
    "rue|avenue|boulevard|place|impasse|chemin|allée|allee|route|quai|square|cours|passage|lotissement|"
    "lieu-dit|montée|sentier|venelle"
)
_UNIT = "un|deux|trois|quatre|cinq|six|sept|huit|neuf"
_NUMBER = (
    rf"{_UNIT}|zéro|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent"
)
_TOWN = r"[ \u00a0]+[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*"
_PARTICLE = r"[ \u00a0]+(?:de|du|des|la|le|les|à)\b|[ \u00a0]+[ld]['’](?=\w)"
_FORMS = (
    (NameKind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        NameKind.EMAIL,
        re.compile(
            r"(?:[\w-]+ (?:point|tiret|underscore) ){0,3}[\w-]+ arobase [\w-]+(?: (?:point|tiret) \w+){1,3}",
            re.IGNORECASE,
        ),
    ),
    (
        NameKind.PHONE,
        re.compile(r"(?<![\d.])(?:(?:\+|00)33[\s.]?(?:\(0\))?|0)[1-9](?:[\s.\-]?\d{2}){4}(?!\d)"),
    ),
    (
        NameKind.PHONE,
        re.compile(rf"\bzéro[ -](?:{_UNIT})(?:[ -](?:et[ -])?(?:{_NUMBER})\b){{4,16}}", re.IGNORECASE),
    ),
    (
        NameKind.ADDRESS,
        re.compile(
            rf"\b\d{{1,4}}(?:[ \u00a0]?(?:bis|ter|quater))?,?[ \u00a0]+(?:{_WAY})"
            rf"(?:{_PARTICLE}|(?:[ \u00a0]+|(?<=['’])){_NAME}){{0,8}}(?:[ \u00a0]+|(?<=['’])){_NAME}"
            rf"(?:,?[ \u00a0]+\d{{5}}(?:{_TOWN})?)?"
        ),
    ),
    (
        NameKind.ADDRESS,
        re.compile(
            rf"\b\d{{1,4}}(?:[ \u00a0]?(?:bis|ter|quater))?,?[ \u00a0]+(?:{_WAY})"
            rf"(?:(?:{_PARTICLE}|[ \u00a0]+|(?<=['’]))[^\W\d_]+(?:-[^\W\d_]+)*){{1,6}}?"
            rf",?[ \u00a0]+\d{{5}}(?:{_TOWN})?",
            re.IGNORECASE,
        ),
    ),
    (
        NameKind.BIRTH_DATE,
        re.compile(
            rf"(?:(?<=\bné le )|(?<=\bnée le )|(?<=\bnaissance : )|(?<=\bnaissance: ))"
            rf"\d{{1,2}}(?:er)?[ /.-](?:\d{{1,2}}|{_MONTH})"
            r"(?:[ /.-]\d{2,4})?|(?:(?<=\bné en )|(?<=\bnée en ))\d{4}"
        ),
    ),
    (NameKind.HANDLE, re.compile(r"(?<![\w.@])@[A-Za-z_][\w.]{2,}\w")),
)
"""What is dictated (``zéro six …``, ``… arobase …``) counts too."""


def find_by_form(text: str) -> Iterator[FoundName]:
    """Yield what its form alone tells: e-mail and postal addresses, telephones, birth dates, handles."""
    taken: list[Span] = []
    for kind, form in _FORMS:
        for found in form.finditer(text):
            if any(one.overlaps(Span(*found.span())) for one in taken):
                continue
            taken.append(Span(*found.span()))
            yield FoundName(kind, Span(*found.span()), found.group())
