"""Which quotations a report shows, by a rule that it states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from focuskit.model.codings import CodedCorpus, CodedSegment, UnitStatus
from focuskit.model.documents import count_words

SHORTEST, LONGEST = 12, 90
"""Words between which a quotation is preferred."""
_REFUSALS = frozenset({"non", "no", "n", "faux", "false", "0"})
_USES = ("quot", "cit", "verbatim")


def select_quotations(segments: Sequence[CodedSegment], n: int = 3) -> tuple[CodedSegment, ...]:
    """Choose up to ``n`` segments to quote.

    Segments decided by a person come before suggested ones, those of 12 to 90 words before others, those
    with more evidence before those with less, and otherwise the order of the study holds. Where several
    people spoke, each is quoted once at most, and documents take turns.
    """
    queues: dict[str, list[CodedSegment]] = defaultdict(list)
    for _, segment in sorted(enumerate(segments), key=lambda pair: _rank(pair[0], pair[1])):
        queues[segment.participant].append(segment)
    if len(queues) == 1:
        (alone,) = queues.values()
        return tuple(alone[:n])
    firsts = [queue[0] for queue in queues.values()]
    chosen: list[CodedSegment] = []
    while firsts and len(chosen) < n:
        quoted = [segment.document for segment in chosen]
        best = min(firsts, key=lambda segment: quoted.count(segment.document))
        firsts.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _rank(place: int, segment: CodedSegment) -> tuple[bool, bool, int, int]:
    undecided = all(mark.status is UnitStatus.SUGGESTED for mark in segment.marks)
    fits = SHORTEST <= count_words(segment.verbatim) <= LONGEST
    evidence = sum(len(mark.evidence) for mark in segment.marks)
    return undecided, not fits, -evidence, place


def people_not_quoted(corpus: CodedCorpus) -> frozenset[str] | None:
    """Return the people who refused to be quoted; ``None`` where the study has no such attribute."""
    asked = False
    refused = set()
    for person in corpus.people:
        for name, value in person.attributes:
            if _is_consent_to_quotation(name):
                asked = True
                if value.strip().casefold() in _REFUSALS:
                    refused.add(person.participant)
    return frozenset(refused) if asked else None


def _is_consent_to_quotation(name: str) -> bool:
    folded = name.casefold()
    return folded.startswith("consent") and any(use in folded for use in _USES)


def quotable(segments: Iterable[CodedSegment], refused: frozenset[str] | None) -> list[CodedSegment]:
    """Leave out the segments of people who refused to be quoted."""
    return [segment for segment in segments if segment.participant not in (refused or ())]
