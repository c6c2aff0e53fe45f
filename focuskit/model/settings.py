"""The settings of a project (``focuskit.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("fr", "en")
DEFAULT_MAX_WORDS = 80
CODING_RELIABILITY, CODEBOOK, REFLEXIVE = "coding_reliability", "codebook", "reflexive"
APPROACHES = (CODING_RELIABILITY, CODEBOOK, REFLEXIVE)
"""How coding is understood: it decides what a report says of agreement.

After V. Braun and V. Clarke, One size fits all?, Qualitative Research in Psychology 18, 2021, p. 328-352, doi
10.1080/14780887.2020.1769238.
"""
BRACKETS, FOOTNOTES = "brackets", "footnotes"
ORIGINS = (BRACKETS, FOOTNOTES)
"""Where a Word report says where a quotation comes from."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project decides for itself.

    ``language`` is that of interface, tables and report (``None``: the system's); ``corpus_language`` that
    of the transcripts; ``max_words`` the length in words beyond which a turn is cut; ``moderators`` extra
    labels that are moderators; ``level`` is ``all`` or ``top`` (only top codes are proposed); ``coder`` is
    whose decisions these are, empty where nobody has said so; ``approach`` is one of `APPROACHES`.
    ``parts`` are those of the report in their order (empty: all), ``author`` what its properties name
    (empty: nobody), ``quote_attributes`` the attributes of people beside a quotation (for the
    commissioner and for publication their own, ``None`` for the same), ``origin`` one of `ORIGINS`.
    """

    title: str = ""
    language: str | None = None
    corpus_language: str = "fr"
    max_words: int = DEFAULT_MAX_WORDS
    moderators: tuple[str, ...] = ()
    level: str = "all"
    coder: str = ""
    approach: str = CODEBOOK
    parts: tuple[str, ...] = ()
    author: str = ""
    quote_attributes: tuple[str, ...] = ()
    attributes_commanditaire: tuple[str, ...] | None = None
    attributes_publication: tuple[str, ...] | None = None
    origin: str = BRACKETS
