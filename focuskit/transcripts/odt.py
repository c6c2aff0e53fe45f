"""OpenDocument texts (.odt): paragraphs and tables in order; comments, notes and deletions set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from focuskit.model.documents import Aside, AsideKind
from focuskit.model.problems import Problem, error, warning
from focuskit.transcripts.docx_body import Cell, DocxTable
from focuskit.transcripts.docx_tables import block_lines
from focuskit.transcripts.headings import mark_headings
from focuskit.transcripts.lines import Line
from focuskit.transcripts.normalise import normalise_text
from focuskit.transcripts.odf import Beside, attribute, name_of, open_odf, paragraph_text, plain_text, repeats
from focuskit.transcripts.plain import parse_lines
from focuskit.transcripts.reading import ReadResult
from focuskit.transcripts.text import control_characters
from focuskit.transcripts.turns import compose_transcript

if TYPE_CHECKING:
    from focuskit.transcripts.reading import InputFile, Reading

_MOST_REPEATED = 1000


@dataclass(slots=True)
class _Body:
    """What has been read so far."""

    blocks: list[Line | DocxTable] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)
    n_paragraphs: int = 0

    def line(self, node: Any) -> Line:  # noqa: ANN401 (odfpy's nodes have no stub)
        self.n_paragraphs += 1
        level = attribute(node, "outline-level") if name_of(node) == "h" else None
        heading = int(level) if level is not None and level.isdecimal() else None
        return Line(self.n_paragraphs, paragraph_text(node, self.beside), heading=heading)


def read_odt(file: InputFile, reading: Reading) -> ReadResult:
    """Read an .odt transcript."""
    opened = open_odf(file.path)
    if opened.fault is not None:
        return ReadResult(None, (error(file.name, f"problem.{opened.fault}"),))
    body = _Body()
    try:
        _read_blocks(opened.body, body)
    except RecursionError:
        return ReadResult(None, (error(file.name, "problem.broken_odf"),))
    written, n_controls = block_lines(body.blocks)
    lines, before = mark_headings(written)
    if not any(line.text.strip() for line in written):
        return ReadResult(None, (error(file.name, "problem.empty_file"),))
    problems = (*control_characters(file.name, n_controls), *_problems(file.name, body.beside))
    found = parse_lines(file.name, lines, reading=reading, problems=problems)
    texts = (*body.beside.notes, *body.beside.comments, *body.beside.deletions)
    aside = tuple(Aside(AsideKind.HEADER, normalise_text(text).text) for text in texts if text)
    return compose_transcript(replace(found, asides=(*before, *found.asides, *aside)))


def _read_blocks(node: Any, body: _Body) -> None:  # noqa: ANN401 (odfpy's nodes have no stub)
    for child in node.childNodes:
        name = name_of(child)
        if name in {"p", "h"}:
            body.blocks.append(body.line(child))
        elif name == "table":
            body.blocks.append(DocxTable(tuple(_rows(child, body))))
        elif name == "tracked-changes":
            body.beside.deletions += [text for text in [plain_text(child)] if text]
        elif name:
            _read_blocks(child, body)


def _rows(node: Any, body: _Body) -> Iterator[tuple[Cell, ...]]:  # noqa: ANN401 (odfpy's nodes have no stub)
    for child in node.childNodes:
        name = name_of(child)
        if name == "table-row":
            yield tuple(_cells(child, body))
        elif name:
            yield from _rows(child, body)


def _cells(row: Any, body: _Body) -> Iterator[Cell]:  # noqa: ANN401 (odfpy's nodes have no stub)
    for child in row.childNodes:
        if name_of(child) in {"table-cell", "covered-table-cell"}:
            inner = _Body(beside=body.beside, n_paragraphs=body.n_paragraphs)
            _read_blocks(child, inner)
            body.n_paragraphs = inner.n_paragraphs
            cell = Cell(tuple(_all_lines(inner.blocks)))
            for _ in range(min(repeats(child, "number-columns-repeated"), _MOST_REPEATED)):
                yield cell


def _all_lines(blocks: list[Line | DocxTable]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell.lines)


def _problems(name: str, beside: Beside) -> Iterator[Problem]:
    if beside.deletions:
        yield warning(name, "problem.tracked_changes_odt")
    for key, found in (("notes_aside", beside.notes), ("comments_aside", beside.comments)):
        if found:
            yield warning(name, f"problem.{key}", n=len(found))
