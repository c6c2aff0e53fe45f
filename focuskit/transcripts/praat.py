"""Praat files (.TextGrid): intervals on tiers, one tier for each speaker → turns in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from praatio.utilities import textgrid_io
from praatio.utilities.errors import PraatioException

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import error, warning
from focuskit.transcripts.captions import Piece, join_pieces
from focuskit.transcripts.normalise import one_line, squeeze
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import read_normalised
from focuskit.transcripts.turns import Found, compose_transcript
from focuskit.transcripts.xml_tree import seconds_to_ms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from focuskit.transcripts.reading import InputFile, Reading

_FAULTS = (PraatioException, ValueError, IndexError, KeyError, TypeError, AttributeError, ArithmeticError)
"""What the library may raise on a file that is none or is cut."""


def read_praat(file: InputFile, reading: Reading) -> ReadResult:
    """Read a TextGrid, long or short."""
    text, problems = read_normalised(file)
    if text is None:
        return ReadResult(None, problems)
    try:
        tiers: Sequence[dict[str, Any]] = textgrid_io.parseTextgridStr(text)["tiers"]
        pieces = [piece for tier in tiers if not _is_points(tier) for piece in _pieces(tier)]
    except _FAULTS:
        return ReadResult(None, (*problems, error(file.name, "problem.broken_textgrid")))
    points = [tier for tier in tiers if _is_points(tier) and tier["entries"]]
    if points:
        problems += (warning(file.name, "problem.point_tiers", n=len(points)),)
    asides = tuple(
        Aside(AsideKind.MARKUP, squeeze(str(entry[-1]))) for tier in points for entry in tier["entries"]
    )
    pieces.sort(key=lambda piece: piece.start_ms or 0)
    drafts = join_pieces(pieces)
    return compose_transcript(
        Found(file.name, drafts, asides=asides, problems=problems, moderators=reading.moderators)
    )


def _is_points(tier: dict[str, Any]) -> bool:
    return str(tier["class"]) != "IntervalTier"


def _pieces(tier: dict[str, Any]) -> list[Piece]:
    label = squeeze(tier["name"]) or None
    return [
        Piece(label, one_line(words), 1, seconds_to_ms(str(start)), seconds_to_ms(str(end)))
        for start, end, words in tier["entries"]
        if words.strip()
    ]
