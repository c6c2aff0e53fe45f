"""Marks in the words of a transcript: ``[rires]``, ``(1.2)``, ``(silence)``, ``[inaudible]`` ...

They stay in the text; here they are told with their place. Square brackets around words that two speakers
say at once (ICOR) are overlaps where the next turn has brackets too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from focuskit.model.documents import SpeakerTurn
from focuskit.model.marks import MarkKind, TextMark
from focuskit.model.spans import Span
from focuskit.transcripts.normalise import fold

_BRACKETED = re.compile(
    r"\(\(([^()\n]{1,60})\)\)|\[([^\[\]\n]{1,80})\]|\(([^()\n]{1,40})\)|_(rires?|silence|pause)_"
)
_NOBODY_HEARD = re.compile(r"\b(?:XXX+|xxx+)\b|\(\?{1,3}\)|\[\?{1,3}\]")
_SECONDS = re.compile(
    r"(?:(?:pause|silence)\s*(?:de\s*)?)?(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:s|sec|secondes?|seconds?)?(?:\s*pause)?"
)
_DOTS = re.compile(r"\.{1,5}|…")
_WORDS = {
    MarkKind.LAUGHTER: "rire rires rit rient riant laugh laughs laughter laughing",
    MarkKind.INAUDIBLE: "inaud* incompr* inintelligible unintelligible indistinct",
    MarkKind.OVERLAP: "chevauch* overlap* crosstalk brouhaha superposees simultanement",
    MarkKind.PAUSE: "pause pauses silence silences blanc hesitation",
    MarkKind.EVENT: (
        "applaudi* applause toux tousse soupir* sonnerie telephone musique music bruit* noise rumeur* "
        "interruption coupure hoche* acquiesce* geste* montre sourit sourire pleur* vocal incident mouvement*"
    ),
}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.replace('*', '[a-z]*').split())})\b")


_KINDS = tuple((kind, _pattern(words)) for kind, words in _WORDS.items())
_ORDER = tuple(MarkKind)


def find_marks(text: str, turns: Sequence[SpeakerTurn] = ()) -> tuple[TextMark, ...]:
    """Return the marks of a text in their order; ``turns`` are needed to tell overlaps in plain brackets."""
    found = [*_bracketed(text), *_unheard(text), *_overlaps(text, turns)]
    found.sort(key=lambda mark: (mark.span.start, _ORDER.index(mark.kind)))
    kept: list[TextMark] = []
    for mark in found:
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return tuple(kept)


def _bracketed(text: str) -> Iterator[TextMark]:
    for match in _BRACKETED.finditer(text):
        written = next(group for group in match.groups() if group is not None)
        kind, length_ms = _read(written)
        if kind is not None:
            yield TextMark(kind, Span(*match.span()), length_ms)


def _read(written: str) -> tuple[MarkKind | None, int | None]:
    """Tell what a piece in brackets is; ``None`` where it is words."""
    folded = fold(written)
    seconds = _SECONDS.fullmatch(folded)
    if seconds is not None:
        return MarkKind.PAUSE, round(float(seconds[1].replace(",", ".")) * 1000)
    if _DOTS.fullmatch(folded):
        return MarkKind.PAUSE, None
    kind = next((kind for kind, pattern in _KINDS if pattern.search(folded)), None)
    return (kind if kind is None or len(folded.split()) <= _MOST_WORDS else None), None


def _unheard(text: str) -> Iterator[TextMark]:
    return (TextMark(MarkKind.INAUDIBLE, Span(*match.span())) for match in _NOBODY_HEARD.finditer(text))


def _overlaps(text: str, turns: Sequence[SpeakerTurn]) -> Iterator[TextMark]:
    """Yield words in square brackets, where the turn before or after has some too."""
    inside = [
        [
            Span(turn.span.start + match.start(), turn.span.start + match.end())
            for match in _SQUARE.finditer(turn.span.slice(text))
            if _read(match[0][1:-1])[0] is None
        ]
        for turn in turns
    ]
    for place, spans in enumerate(inside):
        beside = inside[place - 1 : place] + inside[place + 1 : place + 2]
        if any(beside):
            yield from (TextMark(MarkKind.OVERLAP, span) for span in spans)


_SQUARE = re.compile(r"\[[^\[\]\n]{1,200}\]")
_MOST_WORDS = 8
