"""Consent of a person to a use of their words, as ``consent_*`` attributes of participants tell it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class ConsentUse(StrEnum):
    """What words may be used for."""

    QUOTATION = "quotation"
    TRAINING = "training"
    ARCHIVE = "archive"


_REFUSALS = frozenset({"non", "no", "n", "faux", "false", "0"})
_NAMES = {
    ConsentUse.QUOTATION: ("quot", "cit", "verbatim"),
    ConsentUse.TRAINING: ("train", "form"),
    ConsentUse.ARCHIVE: ("archiv", "depot", "dépôt", "deposit"),
}

Attributes = Iterable[tuple[str, str]]


def consent_to(attributes: Attributes, use: ConsentUse) -> bool | None:
    """Tell whether somebody agreed to a use; ``None`` where nobody wrote it down.

    An attribute tells of a use if its name begins with ``consent`` and holds a word for it
    (``consent_quotation``, ``consentement_citation``). One refusal is enough.
    """
    told = [
        value.strip().casefold() not in _REFUSALS
        for name, value in attributes
        if value.strip() and name.casefold().startswith("consent")
        if any(word in name.casefold() for word in _NAMES[use])
    ]
    return all(told) if told else None
