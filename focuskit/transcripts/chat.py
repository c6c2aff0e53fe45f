"""CHAT files of CLAN (.cha): lines ``*CODE: words`` and their times → turns.

The parser is our own: the library for this format refuses a transcript whose utterances lack a terminator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import error, warning
from focuskit.transcripts.captions import Piece, join_pieces
from focuskit.transcripts.clock import IMPOSSIBLE_MS
from focuskit.transcripts.encoding import decode_text
from focuskit.transcripts.normalise import normalise_text, one_line, squeeze
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import control_characters
from focuskit.transcripts.turns import Found, compose_transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from focuskit.transcripts.reading import InputFile, Reading

_BULLET = re.compile('\x15(?:%snd:"?[^\x15]{0,200}?"?_)?(\\d{1,10})_(\\d{1,10})-?\x15')
_ANY_BULLET = re.compile("\x15(?!%(?:pic|txt))[^\x15\n]*_[^\x15\n]*\x15")
_BARE_BULLET = re.compile(r"[ \t](\d{1,10})_(\d{1,10})[ \t]*$")
_MAIN = re.compile(r"\*([^\s:]{1,40}):\s*(.*)", re.DOTALL)
_HEADER = re.compile(r"@([^:\t\n]{1,60}):?[ \t]*(.*)", re.DOTALL)
_ASKS = frozenset({"investigator", "interviewer", "examiner", "moderator", "host"})
_ATTRIBUTES = {"date": "date", "location": "lieu", "situation": "situation", "media": "enregistrement"}


@dataclass(slots=True)
class _Reading:
    """What has been read so far; ``names`` are per code."""

    names: dict[str, str] = field(default_factory=dict)
    moderators: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    n_controls: int = 0


def read_chat(file: InputFile, reading: Reading) -> ReadResult:
    """Read a CHAT file."""
    decoded = decode_text(file.path.read_bytes(), file.name)
    if decoded.text is None:
        return ReadResult(None, decoded.problems)
    if not decoded.text.strip():
        return ReadResult(None, (*decoded.problems, error(file.name, "problem.empty_file")))
    read = _Reading()
    for number, block in _blocks(decoded.text):
        _read_block(read, number, block)
    if not read.pieces:
        return ReadResult(None, (*decoded.problems, error(file.name, "problem.not_chat")))
    problems = (*decoded.problems, *control_characters(file.name, read.n_controls))
    if read.unknown:
        problems += (
            warning(
                file.name, "problem.unknown_speaker_codes", line=read.unknown[0], n=len(set(read.unknown))
            ),
        )
    return compose_transcript(
        Found(
            file.name,
            join_pieces(read.pieces),
            asides=tuple(read.asides),
            attributes=tuple(read.attributes.items()),
            problems=problems,
            moderators=(*reading.moderators, *read.moderators),
        )
    )


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with those that go on from it (they begin with a tab), and its number."""
    block: list[str] = []
    first = 1
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if block and line.startswith(("\t", " ")):
            block.append(line.strip())
            continue
        if block:
            yield first, "\n".join(block)
        block, first = [line], number
    if block:
        yield first, "\n".join(block)


def _read_block(read: _Reading, number: int, block: str) -> None:
    main = _MAIN.match(block)
    if main is not None:
        _utterance(read, number, _clean(main[1]), main[2])
        return
    normal = normalise_text(_BULLET.sub(" ", block))
    read.n_controls += normal.n_controls
    text = squeeze(normal.text)
    header = _HEADER.match(text)
    if header is not None:
        _header(read, squeeze(header[1]).lower(), squeeze(header[2]))
    if text:
        kind = AsideKind.HEADER if header is not None else AsideKind.MARKUP
        read.asides.append(Aside(kind, text))


def _utterance(read: _Reading, number: int, code: str, words: str) -> None:
    times = [*_BULLET.finditer(words)] or [*_BARE_BULLET.finditer(words)]
    start_ms = int(times[0][1]) if times else None
    end_ms = int(times[-1][2]) if times else None
    words = _BULLET.sub(" ", words)
    impossible = [*_ANY_BULLET.finditer(words)]
    if impossible:
        times += impossible
        start_ms = IMPOSSIBLE_MS
    normal = normalise_text(_BARE_BULLET.sub("", _ANY_BULLET.sub(" ", words)))
    read.n_controls += normal.n_controls
    read.asides += [
        Aside(AsideKind.LABEL, code),
        *(Aside(AsideKind.TIME, _clean(time[0].strip("\x15 "))) for time in times),
    ]
    if code not in read.names:
        read.names[code] = code
        read.unknown.append(number)
    read.pieces.append(Piece(read.names[code], one_line(normal.text), number, start_ms, end_ms))


def _clean(text: str) -> str:
    return one_line(normalise_text(text).text)


def _header(read: _Reading, key: str, value: str) -> None:
    if key == "participants":
        for part in value.split(","):
            code, *rest = part.split() or [""]
            if code:
                name = " ".join(rest[:-1]).replace("_", " ") or code
                read.names[code] = name
                if rest and rest[-1].lower() in _ASKS:
                    read.moderators.append(name)
    elif key in _ATTRIBUTES and value:
        read.attributes.setdefault(_ATTRIBUTES[key], value)
