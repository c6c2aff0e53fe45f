"""Consent of a person to a use of their words, as attributes of participants tell it.

Agreement is never taken for granted: it is told in so many words, or it is none. Where a study keeps track of
a use (somebody's answer is written down), an empty cell is no agreement; where nobody's answer is, the study
does not ask, and only uses that must always be agreed to (training, archive) are closed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class ConsentUse(StrEnum):
    """What words may be used for."""

    QUOTATION = "quotation"
    TRAINING = "training"
    ARCHIVE = "archive"


class Consent(StrEnum):
    """What is known of somebody's answer; ``UNCLEAR`` is written down and means neither yes nor no."""

    AGREED = "agreed"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    UNTOLD = "untold"


_OPEN = ConsentUse.QUOTATION
_CAUTION = (Consent.REFUSED, Consent.UNCLEAR, Consent.AGREED, Consent.UNTOLD)
"""Which of several answers holds, the most cautious first."""

_USES = {
    ConsentUse.QUOTATION: (
        "cit", "citation", "citations", "cite", "citee", "citer", "quot", "quotation", "quotations", "quote",
        "quotes", "quoted", "verbatim", "verbatims",
    ),
    ConsentUse.TRAINING: (
        "formation", "formations", "train", "training", "trainings", "pedagogie", "pedagogique",
        "pedagogiques", "teaching", "enseignement",
    ),
    ConsentUse.ARCHIVE: (
        "archive", "archives", "archivage", "archiver", "archived", "archiving", "depot", "deposit",
        "deposition",
    ),
}  # fmt: skip
_CONSENTS = ("consent", "autoris", "authori", "permission", "accord")
_REVERSED = ("refus", "opposition", "opposed", "objection")
_GENERAL = frozenset({
    "consent", "consentement", "eclaire", "informed", "signe", "signed", "recueilli", "recu", "obtenu",
    "donne", "given", "form", "formulaire", "general",
})  # fmt: skip
_DATES = frozenset({"date", "jour", "day"})
_YES = frozenset({
    "oui", "o", "yes", "y", "vrai", "true", "1", "ok", "accord", "d'accord", "accepte", "acceptee", "agree",
    "agreed", "signe", "signee", "signed",
})  # fmt: skip
_NO = frozenset({
    "non", "no", "n", "faux", "false", "0", "refus", "refuse", "refusee", "refused", "retire", "retiree",
    "withdrawn", "declined", "pas d'accord",
})  # fmt: skip
_TOLD_DATE = re.compile(
    r"\b(?:\d{4}-\d{1,2}-\d{1,2}(?:[ t]\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})"
    r"|\d{1,2}(?:er)? (?:ja|fe|ma|av|ap|ju|ao|au|se|oc|no|de)[a-z]{1,7}\.? \d{4})\b"
)
_AROUND = re.compile(r"^[\s.,;:()\[\]-]+|[\s.,;:()\[\]-]+$|\b(?:le|du|on|depuis le|since)\b(?=[\s).,;:]*$)")

Attributes = Iterable[tuple[str, str]]


def is_consent(name: str) -> bool:
    """Tell whether an attribute is about a consent, whatever its use: it describes nobody."""
    words = _words(name)
    return any(one.startswith("consent") for one in words) or use_told_by(name) is not None


def use_told_by(name: str) -> ConsentUse | None:
    """Return the use that an attribute tells of; ``None`` where it tells of none.

    Its name holds a word for consent (``consent…`` anywhere, or ``autorisation``, ``accord``, ``permission``,
    ``refus``, ``opposition`` at the beginning) and a word for the use: ``consent_quotation``,
    ``Consentement à être cité``, ``autorisation_formation``. The date of a consent tells nothing.
    """
    words = _words(name)
    if not words or not _DATES.isdisjoint(words):
        return None
    if words[0].startswith((*_CONSENTS, *_REVERSED)) or any(one.startswith("consent") for one in words):
        return next((use for use, told in _USES.items() if set(words).intersection(told)), None)
    return None


