"""Whom a report is for: what of the study it may tell, which attributes, and whose words are kept in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from focuskit.analysis.filters import Condition, filter_corpus
from focuskit.errors import UsageError
from focuskit.model.audiences import Audience
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import DocumentKind
from focuskit.model.settings import Settings
from focuskit.reports.blocks import KeptParagraph
from focuskit.reports.word_places import read_places

_PUBLIC = frozenset({DocumentKind.FOCUS_GROUP, DocumentKind.RESTITUTION})
"""What was said before all who were there."""
_WORD = ".docx"
_BETWEEN = "@"
"""What parts the audience from the key of a marked place."""


def said_before_all(corpus: CodedCorpus) -> CodedCorpus:
    """Return what of a corpus was said in groups: nothing that was said in an interview only."""
    found = filter_corpus(corpus, [Condition("kind", frozenset(one.value for one in _PUBLIC))])
    return replace(found, talks=tuple(one for one in found.talks if one.kind in _PUBLIC))


def attributes_for(settings: Settings, audience: Audience | None) -> tuple[str, ...]:
    """Return the attributes of people that stand beside a quotation."""
    if audience is Audience.PARTICIPANTS:
        return ()
    own = (
        {
            Audience.SPONSOR: settings.attributes_commanditaire,
            Audience.PUBLICATION: settings.attributes_publication,
        }.get(audience)
        if audience
        else None
    )
    return settings.quote_attributes if own is None else own


def key_of(place: str, audience: Audience | None) -> str:
    """Return the key of a marked place in a report for an audience."""
    return f"{audience.value}{_BETWEEN}{place}" if audience else place


def kept_words(path: Path, audience: Audience | None) -> Mapping[str, tuple[KeptParagraph, ...]]:
    """Return what was written in the marked places of the last report at a path.

    Raises
    ------
    UsageError
        If that report was for others: their words do not go into this one, nor are they written over.
    """
    kept = read_places(path) if path.suffix.lower() == _WORD else {}
    own = key_of("", audience)
    if any(not _is_own(key, own) for key in kept):
        raise UsageError("error.report_for_others", path=str(path))
    return kept


def _is_own(key: str, own: str) -> bool:
    whose, there, _ = key.partition(_BETWEEN)
    return key.startswith(own) if own else not there or whose not in {one.value for one in Audience}
