"""Notes of researchers on anything, and the two marks they set on words: a star, and "later"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.spans import Span


class MemoKind(StrEnum):
    """What a note is for; `STAR` and `LATER` are marks without words of their own."""

    THEORETICAL = "theoretical"
    METHODOLOGICAL = "methodological"
    REFLEXIVE = "reflexive"
    STAR = "star"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class MemoTarget:
    """What a memo is about: words of a text version, a code, a decision, or (nothing set) the study."""

    version_id: str | None = None
    span: Span | None = None
    code: str | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """A note: who, when (ISO 8601, UTC), about what."""

    id: str
    kind: MemoKind
    coder: str
    at: str
    about: MemoTarget
    words: str
