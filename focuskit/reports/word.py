"""Rendering a report as a Word file."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Pt

from focuskit.archive import pack, unpack
from focuskit.messages import say
from focuskit.reports.blocks import Block, Contents, Heading, Paragraph, Quotation, Report, TableBlock, Title
from focuskit.reports.word_styles import (
    CENTER,
    CODE_NAME,
    COUNTS,
    NOTE,
    QUESTION,
    RIGHT,
    SOURCE,
    VERBATIM,
    prepare_styles,
)
from focuskit.reports.word_xml import bookmark, contents, field, paragraph, table

_STYLES = {"body": "Normal", "note": NOTE, "counts": COUNTS, "question": QUESTION}
_FIXED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_word(report: Report) -> bytes:
    """Return a report as the bytes of a .docx; the same report gives the same bytes."""
    document = Document()
    prepare_styles(document)
    _set_properties(document, report)
    _add_margins(document, report)
    headings = [
        (block.level, block.text, f"_chapter{place}")
        for place, block in enumerate(report.blocks)
        if isinstance(block, Heading) and block.level == 1
    ]
    body = document.element.body
    for place, block in enumerate(report.blocks):
        _Renderer(document, body, headings).add(place, block)
    buffer = BytesIO()
    document.save(buffer)
    return pack(unpack(buffer.getvalue()))


class _Renderer:
    """Adds blocks at the end of a document."""

    def __init__(self, document: Any, body: Any, headings: list[tuple[int, str, str]]) -> None:  # noqa: ANN401
        self._document = document
        self._body = body
        self._headings = headings

    def add(self, place: int, block: Block) -> None:
        match block:
            case Title():
                self._title(block)
            case Contents():
                self._contents(block)
            case Heading():
                self._heading(place, block)
            case Paragraph():
                self._text(block.text, _STYLES[block.style])
            case Quotation():
                self._quotation(block)
            case TableBlock():
                self._table(block)

    def _title(self, block: Title) -> None:
        self._text(block.title, "Title")
        self._text(block.subtitle, "Subtitle")
        for note in block.notes:
            self._text(note, NOTE)

    def _contents(self, block: Contents) -> None:
        heading = self._text(block.heading, "Subtitle")
        heading.paragraph_format.page_break_before = True
        for entry in contents(self._headings):
            self._append(entry)
        self._text(block.note, NOTE).paragraph_format.space_before = Pt(10)

    def _heading(self, place: int, block: Heading) -> None:
        heading = self._text(block.text, f"Heading {block.level}")
        if not block.new_page:
            heading.paragraph_format.page_break_before = False
            heading.paragraph_format.space_before = Pt(22)
        if block.level == 1:
            start, end = bookmark(f"_chapter{place}", place + 1)
            heading._p.insert(1, start)  # noqa: SLF001 (python-docx has no bookmarks)
            heading._p.append(end)  # noqa: SLF001
        if block.code:
            heading.add_run(f"\N{EM SPACE}{block.code}", style=CODE_NAME)

    def _quotation(self, block: Quotation) -> None:
        quotation = self._document.add_paragraph(style=VERBATIM)
        opening, closing = say("report.quote_open"), say("report.quote_close")
        lines = f"{opening}{block.verbatim}{closing}".split("\n")
        for number, line in enumerate(lines):
            run = quotation.add_run(_clean(line))
            if number + 1 < len(lines):
                run.add_break()
        self._text(block.source, SOURCE)

    def _table(self, block: TableBlock) -> None:
        self._text(block.caption, "Caption")
        self._append(table(block))
        self._text("", NOTE).paragraph_format.space_after = Pt(4)

    def _text(self, text: str, style: str) -> Any:  # noqa: ANN401
        return self._document.add_paragraph(_clean(text), style=style)

    def _append(self, element: Any) -> None:  # noqa: ANN401
        self._body.insert(len(self._body) - 1, element)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _set_properties(document: Any, report: Report) -> None:  # noqa: ANN401
    properties = document.core_properties
    properties.title = report.title
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.created = properties.modified = _FIXED
    properties.revision = 1


def _add_margins(document: Any, report: Report) -> None:  # noqa: ANN401
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.text = report.running_header
    header.alignment = RIGHT
    for run in header.runs:
        run.font.size = Pt(9)
        run.font.bold = True
    footer = section.footer.paragraphs[0]
    footer.alignment = CENTER
    pages = f'{field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{field("NUMPAGES")}'
    for run in list(paragraph(pages))[1:]:
        footer._p.append(run)  # noqa: SLF001 (python-docx has no fields)
