"""What speakers are in a document: roles recognised from labels, even mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from focuskit.model.documents import Role
from focuskit.transcripts.normalise import fold
from focuskit.transcripts.wordlists import ROLE_WORDS, ROLE_WORDS_AS_WRITTEN

_SHORTEST_MISTYPED = 6
_LONG = 8
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SINGLE_LETTER = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class RecognisedRole:
    """The role of a label.

    ``written`` and ``meant`` are the role word as typed and as understood, ``None`` where it was well typed;
    ``certain`` is ``False`` where nothing in the label tells the role and a participant is assumed.
    """

    role: Role
    written: str | None = None
    meant: str | None = None
    certain: bool = True


def recognise_role(label: str | None, moderators: Iterable[str] = ()) -> RecognisedRole:
    """Tell the role that a label names; a participant if it names none.

    Parameters
    ----------
    label
        As transcribed; ``None`` where no speaker was found.
    moderators
        Further labels that are moderators, compared without case, accents and spaces at the ends.
    """
    if label is None:
        return RecognisedRole(Role.PARTICIPANT, certain=False)
    folded = fold(label)
    if folded in {fold(name) for name in moderators}:
        return RecognisedRole(Role.MODERATOR)
    words = _WORDS.findall(folded)
    if not words:
        return RecognisedRole(Role.PARTICIPANT, certain=False)
    exact = _exact_role(words, folded)
    if exact is not None:
        return RecognisedRole(exact)
    return _mistyped_role(label, words) or RecognisedRole(Role.PARTICIPANT, certain=False)


def roles_of(
    labels: Iterable[str | None], moderators: Iterable[str] = ()
) -> Mapping[str | None, RecognisedRole]:
    """Return the role of each label of a document, which together tell what a lone ``E`` is."""
    extra = tuple(moderators)
    roles = {label: recognise_role(label, extra) for label in labels}
    for label in roles:
        if label is not None and fold(label) == "e" and not _e_is_moderator(roles, extra):
            roles[label] = RecognisedRole(Role.PARTICIPANT, certain=False)
    return roles


def names_a_role(label: str) -> bool:
    """Tell whether a label is made of a role word (well typed or not), with a number or a name after it."""
    found = recognise_role(label)
    return found.certain


def _exact_role(words: list[str], folded: str) -> Role | None:
    first = ROLE_WORDS.get(words[0])
    if first is Role.OBSERVER and any(word.startswith("participant") for word in words[1:]):
        return Role.OBSERVER_PARTICIPANT
    if words[0] == "e" and folded != "e":
        return Role.PARTICIPANT if folded[1:].strip(" _-").isdigit() else None
    if first is not None and len(words[0]) == 1 and len(words) > 1:
        return None
    return first


def _mistyped_role(label: str, words: list[str]) -> RecognisedRole | None:
    written = words[0]
    if len(words) > 1 or len(written) < _SHORTEST_MISTYPED:
        return None
    allowed = 2 if len(written) > _LONG else 1
    distances = {word: OSA.distance(written, word) for word in ROLE_WORDS if len(word) >= _SHORTEST_MISTYPED}
    nearest = min(distances.values())
    roles = {ROLE_WORDS[word] for word, distance in distances.items() if distance == nearest}
    if nearest > allowed or Role.PARTICIPANT in roles or len(roles) > 1:
        return None
    meant = min(word for word, distance in distances.items() if distance == nearest)
    as_typed = next(iter(re.findall(r"[^\W\d_]+", label)), written)
    return RecognisedRole(roles.pop(), as_typed, ROLE_WORDS_AS_WRITTEN.get(meant, meant.capitalize()))


def _e_is_moderator(roles: Mapping[str | None, RecognisedRole], moderators: tuple[str, ...]) -> bool:
    """Tell whether ``E`` asks the questions: not where it is a letter of a series, or somebody else asks."""
    folded = {fold(label) for label in roles if label}
    if "e" in {fold(name) for name in moderators}:
        return True
    series = {label for label in folded if _SINGLE_LETTER.fullmatch(label)}
    others = any(found.role is Role.MODERATOR and fold(label or "") != "e" for label, found in roles.items())
    return not others and not series & {"c", "d", "f", "g"}
