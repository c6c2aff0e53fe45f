"""TEI files (.xml) of spoken language: utterances, who says them, and their place on the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import error, warning
from focuskit.transcripts.captions import Piece, join_pieces
from focuskit.transcripts.clock import IMPOSSIBLE_MS, possible
from focuskit.transcripts.normalise import squeeze
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.turns import Found, compose_transcript
from focuskit.transcripts.xml_tree import (
    event_mark,
    identifier,
    line_of,
    local_name,
    named,
    one_line_of,
    read_tree,
    words_of,
)

if TYPE_CHECKING:
    from lxml import etree

    from focuskit.transcripts.reading import InputFile, Reading

_UNITS = {"s": 1000.0, "ms": 1.0, "min": 60000.0}
_EVENTS = frozenset({"vocal", "incident", "kinesic", "writing", "event"})
_SILENT = frozenset({"note", "spanGrp", "desc", "del", "figDesc", "orig", "abbr"})
_APART = frozenset({"w", "seg", "lb", "ab", "p", "l", "unclear", "pause"})
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)")
_UNTOLD = re.compile(r"-1|\d{4}-\d{2}.*|(?!nan|[+-]?inf)\D*", re.IGNORECASE)
"""An interval that is not known, a date, or words: no moment of a recording, and no fault."""
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_SIXTY = 60
_ASKS = frozenset({"investigator", "interviewer", "moderator", "chercheur", "enqueteur", "animateur"})


@dataclass(frozen=True, slots=True)
class _People:
    names: Mapping[str, str]
    moderators: tuple[str, ...]


def read_tei(file: InputFile, reading: Reading) -> ReadResult:
    """Read a TEI file: elements ``u``, or ``sp`` where there is none."""
    root, problems = read_tree(file)
    if root is None:
        return ReadResult(None, problems)
    if local_name(root) not in {"TEI", "TEI.2", "teiCorpus"}:
        return ReadResult(None, (*problems, error(file.name, "problem.not_tei")))
    people = _people(root)
    times = _timeline(root)
    utterances = list(named(root, "u")) or list(named(root, "sp"))
    asides = [*_header(root), *(aside for element in utterances for aside in _beside(element))]
    pieces = [piece for element in utterances if (piece := _piece(element, people.names, times)).words]
    unknown = [
        line_of(element)
        for element in utterances
        if (code := _who(element)) is not None and code not in people.names and not _named_inside(element)
    ]
    if unknown:
        problems += (warning(file.name, "problem.unknown_speaker_codes", line=unknown[0], n=len(unknown)),)
    return compose_transcript(
        Found(
            file.name,
            join_pieces(pieces),
            asides=tuple(asides),
            problems=problems,
            moderators=(*reading.moderators, *people.moderators),
        )
    )


def _people(root: etree._Element) -> _People:
    names: dict[str, str] = {}
    moderators: list[str] = []
    for person in named(root, "person", "personGrp"):
        code = identifier(person)
        if code is None:
            continue
        written = next((words_of(name) for name in named(person, "persName", "name")), "") or person.get("n")
        names[code] = squeeze(written or "") or code
        if (person.get("role") or "").lower() in _ASKS:
            moderators.append(names[code])
    return _People(names, tuple(moderators))


def _timeline(root: etree._Element) -> Mapping[str, int | None]:
    """Return the time of each point of the timeline in ms: ``None`` where none is told.

    `IMPOSSIBLE_MS` stands for one that cannot be, and for those that are counted from it.
    """
    times: dict[str, int | None] = {}
    for line in named(root, "timeline"):
        unit = _UNITS.get(line.get("unit") or "s", 1000.0)
        for when in named(line, "when"):
            since = (when.get("since") or "").lstrip("#")
            absolute, interval = when.get("absolute"), when.get("interval")
            own = _time(absolute, unit) if absolute else _time(interval, unit)
            start = times.get(since, 0) if since and not absolute else 0
            times[identifier(when) or ""] = _later(start, own)
    return times


def _later(start: int | None, own: int | None) -> int | None:
    if own is None or start is None:
        return None
    return IMPOSSIBLE_MS if IMPOSSIBLE_MS in {own, start} else own + start


def _time(written: str | None, unit: float) -> int | None:
    text = (written or "").strip()
    if _UNTOLD.fullmatch(text):
        return None
    clock = _CLOCK.fullmatch(text) or (_DURATION.fullmatch(text) if text not in {"", "PT"} else None)
    if clock is not None:
        hours, minutes, seconds = (float(part or 0) for part in clock.groups())
        is_clock = ":" in text and (seconds >= _SIXTY or (clock[1] is not None and minutes >= _SIXTY))
        return IMPOSSIBLE_MS if is_clock else possible((hours * 3600 + minutes * 60 + seconds) * 1000)
    try:
        return possible(float(text.removesuffix("s")) * unit)
    except ValueError:
        return IMPOSSIBLE_MS


def _piece(element: etree._Element, names: Mapping[str, str], times: Mapping[str, int | None]) -> Piece:
    code = _who(element)
    label = _named_inside(element) or (names.get(code, code) if code else None)
    start_ms, end_ms = (_moment(element, name, times) for name in ("start", "end"))
    return Piece(label, one_line_of(_words(element)), line_of(element), start_ms, end_ms)


def _who(element: etree._Element) -> str | None:
    written = _with_block(element, "who").split()
    return written[0].rpartition("#")[2] if written else None


def _moment(element: etree._Element, name: str, times: Mapping[str, int | None]) -> int | None:
    code = _with_block(element, name).rpartition("#")[2]
    return times.get(code) if code else None


def _with_block(element: etree._Element, name: str) -> str:
    """Return an attribute of an utterance, or of the block of annotations around it."""
    parent = element.getparent()
    inherited = parent.get(name) if parent is not None and local_name(parent) == "annotationBlock" else None
    return element.get(name) or inherited or ""


def _named_inside(element: etree._Element) -> str | None:
    label = next((squeeze(words_of(name)).rstrip(" :.") for name in named(element, "speaker")), "")
    return label or None


def _words(element: etree._Element) -> Iterator[str]:
    """Yield what is said, in order; events and pauses as marks in the text."""
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name in _EVENTS:
            yield event_mark(f"[{_event(child)}]")
        elif name == "pause":
            yield event_mark(f"({_length(child)})")
        elif name == "gap":
            yield event_mark("[inaudible]")
        elif name not in _SILENT and name != "speaker":
            yield " " if name in _APART else ""
            yield from _words(child)
        yield child.tail or ""


def _event(element: etree._Element) -> str:
    desc = next((words_of(child) for child in named(element, "desc")), "") or words_of(element)
    return squeeze(desc or element.get("desc") or element.get("type") or local_name(element))


def _length(pause: etree._Element) -> str:
    duration = _time(pause.get("dur"), 1000.0)
    return "pause" if duration is None or duration == IMPOSSIBLE_MS else f"{duration / 1000:.1f}"


def _beside(element: etree._Element) -> Iterator[Aside]:
    for child in named(element, *_SILENT, "speaker"):
        parent = child.getparent()
        is_event = parent is not None and local_name(parent) in _EVENTS
        text = words_of(child)
        if text and not is_event:
            kind = AsideKind.LABEL if local_name(child) == "speaker" else AsideKind.MARKUP
            yield Aside(kind, text)


def _header(root: etree._Element) -> Iterator[Aside]:
    for header in named(root, "teiHeader"):
        for element in header.iter("{*}*"):
            for text in (element.text, element.tail):
                if text and text.strip():
                    yield Aside(AsideKind.HEADER, squeeze(text))
