"""WebVTT and SubRip files cut in cues: their times, and who says which words in them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from focuskit.model.documents import Aside, AsideKind
from focuskit.transcripts.clock import possible
from focuskit.transcripts.normalise import squeeze

_TIMES = re.compile(
    r"\s*(?P<start>[^\s>]{1,40})\s*-->\s*(?P<end>[^\s>]{1,40})(?P<settings>(?:\s+\S+:\S*)*)\s*$"
)
_GOOD_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})")
_LOOSE_TIME = re.compile(r"(?:(-?\d+):)?(-?\d+):(-?\d+)(?:[.,](-?\d+))?")
_TAG = re.compile(
    r"</?(?:v|c|i|b|u|s|ruby|rt|lang|font)(?:[.\s][^<>]{0,200})?>|<\d[\d:.]{1,15}>|\{\\[^{}]{1,60}\}",
    re.IGNORECASE,
)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?\s+([^<>]{1,200})>", re.IGNORECASE)
_SIXTY = 60
_LONGEST_TIME_LINE = 400
_META_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_NUMBER = re.compile(r"\s*\d{1,7}\s*$")


@dataclass(frozen=True, slots=True)
class Voice:
    """Words of one speaker in a cue; ``label`` is ``None`` where nobody is named."""

    label: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue.

    ``line`` is the line of its times; times are in milliseconds, ``None`` where they cannot be used;
    ``malformed`` is ``True`` where they are not written as the format asks.
    """

    line: int
    start_ms: int | None
    end_ms: int | None
    voices: tuple[Voice, ...]
    malformed: bool = False


def parse_cues(text: str) -> tuple[tuple[Cue, ...], tuple[Aside, ...]]:
    """Return the cues of a normalised file, and all that is not said in them, set aside."""
    lines = text.split("\n")
    timed = [(place, match) for place, line in enumerate(lines) if (match := _times(line))]
    asides: list[Aside] = []
    cues: list[Cue] = []
    first = timed[0][0] if timed else 0
    asides += _set_aside(AsideKind.MARKUP, lines[:first])
    if not timed:
        return _without_times(lines)
    ends = [place for place, _ in timed[1:]] + [len(lines)]
    for (place, match), end in zip(timed, ends, strict=True):
        asides.append(Aside(AsideKind.TIME, lines[place].strip()))
        payload, other = _payload(lines[place + 1 : end], is_last=end == len(lines))
        asides += _set_aside(AsideKind.MARKUP, other)
        voices, markup = _voices(" ".join(line.strip() for line in payload if line.strip()))
        asides += markup
        start_ms, good_start = parse_cue_time(match["start"])
        end_ms, good_end = parse_cue_time(match["end"])
        cues.append(Cue(place + 1, start_ms, end_ms, voices, malformed=not (good_start and good_end)))
    return tuple(cues), tuple(asides)


def parse_cue_time(written: str) -> tuple[int | None, bool]:
    """Return a time in milliseconds and whether it is well written; ``None`` where it cannot be used.

    Some programs write numbers without leading zeros (``0:0:10.20`` is 10 s and 20 ms) or below zero.
    """
    good = _GOOD_TIME.fullmatch(written)
    loose = good or _LOOSE_TIME.fullmatch(written)
    if loose is None:
        return None, False
    hours, minutes, seconds, fraction = (int(part or 0) for part in loose.groups())
    total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction
    beyond = seconds >= _SIXTY or (minutes >= _SIXTY and loose[1] is not None)
    if "-" in written or beyond or possible(total) != total:
        return None, False
    return total, good is not None


def _times(line: str) -> re.Match[str] | None:
    return _TIMES.match(line) if "-->" in line[:100] and len(line) < _LONGEST_TIME_LINE else None


def _without_times(lines: list[str]) -> tuple[tuple[Cue, ...], tuple[Aside, ...]]:
    """Keep the words of a file that has no times at all, one cue per line."""
    head = [line for line in lines[:1] if line.startswith("WEBVTT")]
    cues = tuple(
        Cue(place, None, None, (Voice(None, line.strip()),), malformed=True)
        for place, line in enumerate(lines, start=1)
        if line.strip() and not (place == 1 and head)
    )
    return cues, tuple(_set_aside(AsideKind.MARKUP, head))


def _payload(lines: list[str], *, is_last: bool) -> tuple[list[str], list[str]]:
    """Split what follows a cue's times in its words and what belongs to the file: notes, the next number."""
    other: list[str] = []
    if not is_last:
        while lines and not lines[-1].strip():
            lines = lines[:-1]
        if lines and (_NUMBER.match(lines[-1]) or (len(lines) > 1 and not lines[-2].strip())):
            other.append(lines[-1])
            lines = lines[:-1]
    words: list[str] = []
    in_meta = False
    for place, line in enumerate(lines):
        after_blank = place > 0 and not lines[place - 1].strip()
        in_meta = bool(line.strip()) and (in_meta or (after_blank and _META_BLOCK.match(line) is not None))
        (other if in_meta else words).append(line)
    return words, other


def _voices(payload: str) -> tuple[tuple[Voice, ...], list[Aside]]:
    """Cut the words of a cue at its voice tags; tags are set aside, entities decoded."""
    asides: list[Aside] = []
    voices: list[Voice] = []
    label: str | None = None
    start = 0
    for match in [*_VOICE.finditer(payload), None]:
        end = len(payload) if match is None else match.start()
        piece = payload[start:end]
        asides += [Aside(AsideKind.MARKUP, tag) for tag in _TAG.findall(piece)]
        words = html.unescape(_TAG.sub("", piece)).strip()
        if words:
            voices.append(Voice(label, words))
        if match is not None:
            label = squeeze(html.unescape(match[1])).strip("/ ")
            asides.append(Aside(AsideKind.LABEL, html.unescape(match[0])))
            start = match.end()
    return tuple(voices), asides


def _set_aside(kind: AsideKind, lines: list[str]) -> list[Aside]:
    return [Aside(kind, line.strip()) for line in lines if line.strip()]
