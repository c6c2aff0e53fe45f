"""ELAN files (.eaf): annotations on tiers, one tier or more for each speaker → turns in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem, error, warning
from focuskit.transcripts.captions import Piece, join_pieces
from focuskit.transcripts.clock import IMPOSSIBLE_MS, possible
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.turns import Found, compose_transcript
from focuskit.transcripts.xml_tree import line_of, local_name, named, read_tree, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from focuskit.transcripts.reading import InputFile, Reading

_FRAME_MS = {"PAL-frames": 40.0, "NTSC-frames": 1001 / 30}
_MOST_DIGITS = 16
_Slots = dict[str, tuple[int | None, int]]


def read_elan(file: InputFile, reading: Reading) -> ReadResult:
    """Read an ELAN file."""
    root, problems = read_tree(file)
    if root is None:
        return ReadResult(None, problems)
    if local_name(root) != "ANNOTATION_DOCUMENT":
        return ReadResult(None, (*problems, error(file.name, "problem.not_elan")))
    tiers = list(named(root, "TIER"))
    dependent = [tier for tier in tiers if tier.get("PARENT_REF")]
    found = Found(
        file.name,
        join_pieces(_pieces(root, [tier for tier in tiers if not tier.get("PARENT_REF")])),
        asides=_asides(dependent),
        problems=(*problems, *_dependent_problems(file.name, dependent)),
        moderators=reading.moderators,
    )
    return compose_transcript(found)


def _pieces(root: etree._Element, tiers: Sequence[etree._Element]) -> list[Piece]:
    """Return the annotations of all tiers in order of time; empty ones say nothing and are left out."""
    slots = _slots(root)
    timed: list[tuple[int, Piece]] = []
    for tier in tiers:
        label = (tier.get("PARTICIPANT") or tier.get("TIER_ID") or "").strip() or None
        timed += [_piece(annotation, label, slots) for annotation in named(tier, "ALIGNABLE_ANNOTATION")]
    return [piece for _, piece in sorted(timed, key=lambda pair: pair[0]) if piece.words]


def _piece(
    annotation: etree._Element, label: str | None, slots: Mapping[str, tuple[int | None, int]]
) -> tuple[int, Piece]:
    start_ms, place = slots.get(annotation.get("TIME_SLOT_REF1") or "", (None, 0))
    end_ms, _ = slots.get(annotation.get("TIME_SLOT_REF2") or "", (None, 0))
    return place, Piece(label, words_of(annotation), line_of(annotation), start_ms, end_ms)


def _time(value: str, unit: float) -> int | None:
    if not value.strip():
        return None
    return possible(int(value) * unit) if value.isdecimal() and len(value) < _MOST_DIGITS else IMPOSSIBLE_MS


def _slots(root: etree._Element) -> _Slots:
    """Return the time of each slot in ms (``None`` if not set) and the time that tells its place."""
    header = next(named(root, "HEADER"), None)
    unit = _FRAME_MS.get(header.get("TIME_UNITS") or "", 1.0) if header is not None else 1.0
    slots: _Slots = {}
    place = 0
    for slot in named(root, "TIME_SLOT"):
        value = slot.get("TIME_VALUE") or ""
        time_ms = _time(value, unit)
        place = time_ms if time_ms is not None and time_ms >= 0 else place
        slots[slot.get("TIME_SLOT_ID") or ""] = (time_ms, place)
    return slots


def _asides(dependent: Sequence[etree._Element]) -> tuple[Aside, ...]:
    values = (words_of(value) for tier in dependent for value in named(tier, "ANNOTATION_VALUE"))
    return tuple(Aside(AsideKind.MARKUP, value) for value in values if value)


def _dependent_problems(name: str, dependent: Sequence[etree._Element]) -> tuple[Problem, ...]:
    """Tell tiers that hang on another one (translations, words, gestures): they are not what is said."""
    filled = [tier for tier in dependent if len(tier)]
    if not filled:
        return ()
    return (warning(name, "problem.dependent_tiers", line=line_of(filled[0]), n=len(filled)),)
