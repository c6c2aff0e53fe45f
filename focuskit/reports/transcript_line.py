"""A talk laid out along its words: who speaks from where to where, which codes stand on which stretch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus, CodedSegment, UnitStatus
from focuskit.model.documents import COUNTED_ROLES, count_words
from focuskit.model.talk import Talk
from focuskit.reports.figures import CodeLine, LineSpan


def lay_out_document(corpus: CodedCorpus, talk: Talk, codes: Sequence[Code]) -> CodeLine:
    """Lay a talk out in words from its beginning; lanes of codes nothing there carries are left out."""
    starts: dict[int, int] = {}
    spoken = []
    place = 0
    for turn in talk.turns:
        starts[turn.number] = place
        spoken.append(LineSpan(turn.participant, place, place + turn.n_words))
        place += turn.n_words
    labels = {code.name: code.label for code in codes}
    coded: dict[LineSpan, bool] = {}
    own = [one for one in corpus.segments if one.document == talk.document]
    for segment, start, end in _placed(own, starts):
        for lane, is_decided in _lanes(segment, labels):
            span = LineSpan(lane, start, end)
            coded[span] = coded.get(span, False) or is_decided
    roles = {turn.participant: turn.role for turn in talk.turns}
    blocks = {turn.block: starts[turn.number] for turn in reversed(talk.turns) if turn.block}
    used = {one.lane for one in coded}
    return CodeLine(
        say("picture.title_code_line", document=talk.document),
        place,
        tuple(roles),
        tuple(label for label in dict.fromkeys(labels.values()) if label in used),
        tuple(spoken),
        tuple(coded),
        frozenset(span for span, is_decided in coded.items() if not is_decided),
        frozenset(name for name, role in roles.items() if role not in COUNTED_ROLES),
        tuple(sorted(blocks.values())),
    )


def _placed(
    segments: Sequence[CodedSegment], starts: dict[int, int]
) -> Iterator[tuple[CodedSegment, int, int]]:
    """Yield each segment with its first and past-the-last word; those of a turn follow each other."""
    turn, place = None, 0
    for segment in segments:
        if segment.turn != turn:
            turn, place = segment.turn, starts.get(segment.turn, 0)
        n_words = count_words(segment.verbatim)
        yield segment, place, place + n_words
        place += n_words


def _lanes(segment: CodedSegment, labels: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the lane of each code on a segment, a code without lane on that of the nearest one above it."""
    for mark in segment.marks:
        name = mark.code
        while name and name not in labels:
            name = name.rpartition("/")[0]
        if name:
            yield labels[name], mark.status is UnitStatus.DECIDED
