"""Words that may mark agreement or disagreement, pointed out in the text and never decided on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, DocumentKind
from focuskit.model.spans import Span
from focuskit.model.talk import TalkTurn

COLUMNS = ("document", "turn", "participant", "marker", "words", "before", "after", "verbatim")


class MarkerKind(StrEnum):
    """What the words may mark; ``BOTH`` gives in and objects ("oui mais")."""

    AGREEMENT = "agreement"
    DISAGREEMENT = "disagreement"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Marker:
    """Words at their place in a turn."""

    kind: MarkerKind
    span: Span


_SPACE = r"[\s,]+"
_WORDS = {
    MarkerKind.BOTH: (
        "oui,? mais|ouais,? mais|d['’]accord,? mais|je (?:suis|serais) d['’]accord,? mais"
        "|c['’]est vrai,? mais|je comprends,? mais|peut-être,? mais|oui et non|yes,? but|i agree,? but"
    ),
    MarkerKind.DISAGREEMENT: (
        "(?:je )?(?:ne )?(?:suis|serais|serai) (?:vraiment |absolument |du tout |plutôt )?pas (?:du tout |"
        "tout à fait |vraiment |complètement |trop )?d['’]accord|pas (?:du tout |tout à fait )?d['’]accord"
        "|je (?:ne )?(?:pense|crois|trouve) pas|ah non|mais non|non,? mais|ben non|bah non|eh non"
        "|pas du tout|absolument pas|c['’]est (?:pas vrai|faux)|n['’]est pas vrai|au contraire"
        "|pas forcément|je (?:ne )?suis pas (?:sûre?|convaincue?)|je (?:nuancerais|conteste)"
        "|i (?:don['’]t|do not) (?:agree|think so)|i disagree|not at all"
    ),
    MarkerKind.AGREEMENT: (
        "(?:je suis |on est )?(?:bien |tout à fait |entièrement |complètement |assez |plutôt )?d['’]accord"
        "(?: avec)?|tout à fait|exactement|absolument|c['’]est (?:clair|vrai|ça|exact|sûr|certain)"
        "|je (?:suis|pense|dirais) pareil|pareil pour moi|moi aussi|moi pareil|je confirme"
        "|je (?:te |vous |la |le )?rejoins|carrément|bien sûr|évidemment|effectivement|en effet"
        "|comme (?:il|elle|tu|vous) (?:l['’])?(?:a dit|dis|disait|disais|disiez|dites)"
        "|i agree|exactly|absolutely|me too"
    ),
}


def _spaced(words: str) -> str:
    """Let any white space stand for a space, and a comma too where one may."""
    return words.replace(",? ", _SPACE).replace(" ", r"\s+")


_PATTERNS = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{_spaced(words)})(?!\w)", re.IGNORECASE)) for kind, words in _WORDS.items()
)
_AROUND = 60
_TALKED_TOGETHER = frozenset({DocumentKind.FOCUS_GROUP, DocumentKind.RESTITUTION})


def find_markers(words: str) -> tuple[Marker, ...]:
    """Return the markers in some words in their order; "oui mais" goes before "oui"."""
    found: list[Marker] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(words):
            span = Span(*match.span())
            if not any(span.overlaps(other.span) for other in found):
                found.append(Marker(kind, span))
    return tuple(sorted(found, key=lambda one: one.span.start))


def list_markers(corpus: CodedCorpus) -> pd.DataFrame:
    """List every marker of agreement or disagreement of the counted people of groups, for a person to judge.

    Returns
    -------
    pandas.DataFrame
        One row per marker, in the order of the talk, columns `COLUMNS`; ``before`` and ``after`` are up to 60
        characters around it.
    """
    rows = [
        cells
        for talk in corpus.talks
        if talk.kind in _TALKED_TOGETHER
        for turn in talk.turns
        if turn.role in COUNTED_ROLES
        for cells in _rows(talk.document, turn)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(document: str, turn: TalkTurn) -> Iterator[tuple[object, ...]]:
    words, shown = turn.verbatim, turn.shown
    for one in find_markers(words):
        yield (
            document,
            turn.number,
            turn.participant,
            one.kind.value,
            one.span.slice(shown),
            shown[max(0, one.span.start - _AROUND) : one.span.start],
            shown[one.span.end : one.span.end + _AROUND],
            shown,
        )
