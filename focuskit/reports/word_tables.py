"""Whole tables as WordprocessingML: header rows that repeat, rows that are never cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from focuskit.reports.blocks import TableBlock
from focuskit.reports.word_xml import run

_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="B8C2C8"'
_HEAD_FILL, _STRONG_FILL, _INDENT_TWIPS = "1F3A4D", "EEF2F4", 170
_HEAD_SIDE = f'w:val="single" w:sz="4" w:space="0" w:color="{_HEAD_FILL}"'
_HEAD_SIDES = f"<w:tcBorders><w:left {_HEAD_SIDE}/><w:right {_HEAD_SIDE}/></w:tcBorders>"
"""Lines in the colour of the header, so that no seam is seen between its cells."""
_LETTER_TWIPS, _MARGINS_TWIPS = 86, 165
"""Room for a letter, and for what stands around the text of a cell."""
_LINE_POINTS, _AROUND_POINTS, _KEPT_POINTS = 11.0, 5.0, 230.0
"""Height of a line of a cell, of what is around it, and up to which height a table stays on one page."""


def table(block: TableBlock, width_twips: int, cell_style: str) -> Any:  # noqa: ANN401 (python-docx is untyped)
    """Return a table of that width in twentieths of a point."""
    widths = _fitting([round(share * width_twips) for share in block.widths], block.header)
    last = len(block.rows) - 1
    together = sum(_height(row, widths) for row in (block.header, *block.rows)) <= _KEPT_POINTS
    rows = [_row(block, block.header, widths, cell_style, head=True)]
    for place, row in enumerate(block.rows):
        looks = _RowLooks(
            strong=place in block.strong,
            depth=block.depths[place] if block.depths else 0,
            keep=place < last and (together or place in {0, last - 1}),
        )
        rows.append(_row(block, row, widths, cell_style, looks=looks))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="45" w:type="dxa"/>'
        '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _fitting(widths: Sequence[int], header: Sequence[str]) -> list[int]:
    """Widen the columns in which a word of the header would be cut, at the cost of the widest."""
    made = list(widths)
    for place, name in enumerate(header):
        longest = max(map(len, name.split()), default=0)
        lacking = longest * _LETTER_TWIPS + _MARGINS_TWIPS - made[place]
        widest = max(range(len(made)), key=made.__getitem__)
        if 0 < lacking < made[widest] // 3 and widest != place:
            made[place] += lacking
            made[widest] -= lacking
    return made


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Estimate the height of a row in points, from the number of letters of its cells."""
    lines = (
        sum(1 + len(part) * _LETTER_TWIPS // max(1, width - _MARGINS_TWIPS) for part in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    )
    return max(lines, default=1) * _LINE_POINTS + _AROUND_POINTS


class _RowLooks:
    """How a row looks: standing out, its first cell indented, kept on the page of the next."""

    __slots__ = ("depth", "keep", "strong")

    def __init__(self, *, strong: bool = False, depth: int = 0, keep: bool = False) -> None:
        self.strong, self.depth, self.keep = strong, depth, keep


def _row(
    block: TableBlock,
    cells: Sequence[str],
    widths: Sequence[int],
    style: str,
    *,
    head: bool = False,
    looks: _RowLooks | None = None,
) -> str:
    looks = looks or _RowLooks(keep=head)
    sides = _HEAD_SIDES if head else ""
    fill = _HEAD_FILL if head else _STRONG_FILL if looks.strong else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    made = []
    for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
        right = '<w:jc w:val="right"/>' if place >= block.n_text else ""
        indent = f'<w:ind w:left="{looks.depth * _INDENT_TWIPS}"/>' if looks.depth and place == 0 else ""
        keep = "<w:keepNext/>" if looks.keep else ""
        made.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{sides}{shade}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{indent}{right}</w:pPr>'
            f"{run(text, _looks_of(place, head=head, strong=looks.strong))}</w:p></w:tc>"
        )
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(made)}</w:tr>"


def _looks_of(place: int, *, head: bool, strong: bool) -> str:
    if head:
        return '<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="16"/>'
    return "<w:b/>" if strong and place == 0 else ""
