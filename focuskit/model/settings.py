"""The settings of a project (``focuskit.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("fr", "en")
DEFAULT_MAX_WORDS = 80


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project decides for itself.

    ``language`` is that of interface, tables and report (``None``: the system's); ``corpus_language`` that
    of the transcripts; ``max_words`` the length in words beyond which a turn is cut; ``moderators`` extra
    labels that are moderators; ``level`` is ``all`` or ``top`` (only top codes are proposed); ``coder`` is
    whose decisions these are, empty where nobody has said so.
    """

    title: str = ""
    language: str | None = None
    corpus_language: str = "fr"
    max_words: int = DEFAULT_MAX_WORDS
    moderators: tuple[str, ...] = ()
    level: str = "all"
    coder: str = ""
