"""Transcriber files (.trs): turns of one or several speakers, cut by times → speaker turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem, error, warning
from focuskit.transcripts.drafts import Draft
from focuskit.transcripts.normalise import squeeze
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.turns import Found, compose_transcript
from focuskit.transcripts.xml_tree import (
    event_mark,
    line_of,
    local_name,
    named,
    one_line_of,
    read_tree,
    seconds_to_ms,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from focuskit.transcripts.reading import InputFile, Reading

_SPOKEN_NOISE = frozenset({"noise", ""})


@dataclass(slots=True)
class _Talk:
    """The words of a turn read so far: one list for each speaker of it, in order of first word."""

    order: list[int] = field(default_factory=list)
    words: dict[int, list[str]] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)

    def add(self, speaker: int, text: str | None) -> None:
        if text and text.strip():
            if speaker not in self.words:
                self.order.append(speaker)
            self.words.setdefault(speaker, []).append(text)


def read_transcriber(file: InputFile, reading: Reading) -> ReadResult:
    """Read a Transcriber file."""
    root, problems = read_tree(file)
    if root is None:
        return ReadResult(None, problems)
    if local_name(root) != "Trans":
        return ReadResult(None, (*problems, error(file.name, "problem.not_transcriber")))
    names = {
        speaker.get("id") or "": squeeze(speaker.get("name") or "") for speaker in named(root, "Speaker")
    }
    drafts: list[Draft] = []
    asides = list(_header(root))
    for turn in named(root, "Turn"):
        found, beside = _turn(turn, names)
        drafts += found
        asides += beside
    unknown = _unknown_speakers(root, names)
    if unknown:
        problems += (_unknown_problem(file.name, unknown),)
    found_all = Found(
        file.name, drafts, asides=tuple(asides), problems=problems, moderators=reading.moderators
    )
    return compose_transcript(found_all)


def _turn(turn: etree._Element, names: Mapping[str, str]) -> tuple[list[Draft], list[Aside]]:
    """Return one draft for each speaker of a turn: what they say at once is one turn after the other."""
    codes = (turn.get("speaker") or "").split()
    talk = _Talk()
    talk.add(1, turn.text)
    speaker = 1
    for child in turn:
        if local_name(child) == "Who" and (child.get("nb") or "").isdecimal():
            speaker = int(child.get("nb") or 1)
        elif local_name(child) == "Event":
            _event(child, speaker, talk)
        elif local_name(child) == "Comment" and child.get("desc"):
            talk.asides.append(Aside(AsideKind.MARKUP, squeeze(child.get("desc") or "")))
        talk.add(speaker, child.text)
        talk.add(speaker, child.tail)
    start_ms, end_ms = seconds_to_ms(turn.get("startTime")), seconds_to_ms(turn.get("endTime"))
    drafts = []
    for number in talk.order:
        code = codes[number - 1] if 0 < number <= len(codes) else None
        label = (names.get(code) or code) if code else None
        words = one_line_of("\n".join(talk.words[number]))
        drafts.append(Draft(label, line_of(turn), (words,), start_ms, end_ms))
    return drafts, talk.asides


def _event(event: etree._Element, speaker: int, talk: _Talk) -> None:
    """Leave a noise in the text as ``[rire]``; ways of saying a word are set aside."""
    desc = squeeze(event.get("desc") or "")
    if not desc:
        return
    if (event.get("type") or "") in _SPOKEN_NOISE and (event.get("extent") or "instantaneous") in {
        "instantaneous",
        "begin",
    }:
        talk.add(speaker, event_mark(f"[{desc}]"))
    elif (event.get("extent") or "") != "end":
        talk.asides.append(Aside(AsideKind.MARKUP, desc))


def _header(root: etree._Element) -> Iterator[Aside]:
    for element, name in [(root, "audio_filename"), *((topic, "desc") for topic in named(root, "Topic"))]:
        if value := squeeze(element.get(name) or ""):
            yield Aside(AsideKind.HEADER, value)
    for speaker in named(root, "Speaker"):
        yield Aside(AsideKind.LABEL, squeeze(speaker.get("name") or ""))


def _unknown_speakers(root: etree._Element, names: Mapping[str, str]) -> list[etree._Element]:
    return [
        turn
        for turn in named(root, "Turn")
        if any(not names.get(code) for code in (turn.get("speaker") or "").split())
    ]


def _unknown_problem(name: str, turns: list[etree._Element]) -> Problem:
    return warning(name, "problem.unknown_speaker_codes", line=line_of(turns[0]), n=len(turns))
