"""Pieces of WordprocessingML that python-docx does not make: fields and whole tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from focuskit.reports.blocks import TableBlock
from focuskit.reports.word_styles import CELL

_TEXT_TWIPS = 9185
"""Width of the text area in twentieths of a point (A4, margins of 2.4 cm)."""
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="B8C2C8"'
_HEAD_FILL, _STRONG_FILL, _INDENT_TWIPS = "1F3A4D", "EEF2F4", 170
_CELL_STYLE = CELL.replace(" ", "")


def field(code: str, shown: str = "1") -> str:
    """Return the runs of a field whose last result is ``shown``."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{escape(shown)}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(runs: str, properties: str = "") -> Any:  # noqa: ANN401 (python-docx is untyped here)
    """Return a paragraph of runs."""
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr>{runs}</w:p>")


def contents(entries: Sequence[tuple[int, str, str]]) -> list[Any]:
    """Return the paragraphs of a table-of-contents field.

    The entries (level, text, bookmark) are its present result: they show at once, without a question on
    opening. Page numbers are known to a word processor only: it adds them when the field is updated.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \h \z \u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    made = []
    for place, (level, text, bookmark) in enumerate(entries):
        link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{_run(text)}</w:hyperlink>'
        runs = (begin if place == 0 else "") + link + (end if place == len(entries) - 1 else "")
        made.append(paragraph(runs, f'<w:pStyle w:val="TOC{level}"/>'))
    return made


def bookmark(name: str, number: int) -> tuple[Any, Any]:
    """Return the two ends of a bookmark."""
    start = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>'
    return parse_xml(start), parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>')


def table(block: TableBlock) -> Any:  # noqa: ANN401
    """Return a table: header row repeated on each page, rows never cut."""
    widths = [round(share * _TEXT_TWIPS) for share in block.widths]
    rows = [_row(block, block.header, widths, head=True)]
    for place, row in enumerate(block.rows):
        depth = block.depths[place] if block.depths else 0
        rows.append(_row(block, row, widths, strong=place in block.strong, depth=depth))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="45" w:type="dxa"/>'
        '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    block: TableBlock,
    cells: Sequence[str],
    widths: Sequence[int],
    *,
    head: bool = False,
    strong: bool = False,
    depth: int = 0,
) -> str:
    fill = _HEAD_FILL if head else _STRONG_FILL if strong else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    made = []
    for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
        right = '<w:jc w:val="right"/>' if place >= block.n_text else ""
        indent = f'<w:ind w:left="{depth * _INDENT_TWIPS}"/>' if depth and place == 0 else ""
        keep = "<w:keepNext/>" if head else ""
        looks = (
            '<w:b/><w:color w:val="FFFFFF"/><w:sz w:val="16"/>'
            if head
            else "<w:b/>"
            if strong and place == 0
            else ""
        )
        made.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{_CELL_STYLE}"/>{keep}{indent}{right}</w:pPr>'
            f"{_run(text, looks)}</w:p></w:tc>"
        )
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(made)}</w:tr>"


def _run(text: str, looks: str = "") -> str:
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r><w:rPr>{looks}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"
