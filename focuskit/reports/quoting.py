"""How words are quoted: one segment with its source, or an exchange turn by turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from focuskit.analysis import Mask
from focuskit.messages import say
from focuskit.model.codings import CodedSegment
from focuskit.model.documents import DocumentKind, count_words
from focuskit.model.talk import Talk, TalkTurn
from focuskit.reports.blocks import Block, Paragraph, Quotation
from focuskit.reports.context import Findings
from focuskit.reports.elision import elided

_ELLIPTICAL = 12
"""An answer of at most this many words is shown with its question."""
_MOST_TURNS, _MOST_WORDS = 8, 220
"""An exchange that is longer is not quoted as a whole."""
_FEWEST_TURNS = 2


def compose_quotations_of(
    findings: Findings, segments: Iterable[CodedSegment], codes: Collection[str] = ()
) -> Iterator[Block]:
    """Quote segments; the question stands before an elliptical answer."""
    for segment in segments:
        if segment.question and _needs_question(segment):
            yield Paragraph(say("report.question", question=segment.question), "question")
        source = source_of(segment, findings.traits_of(segment))
        yield Quotation(elided(segment, codes), source, segment.document)


def _needs_question(segment: CodedSegment) -> bool:
    return segment.kind is DocumentKind.ANSWERS or count_words(segment.verbatim) <= _ELLIPTICAL


def source_of(segment: CodedSegment, traits: Sequence[str] = ()) -> str:
    """Return who says it where: pseudonym, what is told of the person, document, turn, time."""
    person = ", ".join([segment.speaker, *traits])
    return _source(person, segment.document, segment.turn, segment.start_ms)


def _source(person: str, document: str, turn: int, start_ms: int | None) -> str:
    place = say("report.source", person=person, document=document, turn=turn)
    if start_ms is None:
        return f"({place})"
    seconds = start_ms // 1000
    return f"({place}, {seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02})"


def find_exchange(findings: Findings, mask: Mask, code: str) -> tuple[Talk, tuple[TalkTurn, ...]] | None:
    """Return the first exchange on a code with signs of agreement or dispute that can be quoted whole.

    At least two of its turns belong to ``mask``; nobody in it refused to be quoted; it is quoted once.
    """
    turns_of: dict[str, set[int]] = {}
    for one in findings.segments(mask):
        turns_of.setdefault(one.document, set()).add(one.turn)
    for document, first, last in findings.exchanges(code):
        inside = {turn for turn in turns_of.get(document, ()) if first <= turn <= last}
        if len(inside) < _FEWEST_TURNS or (document, first) in findings.exchanged:
            continue
        talk = next(one for one in findings.corpus.talks if one.document == document)
        turns = tuple(one for one in talk.turns if first <= one.number <= last)
        if _can_be_quoted(findings, turns):
            return talk, turns
    return None


def _can_be_quoted(findings: Findings, turns: Sequence[TalkTurn]) -> bool:
    refused = findings.refused or frozenset()
    return (
        len(turns) <= _MOST_TURNS
        and sum(one.n_words for one in turns) <= _MOST_WORDS
        and all(one.verbatim and one.participant not in refused for one in turns)
    )


def compose_exchange(findings: Findings, talk: Talk, turns: Sequence[TalkTurn]) -> Iterator[Block]:
    """Quote an exchange: each turn its own words, speaker and source."""
    findings.exchanged.add((talk.document, turns[0].number))
    names = {(one.document, one.participant): one.speaker for one in findings.corpus.people}
    yield Paragraph(say("report.exchange", first=turns[0].number, last=turns[-1].number), "counts")
    for one in turns:
        person = names.get((talk.document, one.participant), one.participant)
        yield Quotation(one.verbatim, _source(person, talk.document, one.number, one.start_ms), talk.document)
