"""Speech recognition in JSON (.json): Whisper, WhisperX and whisper.cpp → turns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from focuskit.model.documents import AUTOMATIC, STATE_KEY, Aside, AsideKind
from focuskit.model.problems import error, warning
from focuskit.transcripts.captions import Piece, join_pieces
from focuskit.transcripts.normalise import normalise_text, one_line, squeeze
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import read_normalised
from focuskit.transcripts.turns import Found, compose_transcript

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile, Reading

_LATEST_S = 1e7


def read_whisper(file: InputFile, reading: Reading) -> ReadResult:
    """Read the JSON of a speech recognition program; segments of one speaker in a row are one turn."""
    text, problems = read_normalised(file)
    if text is None:
        return ReadResult(None, problems)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as fault:
        return ReadResult(None, (*problems, error(file.name, "problem.broken_json", line=fault.lineno)))
    except (RecursionError, ValueError):
        return ReadResult(None, (*problems, error(file.name, "problem.broken_json", line=1)))
    segments = _segments(content)
    if segments is None:
        return ReadResult(None, (*problems, error(file.name, "problem.not_whisper")))
    pieces = [_piece(segment, number) for number, segment in enumerate(segments, start=1)]
    untimed = [piece.line for piece in pieces if piece.start_ms is None and piece.words]
    if untimed:
        problems += (warning(file.name, "problem.malformed_times", line=untimed[0], n=len(untimed)),)
    language = content.get("language") if isinstance(content, dict) else None
    attributes = (("langue", squeeze(language)),) if isinstance(language, str) and language.strip() else ()
    return compose_transcript(
        Found(
            file.name,
            join_pieces([piece for piece in pieces if piece.words]),
            asides=tuple(Aside(AsideKind.HEADER, value) for _, value in attributes),
            attributes=(*attributes, (STATE_KEY, AUTOMATIC)),
            problems=problems,
            moderators=reading.moderators,
        )
    )


def _segments(content: object) -> list[dict[str, Any]] | None:
    """Return the segments of a file, whichever program wrote it; ``None`` if it holds none."""
    found = content if isinstance(content, list) else None
    if isinstance(content, dict):
        found = content.get("segments") or content.get("transcription")
        if not found and isinstance(content.get("text"), str):
            found = [{"text": content["text"]}]
    if not isinstance(found, list) or not all(isinstance(segment, dict) for segment in found):
        return None
    kept = [segment for segment in found if isinstance(segment.get("text"), str)]
    return kept if kept and len(kept) == len(found) else None


def _piece(segment: dict[str, Any], number: int) -> Piece:
    speaker = segment.get("speaker")
    label = squeeze(normalise_text(speaker).text) if isinstance(speaker, str) else ""
    offsets = segment.get("offsets")
    if isinstance(offsets, dict):
        start, end, unit = offsets.get("from"), offsets.get("to"), 1
    else:
        start, end, unit = segment.get("start"), segment.get("end"), 1000
    words = one_line(normalise_text(segment["text"]).text)
    return Piece(label or None, words, number, _ms(start, unit), _ms(end, unit))


def _ms(value: object, unit: int) -> int | None:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not 0 <= value * unit < _LATEST_S * 1000
    ):
        return None
    return round(value * unit)
