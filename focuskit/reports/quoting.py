"""How words are quoted: one segment with its source, or an exchange turn by turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from focuskit.analysis import Mask
from focuskit.messages import say
from focuskit.model.codings import CodedSegment
from focuskit.model.documents import DocumentKind, count_words
from focuskit.model.talk import Talk, TalkTurn
from focuskit.reports.blocks import Block, Paragraph, Quotation
from focuskit.reports.context import Findings
from focuskit.reports.elision import elided
from focuskit.reports.own_words import paragraphs_of
from focuskit.reports.selection import Place, place_of, quotable, select_quotations

_ELLIPTICAL = 12
"""An answer of at most this many words is shown with its question."""
_MOST_QUOTED, _BESIDE_EXCHANGE = 3, 2
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


def compose_passages(
    findings: Findings, mask: Mask, names: Sequence[str], *, with_notes: bool = False
) -> Iterator[Block]:
    """Quote a theme: an exchange with signs of accord or dispute where there is one, then the words of a few.

    Parameters
    ----------
    names
        The codes that make the theme.
    with_notes
        Whether what the researcher wrote on words follows them; such words then come before others.
    """
    segments = quotable(findings.segments(mask), findings.refused)
    if not segments:
        yield Paragraph(say("report.nothing_quotable"), "note")
    notes = findings.context.notes if with_notes else {}
    exchange = find_exchange(findings, mask, names[-1]) if names else None
    if exchange is not None:
        yield from compose_exchange(findings, *exchange)
        left = outside_exchange(segments, *exchange)
        yield from _notes_on(findings, [one for one in segments if one not in left], notes)
        segments = left
    chosen = select_quotations(
        segments,
        _BESIDE_EXCHANGE if exchange else _MOST_QUOTED,
        codes=names,
        quoted=findings.quoted,
        starred=findings.context.starred | notes.keys(),
    )
    findings.quoted.update(map(place_of, chosen))
    for segment in chosen:
        yield from compose_quotations_of(findings, [segment], names)
        yield from _notes_on(findings, [segment], notes)


def _notes_on(
    findings: Findings, segments: Iterable[CodedSegment], notes: Mapping[Place, tuple[str, ...]]
) -> Iterator[Paragraph]:
    """Yield what the researcher wrote on the words of segments, once in a report."""
    for place in map(place_of, segments):
        if place in notes and place not in findings.noted:
            findings.noted.add(place)
            for words in notes[place]:
                yield from paragraphs_of(words)


def outside_exchange(
    segments: Sequence[CodedSegment], talk: Talk, turns: Sequence[TalkTurn]
) -> list[CodedSegment]:
    """Return the segments that are not in an exchange."""
    shown = {(talk.document, one.number) for one in turns}
    return [one for one in segments if (one.document, one.turn) not in shown]


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
        and all(one.shown and one.participant not in refused for one in turns)
    )


def compose_exchange(findings: Findings, talk: Talk, turns: Sequence[TalkTurn]) -> Iterator[Block]:
    """Quote an exchange: each turn its own words, speaker and source."""
    findings.exchanged.add((talk.document, turns[0].number))
    names = {(one.document, one.participant): one.speaker for one in findings.corpus.people}
    yield Paragraph(say("report.exchange", first=turns[0].number, last=turns[-1].number), "counts")
    for one in turns:
        person = names.get((talk.document, one.participant), one.participant)
        source = _source(person, talk.document, one.number, one.start_ms)
        yield Quotation(one.verbatim, source, talk.document, in_exchange=True)
