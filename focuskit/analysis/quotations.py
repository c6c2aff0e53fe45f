"""Quotations: the coded segments with their words, from which every count can be made again by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from focuskit.model.codings import CodedCorpus, CodedSegment, CodeMark, UnitStatus

QUOTATION_COLUMNS = (
    "document",
    "kind",
    "speaker",
    "participant",
    "role",
    "turn",
    "segment",
    "time",
    "start",
    "end",
    "codes",
    "codes_context",
    "readings",
    "status",
    "question",
    "verbatim",
    "evidence",
)


def list_quotations(corpus: CodedCorpus) -> pd.DataFrame:
    """List the coded segments, in the order of the corpus.

    Returns
    -------
    pandas.DataFrame
        One row per segment and status on it (``decided`` first), columns `QUOTATION_COLUMNS`.
        ``start`` and ``end`` are code points of the stored text, as are those in ``evidence``;
        ``time`` is ``h:mm:ss``, empty where unknown; ``codes`` are full names in the order of the
        codebook, joined by ``"; "``. ``codes_context`` holds those that may be taken over from the question
        or the exchange; no count includes them. ``readings``: where several coders put different codes on
        the segment, what each put together, separated by ``" | "``; codes of different readings are in no
        crossing. Else empty. ``verbatim`` is empty where somebody refused to be quoted.
    """
    order = {code.name: place for place, code in enumerate(corpus.codebook.codes)}
    rows = [
        _row(segment, status, marks, context)
        for segment in corpus.segments
        for status in UnitStatus
        if (marks := _marks(segment.marks, status, order))
        + (context := _marks(segment.context, status, order))
    ]
    return pd.DataFrame(rows, columns=list(QUOTATION_COLUMNS))


def _marks(marks: Sequence[CodeMark], status: UnitStatus, order: dict[str, int]) -> list[CodeMark]:
    found = [mark for mark in marks if mark.status is status]
    return sorted(found, key=lambda mark: order.get(mark.code, len(order)))


def _row(
    segment: CodedSegment, status: UnitStatus, marks: list[CodeMark], context: list[CodeMark]
) -> tuple[object, ...]:
    return (
        segment.document,
        segment.kind.value,
        segment.speaker,
        segment.participant,
        segment.role.value,
        segment.turn,
        segment.number,
        clock(segment.start_ms),
        segment.span.start,
        segment.span.end,
        "; ".join(dict.fromkeys(mark.code for mark in marks)),
        "; ".join(dict.fromkeys(mark.code for mark in context)),
        _readings(segment) if status is UnitStatus.DECIDED else "",
        status.value,
        segment.question or "",
        segment.shown,
        " | ".join(_evidence(segment, mark) for mark in marks if mark.evidence),
    )


def _readings(segment: CodedSegment) -> str:
    return " | ".join("; ".join(sorted(reading)) for reading in segment.readings)


def clock(ms: int | None) -> str:
    """Return a time in milliseconds as ``h:mm:ss``; empty for ``None``."""
    if ms is None:
        return ""
    seconds = ms // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _evidence(segment: CodedSegment, mark: CodeMark) -> str:
    """Return ``code: « words » [start-end], …``: each place once, whatever the number of rules it fulfils.

    Words outside the segment, and those that may not be quoted, are told by their place only.
    """
    told = []
    for span in dict.fromkeys(one.span for one in mark.evidence):
        place = f"[{span.start}-{span.end}]"
        inside = segment.is_quotable and segment.span.holds(span)
        words = span.shifted(-segment.span.start).slice(segment.verbatim) if inside else ""
        told.append(f"« {words} » {place}" if inside else place)
    return f"{mark.code}: {', '.join(told)}"
