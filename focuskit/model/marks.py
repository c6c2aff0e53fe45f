"""Marks that transcribers leave in the words: laughter, pauses, overlaps, stretches nobody could hear."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from focuskit.model.spans import Span


class MarkKind(StrEnum):
    """What a mark tells."""

    LAUGHTER = "laughter"
    PAUSE = "pause"
    OVERLAP = "overlap"
    INAUDIBLE = "inaudible"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class TextMark:
    """A mark at its place in the stored text.

    ``length_ms`` is the length of a pause where the transcript tells it, else ``None``.
    """

    kind: MarkKind
    span: Span
    length_ms: int | None = None
