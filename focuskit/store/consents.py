"""Consents set by hand: kept in the history, so that no table read later undoes a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from focuskit.errors import UsageError
from focuskit.model.consent import Consent, ConsentUse, consent_told, use_told_by
from focuskit.model.participants import Participant
from focuskit.model.problems import Problem, warning
from focuskit.store import schema as s
from focuskit.store.history import remember
from focuskit.store.participants import load_participants, set_participant_attribute

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

EVENT = "participant.consent"
_REFUSED = "non"


def set_consent(
    connection: Connection, pseudonym: str, use: ConsentUse, answer: Consent, written: str
) -> None:
    """Set what somebody answers about a use, in the place of all that was told of it, and remember it.

    Parameters
    ----------
    written
        What is kept as the value: empty for no answer.

    Raises
    ------
    UsageError
        If nobody of that pseudonym is listed.
    """
    people = {one.pseudonym: one for one in load_participants(connection)}
    if pseudonym not in people:
        raise UsageError("error.participant_unknown", pseudonym=pseudonym)
    names = [name for name, _ in people[pseudonym].attributes if use_told_by(name) is use]
    for name in names:
        set_participant_attribute(connection, pseudonym, name, "")
    value = {Consent.REFUSED: _REFUSED, Consent.UNTOLD: ""}.get(answer, written)
    set_participant_attribute(connection, pseudonym, f"consent_{use}", value)
    remember(connection, EVENT, {"person": pseudonym, "use": use.value, "answer": answer.value})


def keep_refusals(
    connection: Connection, people: Sequence[Participant], path: str
) -> tuple[list[Participant], list[Problem]]:
    """Return people of a table with the refusals set by hand since, and a problem for each that it undid.

    Only `set_consent` takes back a refusal that it set.
    """
    answers: dict[tuple[str, str], str] = {}
    for row in connection.execute(
        select(s.history).where(s.history.c.event == EVENT).order_by(s.history.c.id)
    ):
        answers[row.facts["person"], row.facts["use"]] = row.facts["answer"]
    kept, problems = [], []
    for person in people:
        attributes = person.attributes
        for use in ConsentUse:
            if answers.get((person.pseudonym, use.value)) == Consent.REFUSED:
                if consent_told(attributes, use) is not Consent.REFUSED:
                    problems.append(warning(path, "consent.refusal_kept", use=use.value))
                others = [pair for pair in attributes if use_told_by(pair[0]) is not use]
                attributes = (*others, (f"consent_{use}", _REFUSED))
        kept.append(replace(person, attributes=attributes))
    return kept, problems
