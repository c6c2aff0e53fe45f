"""Sheet export: every suggestion, coding and uncoded segment as a row to decide on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from focuskit.errors import SheetFileError
from focuskit.exchange.sheet import read_coding_sheet, write_coding_sheet
from focuskit.messages import say
from focuskit.model.codebook import Codebook
from focuskit.model.coding_sheet import (
    RowKey,
    RowKind,
    SheetCode,
    SheetDecision,
    SheetField,
    SheetLabels,
    SheetRow,
)
from focuskit.model.documents import COUNTED_ROLES, SpeakerTurn
from focuskit.model.spans import Span
from focuskit.store import ProjectFolder, load_pseudonyms, read_settings
from focuskit.store.participants import ShownSpeaker
from focuskit.workflow.coding_ground import CodingGround, load_grounds
from focuskit.workflow.questions import questions_by_turn
from focuskit.workflow.tag import load_codebook
from focuskit.writing import set_aside

_Shown = dict[str | None, ShownSpeaker]


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A workbook written: rows by kind; ``kept`` is where one of that name went that had been worked on."""

    path: Path
    n_rows: int
    n_suggestions: int
    n_codings: int
    kept: Path | None = None


def export_sheet(
    folder: ProjectFolder,
    documents: Sequence[str] = (),
    *,
    output: Path | None = None,
    coder: str | None = None,
    suggestions: bool = True,
) -> SheetFile:
    """Write one workbook with the rows of all documents, or of those named.

    Parameters
    ----------
    output
        The workbook; ``None``: ``reports/coding.xlsx`` in the project.
    coder
        Only the codings of this coder; ``None``: of all.
    suggestions
        Whether open suggestions are shown; never those that this coder, or the project's, is not to see.

    Raises
    ------
    UsageError
        If there is no such document, or the project has no codebook.
    OutputError
        If the file cannot be written.
    """
    codebook, _ = load_codebook(folder)
    grounds = load_grounds(folder, documents, coder or read_settings(folder.path).coder)
    with folder.reading() as connection:
        shown = load_pseudonyms(connection)
    rows: list[SheetRow] = []
    for ground in grounds:
        names = {label: one for (owner, label), one in shown.items() if owner == ground.document.id}
        rows += sorted(_rows(ground, names, coder, with_open=suggestions), key=_order)
    path = output or folder.path / "reports" / "coding.xlsx"
    kept = _kept(path)
    write_coding_sheet(path, rows, tuple(_codes(codebook)), sheet_labels())
    kinds = [row.key.kind for row in rows]
    return SheetFile(path, len(rows), kinds.count(RowKind.SUGGESTION), kinds.count(RowKind.CODING), kept)


def sheet_labels() -> SheetLabels:
    """Return the words of the workbook in the language in force."""
    return SheetLabels(
        {field: say(f"sheet.column_{field}") for field in SheetField},
        {decision: say(f"sheet.decision_{decision}") for decision in SheetDecision},
        say("sheet.title"),
        say("sheet.codebook"),
        (
            say("sheet.column_facet"),
            say("sheet.column_label"),
            say("sheet.column_name"),
            say("sheet.column_definition"),
        ),
        say("sheet.how_to"),
        tuple(say("sheet.how_to_lines").split("\n")),
        say("sheet.unknown_code"),
        say("sheet.unknown_decision"),
    )


def _order(row: SheetRow) -> tuple[int, int, int, str]:
    return row.key.start, row.key.end, list(RowKind).index(row.key.kind), row.code


def _rows(ground: CodingGround, shown: _Shown, coder: str | None, *, with_open: bool) -> Iterator[SheetRow]:
    places = _Places(ground, shown)
    version = ground.document.version_id
    owned = [one for one in ground.codings if coder in {None, one.coder}]
    coded = {(one.kept.span, one.kept.code) for one in owned}
    coded_segments: set[int] = set()
    for one in owned:
        kept = one.kept
        coded_segments.update(places.segments(kept.span))
        key = RowKey(RowKind.CODING, version, kept.span.start, kept.span.end, kept.code, kept.decision_id)
        yield places.row(key, kept.code, one.coder)
    for each in ground.suggestions if with_open else ():
        code = each.suggestion.code
        if each.is_open and (each.span, code) not in coded and each.span.start < each.span.end:
            coded_segments.add(each.suggestion.segment)
            key = RowKey(RowKind.SUGGESTION, version, each.span.start, each.span.end, code)
            yield places.row(key, code, say(f"sheet.by_{each.suggestion.origin}"))
    for segment in ground.segments:
        span = segment.span.stripped(ground.document.text)
        if span.start < span.end and segment.number not in coded_segments:
            yield places.row(RowKey(RowKind.SEGMENT, version, span.start, span.end), "", "")


class _Places:
    """Who says the words of a span, when, to what question."""

    def __init__(self, ground: CodingGround, shown: _Shown) -> None:
        self._ground = ground
        self._shown = shown
        self._questions = questions_by_turn(ground.document)

    def row(self, key: RowKey, code: str, by: str) -> SheetRow:
        """Return a row on the words of its key."""
        document = self._ground.document
        turn = self._turn(key.start)
        speaker = self._shown[turn.label]
        asked = self._questions.get(turn.number)
        seconds = None if turn.start_ms is None else turn.start_ms // 1000
        return SheetRow(
            key,
            document.name,
            next(self.segments(Span(key.start, key.end)), None),
            speaker.pseudonym,
            "" if seconds is None else f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}",
            asked.words if asked and speaker.role in COUNTED_ROLES else "",
            Span(key.start, key.end).slice(document.text),
            code,
            by,
            speaker.role not in COUNTED_ROLES,
        )

    def _turn(self, start: int) -> SpeakerTurn:
        turns = self._ground.document.turns
        return turns[max(bisect_right(turns, start, key=lambda one: one.span.start) - 1, 0)]

    def segments(self, span: Span) -> Iterator[int]:
        """Yield the numbers of the segments that a span overlaps."""
        segments = self._ground.segments
        first = max(bisect_right(segments, span.start, key=lambda one: one.span.start) - 1, 0)
        for segment in segments[first:]:
            if segment.span.start >= span.end:
                return
            if segment.span.overlaps(span):
                yield segment.number


def _codes(codebook: Codebook) -> Iterator[SheetCode]:
    for facet in codebook.facets:
        for code in codebook.of_facet(facet.id):
            if not code.retired:
                yield SheetCode(facet.label, code.label, code.name, code.definition)


def _kept(path: Path) -> Path | None:
    """Give a workbook that somebody has worked on another name, so that nothing in it is lost."""
    if not path.exists():
        return None
    try:
        if all(row.is_empty and row.is_unchanged for row in read_coding_sheet(path)):
            return None
    except SheetFileError:
        pass
    return set_aside(path)
