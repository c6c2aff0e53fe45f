"""The quotations behind the numbers of an HTML report, as data of the page."""

from __future__ import annotations

import json
from collections.abc import Sequence

from focuskit.analysis import ROW_FACET, WITHOUT_ROW
from focuskit.messages import say
from focuskit.model.codebook import Codebook, code_and_parents
from focuskit.model.codings import CodedSegment, UnitStatus
from focuskit.reports.quoting import source_of
from focuskit.reports.selection import quotable

_HTML_SAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def quotations_as_json(
    segments: Sequence[CodedSegment], codebook: Codebook, refused: frozenset[str] = frozenset()
) -> str:
    """Return the coded segments as JSON that may stand in a script of a page.

    Each is a list: codes (those above them too, and ``sans_transition`` where there is no transition), words,
    source, person, document, codes shown, whether all of them are decided, question; and, where coders put
    different codes there, those that go together. Of people who refused to be quoted only the codes are
    there, so that the page can say how many quotations it does not show.
    """
    rows = [_row(one, codebook, is_shown=bool(quotable([one], refused))) for one in segments if one.marks]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _HTML_SAFE.items():
        text = text.replace(sign, escaped)
    return text


def _row(segment: CodedSegment, codebook: Codebook, *, is_shown: bool) -> list[object]:
    names = [mark.code for mark in segment.marks]
    every = dict.fromkeys(name for code in names for name in code_and_parents(code))
    has_row = any(codebook.code(name).facet == ROW_FACET for name in names)
    keys = [*every, *(() if has_row else (WITHOUT_ROW,))]
    if not is_shown:
        return [keys]
    shown = [
        codebook.code(mark.code).label
        + ("" if mark.status is UnitStatus.DECIDED else f" ({say('page.suggested')})")
        for mark in segment.marks
    ]
    return [
        keys,
        segment.verbatim,
        source_of(segment),
        segment.participant,
        segment.document,
        shown,
        all(mark.status is UnitStatus.DECIDED for mark in segment.marks),
        segment.question or "",
        *([_readings(segment, keys)] if segment.readings else []),
    ]


def _readings(segment: CodedSegment, keys: Sequence[str]) -> list[list[str]]:
    """Return, for each reading of a segment, its codes and those above them."""
    suggested = {mark.code for mark in segment.marks if mark.status is UnitStatus.SUGGESTED}
    expanded = [
        {name for code in (*reading, *suggested) for name in code_and_parents(code)}
        for reading in segment.readings
    ]
    return [[name for name in keys if name in names or name == WITHOUT_ROW] for names in expanded]
