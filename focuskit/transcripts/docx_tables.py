"""Paragraphs and tables of text documents: turns where a column names the speaker, else paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from focuskit.model.documents import Aside, AsideKind
from focuskit.transcripts.clock import parse_stamp
from focuskit.transcripts.columns import SPEAKER, START, TEXT, find_column
from focuskit.transcripts.docx_body import Cell, DocxTable
from focuskit.transcripts.header import is_header_key
from focuskit.transcripts.labels import is_plausible
from focuskit.transcripts.lines import Line, Mark
from focuskit.transcripts.normalise import normalise_text, squeeze
from focuskit.transcripts.openings import take_time

_MOST_COLUMNS = 4
_FEWEST_ROWS = 2


def block_lines(blocks: Iterable[Line | DocxTable]) -> tuple[list[Line], int]:
    """Return the normalised lines of paragraphs and tables in order, and the control characters met."""
    lines: list[Line] = []
    n_controls = 0
    for block in blocks:
        for line in [block] if isinstance(block, Line) else table_lines(block):
            normal = normalise_text(line.text)
            n_controls += normal.n_controls
            pieces = normal.text.split("\n")
            lines.append(line if pieces[0] == line.text else replace(line, text=pieces[0]))
            lines += [Line(line.number, piece, new_paragraph=False) for piece in pieces[1:]]
    return lines, n_controls


def table_lines(table: DocxTable) -> Iterator[Line]:
    """Yield the lines of a table: one turn per row if it is a table of turns, else its cells in order."""
    rows = [row for row in table.rows if any(cell.text for cell in row)]
    if _tells_attributes(rows):
        for row in rows:
            key, value = (squeeze(cell.text).rstrip(" :") for cell in row)
            yield Line(_number(row), f"{key} : {value}" if key and value else key or value)
        return
    header, layout = _layout_by_names(rows)
    if layout is None:
        header, layout = 0, _layout_by_content(rows)
    if layout is None:
        yield from (line for row in rows for cell in row for line in cell.lines)
        return
    for row in rows[:header]:
        names = tuple(Aside(AsideKind.HEADER, cell.text) for cell in row if cell.text)
        yield Line(_number(row), "", asides=names)
    for row in rows[header:]:
        yield from _turn(row, *layout)


def _tells_attributes(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a table of two columns names what a header names: date, place, duration ..."""
    if not rows or any(len(row) != 2 for row in rows):  # noqa: PLR2004 (a key and its value)
        return False
    n_keys = sum(is_header_key(row[0].text) for row in rows)
    return 2 * n_keys >= len(rows) and not any("\n" in cell.text for row in rows for cell in row)


def _layout_by_names(rows: Sequence[Sequence[Cell]]) -> tuple[int, tuple[int, int, int | None] | None]:
    """Return 1 and the places of speaker, text and time where the first row names them."""
    if not rows:
        return 0, None
    names = [squeeze(cell.text) for cell in rows[0]]
    speaker, text, start = (find_column(names, kind) for kind in (SPEAKER, TEXT, START))
    if speaker is None or text is None:
        return 0, None
    return 1, (speaker, text, start)


def _layout_by_content(rows: Sequence[Sequence[Cell]]) -> tuple[int, int, int | None] | None:
    """Return the places of speaker, text and time where cells show them: times, recurring labels, words."""
    width = max((len(row) for row in rows), default=0)
    if len(rows) < _FEWEST_ROWS or not _FEWEST_ROWS <= width <= _MOST_COLUMNS:
        return None
    columns = [[row[place].text if place < len(row) else "" for row in rows] for place in range(width)]
    start = next((place for place, cells in enumerate(columns) if _are_times(cells)), None)
    others = [place for place in range(width) if place != start]
    if len(others) < 2 or not _are_labels(columns[others[0]]):  # noqa: PLR2004
        return None
    text = max(others[1:], key=lambda place: sum(map(len, columns[place])))
    return others[0], text, start


def _are_times(cells: Sequence[str]) -> bool:
    written = [cell for cell in cells if cell]
    return bool(written) and all(take_time(cell) != ("", cell) and not take_time(cell)[1] for cell in written)


def _are_labels(cells: Sequence[str]) -> bool:
    written = [squeeze(cell).rstrip(": ") for cell in cells if cell]
    if len(written) < _FEWEST_ROWS or not all(is_plausible(label) for label in written):
        return False
    return len(set(written)) <= max(_FEWEST_ROWS, len(written) // 2) and len(set(written)) < len(written)


def _turn(row: Sequence[Cell], speaker: int, text: int, start: int | None) -> Iterator[Line]:
    cells = {place: cell for place, cell in enumerate(row) if cell.text}
    label = squeeze(cells[speaker].text).strip("*[]: ") if speaker in cells else ""
    kinds = {speaker: AsideKind.LABEL, start: AsideKind.TIME}
    asides = tuple(
        Aside(kinds.get(place, AsideKind.HEADER), cell.text) for place, cell in cells.items() if place != text
    )
    start_ms, end_ms = parse_stamp(cells[start].text) if start in cells else (None, None)
    mark = Mark(label or None, start_ms, end_ms) if label or start_ms is not None else None
    words = cells[text].lines if text in cells else ()
    first = words[0] if words else Line(_number(row), "")
    yield Line(first.number, first.text, asides=asides, mark=mark)
    yield from words[1:]


def _number(row: Sequence[Cell]) -> int:
    return next((line.number for cell in row for line in cell.lines), 1)
