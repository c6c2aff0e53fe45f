"""The people behind the speakers."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.model.documents import Role


@dataclass(frozen=True, slots=True)
class Presence:
    """A person's place in one document, as the participants table tells it.

    ``document`` is the document's path relative to the input, or ``None`` for every document where
    the label occurs. ``label`` is the label as transcribed. ``role`` is ``None`` where the table is silent.
    """

    document: str | None
    label: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One person: the pseudonym shown in outputs, where they were present, and their attributes."""

    pseudonym: str
    presences: tuple[Presence, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute, ``None`` where it is not known."""
        return dict(self.attributes).get(name)
