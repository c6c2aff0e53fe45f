"""A suggester: segments in, suggestions out. Rules and the learned model are two; others can be added.

A suggester looks at what it is given and nowhere else: no network, no clock, no chance without a seed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from focuskit.errors import UsageError
from focuskit.model.documents import Segment
from focuskit.model.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Talk:
    """What a suggester sees of one document.

    Parameters
    ----------
    name
        The document's name.
    text
        Its stored text, into which segments and evidence point.
    segments
        Segments of people whose words are tagged, in the order of the text.
    questions
        The question each segment answers, shape ``(n_segments,)``; ``None`` where none is known.
    suggestions
        What rules, model and earlier suggesters proposed.
    """

    name: str
    text: str
    segments: tuple[Segment, ...]
    questions: tuple[str | None, ...]
    suggestions: tuple[Suggestion, ...]


class Suggester(Protocol):
    """Proposes codes for the segments of one document."""

    @property
    def version(self) -> str:
        """What its results depend on; documents are tagged again where it changes."""

    def suggest(self, talk: Talk) -> Sequence[Suggestion]:
        """Return suggestions for segments of that document, with the words behind them."""


def add_suggesters(suggesters: Sequence[Suggester], talk: Talk, codes: Collection[str]) -> list[Suggestion]:
    """Let suggesters add to what was proposed; one suggestion per segment and code.

    Where a pair was proposed already, its evidence grows, and it takes the score over if it had none.

    Raises
    ------
    UsageError
        If a suggester names a code or a segment that is not there.
    """
    made = {(one.segment, one.code): one for one in talk.suggestions}
    segments = {segment.number for segment in talk.segments}
    for suggester in suggesters:
        seen = replace(talk, suggestions=tuple(made.values()))
        for one in suggester.suggest(seen):
            if one.code not in codes or one.segment not in segments:
                raise UsageError(
                    "error.suggester_unknown", suggester=suggester.version, code=one.code, segment=one.segment
                )
            pair = one.segment, one.code
            made[pair] = _together(made[pair], one) if pair in made else one
    return sorted(made.values(), key=lambda one: (one.segment, one.code))


def _together(first: Suggestion, other: Suggestion) -> Suggestion:
    evidence = tuple(dict.fromkeys((*first.evidence, *other.evidence)))
    return replace(first, evidence=evidence, score=other.score if first.score is None else first.score)
