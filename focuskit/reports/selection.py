"""Which quotations a report shows, by a rule that it states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from focuskit.model.codebook import code_and_parents
from focuskit.model.codings import CodedCorpus, CodedSegment, UnitStatus
from focuskit.model.consent import ConsentUse
from focuskit.model.documents import count_words
from focuskit.reports.wording import told

SHORTEST, LONGEST = 12, 90
"""Words between which a quotation is preferred."""
Place = tuple[str, int]
"""Document and number of a segment."""


def place_of(segment: CodedSegment) -> Place:
    """Return what tells a segment from all others of the study."""
    return segment.document, segment.number


def select_quotations(
    segments: Sequence[CodedSegment],
    n: int = 3,
    *,
    codes: Sequence[str] = (),
    quoted: Collection[Place] = (),
    starred: Collection[Place] = (),
) -> tuple[CodedSegment, ...]:
    """Choose up to ``n`` segments to quote.

    Segments that bear a star come first; those decided by a person before suggested ones, those of 12 to 90
    words before others, those not quoted yet before those ``quoted`` elsewhere, those with more evidence
    before those with less, and otherwise the order of the study holds. Where several people spoke, each is
    quoted once at most, and documents take turns. Decisions and evidence are those of ``codes`` and of the
    codes below them (of all codes if none is named).
    """
    queues: dict[str, list[CodedSegment]] = defaultdict(list)
    ranked = sorted(
        enumerate(segments),
        key=lambda pair: (place_of(pair[1]) not in starred, *_rank(pair[1], codes, quoted), pair[0]),
    )
    for _, segment in ranked:
        queues[segment.participant].append(segment)
    if len(queues) == 1:
        (alone,) = queues.values()
        return tuple(alone[:n])
    firsts = [queue[0] for queue in queues.values()]
    chosen: list[CodedSegment] = []
    while firsts and len(chosen) < n:
        documents = [segment.document for segment in chosen]
        best = min(firsts, key=lambda segment: documents.count(segment.document))
        firsts.remove(best)
        chosen.append(best)
    return tuple(chosen)


def _rank(
    segment: CodedSegment, codes: Sequence[str], quoted: Collection[Place]
) -> tuple[bool, bool, bool, int]:
    marks = [one for one in segment.marks if not codes or set(codes).intersection(code_and_parents(one.code))]
    decided = any(mark.status is UnitStatus.DECIDED for mark in marks)
    fits = SHORTEST <= count_words(segment.verbatim) <= LONGEST
    evidence = len({one.span for mark in marks for one in mark.evidence})
    return not decided, not fits, place_of(segment) in quoted, -evidence


def people_not_quoted(corpus: CodedCorpus) -> frozenset[str] | None:
    """Return the people who did not agree to be quoted; ``None`` where the study keeps no track of it."""
    if corpus.not_quoted is None:
        return corpus.people_without(ConsentUse.QUOTATION)
    return corpus.not_quoted & {one.participant for one in corpus.people}


def people_not_reused(corpus: CodedCorpus) -> frozenset[str]:
    """Return the people who did not agree, in so many words, to quotation in training material."""
    without = corpus.people_without(ConsentUse.TRAINING) or frozenset()
    return without | (people_not_quoted(corpus) or frozenset())


def told_refusals(corpus: CodedCorpus) -> tuple[str, ...]:
    """Tell how many people did not agree to be quoted; nothing where all did."""
    refused = people_not_quoted(corpus)
    return (told("report.not_quoted", len(refused)),) if refused else ()


def quotable(segments: Iterable[CodedSegment], refused: frozenset[str] | None) -> list[CodedSegment]:
    """Leave out the segments of people who did not agree to be quoted."""
    return [one for one in segments if one.is_quotable and one.participant not in (refused or ())]