def is_general(name: str) -> bool:
    """Tell whether an attribute is about a consent to the whole study: a refusal closes every use."""
    words = _words(name)
    return any(one.startswith("consent") for one in words) and _GENERAL.issuperset(words)


def read_answer(value: str) -> Consent:
    """Read a cell: yes or no, alone or with a date; a date alone is the day of the agreement.

    Anything else is unclear, conditions too ("oui, sauf …").
    """
    folded = _fold(value)
    bare = _bare(_TOLD_DATE.sub(" ", folded))
    if bare in _YES:
        return Consent.AGREED
    if bare in _NO:
        return Consent.REFUSED
    if bare:
        return Consent.UNCLEAR
    return Consent.AGREED if _TOLD_DATE.search(folded) else _of_signs(folded)


def is_dated_only(value: str) -> bool:
    """Tell whether a cell holds a date and nothing else."""
    folded = _fold(value)
    return bool(_TOLD_DATE.search(folded)) and not _bare(_TOLD_DATE.sub(" ", folded))


def answer_told_by(name: str, value: str) -> Consent:
    """Read an attribute's value: "oui" in a column of refusals is a refusal, "non" there says nothing."""
    answer = read_answer(value)
    if not _words(name)[0].startswith(_REVERSED) or answer is Consent.UNCLEAR:
        return answer
    return Consent.REFUSED if answer is Consent.AGREED else Consent.UNTOLD


def consent_told(attributes: Attributes, use: ConsentUse) -> Consent:
    """Return what somebody's attributes tell of a use; of several answers the most cautious holds."""
    told = {Consent.UNTOLD}
    for name, value in attributes:
        if use_told_by(name) is use:
            told.add(answer_told_by(name, value))
        elif is_general(name) and read_answer(value) is Consent.REFUSED:
            told.add(Consent.REFUSED)
    return next(one for one in _CAUTION if one in told)


def consent_to(attributes: Attributes, use: ConsentUse) -> bool | None:
    """Tell whether somebody agreed to a use; ``None`` where nothing is written. Unclear is no."""
    told = consent_told(attributes, use)
    return None if told is Consent.UNTOLD else told is Consent.AGREED


def more_cautious(first: str, second: str) -> str:
    """Return which of two values of one consent holds: a refusal before a doubt before an agreement."""
    return min(first, second, key=lambda value: _CAUTION.index(read_answer(value)))


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose consent matters, once per document: what their attributes tell.

    Parameters
    ----------
    is_team
        Whether they are there as moderator or observer: silence about their consent is none of a refusal.
    scope
        Where answers are written down together: empty for talk, the document for a table of answers.
    """

    person: str
    attributes: tuple[tuple[str, str], ...]
    is_team: bool = False
    scope: str = ""


def people_without(people: Iterable[Asked], use: ConsentUse) -> frozenset[str] | None:
    """Return the people whose words may not be used; ``None`` where the study keeps no track of quotation.

    Whoever refused, or whose answer is unclear, is among them; so is whoever gave no answer, but for
    moderators and observers. Quotation alone is open where nobody's answer is written down in a scope.
    """
    told = [(one, consent_told(one.attributes, use)) for one in people]
    kept = {one.scope for one, answer in told if answer is not Consent.UNTOLD or use is not _OPEN}
    if not kept and use is _OPEN:
        return None
    found: dict[str, bool] = defaultdict(bool)
    for one, answer in told:
        untold = answer is Consent.UNTOLD and one.scope in kept and not one.is_team
        found[one.person] |= untold or answer in {Consent.REFUSED, Consent.UNCLEAR}
    return frozenset(person for person, is_without in found.items() if is_without)


def _bare(folded: str) -> str:
    before = ""
    while before != folded:
        before, folded = folded, _AROUND.sub("", folded)
    return folded


def _of_signs(folded: str) -> Consent:
    """Return what a cell without a word tells: nothing if it is empty, else something unclear ("?")."""
    return Consent.UNCLEAR if folded else Consent.UNTOLD


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _fold(name))


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.replace("’", "'").split())
