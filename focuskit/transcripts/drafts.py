"""A turn as it is read, before its place in the text is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A turn before its place in the text is known; ``line`` is where it begins in the file."""

    label: str | None
    line: int
    paragraphs: tuple[str, ...]
    start_ms: int | None = None
    end_ms: int | None = None
    question: str | None = None

    @property
    def text(self) -> str:
        """The words, paragraphs trimmed and joined by a line break, empty ones dropped."""
        pieces = (piece.strip() for paragraph in self.paragraphs for piece in paragraph.split("\n"))
        return "\n".join(piece for piece in pieces if piece)
