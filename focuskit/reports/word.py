"""Rendering a report as a Word file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph as Text

from focuskit.archive import pack, unpack
from focuskit.messages import say
from focuskit.reports import word_styles as looks
from focuskit.reports.blocks import (
    Block,
    Contents,
    FigureBlock,
    Heading,
    ListOf,
    MarkedPlace,
    Paragraph,
    Quotation,
    Report,
    TableBlock,
    Title,
    split_references,
)
from focuskit.reports.word_lists import Pages, contents, list_of
from focuskit.reports.word_notes import Footnotes
from focuskit.reports.word_outline import Entry, Outline, outline_of, sequence_name
from focuskit.reports.word_pages import find_pages
from focuskit.reports.word_places import marked_place
from focuskit.reports.word_properties import set_properties
from focuskit.reports.word_tables import table
from focuskit.reports.word_template import open_template
from focuskit.reports.word_xml import bookmarked, field, pieces, run

_STYLES = {"body": "Normal", "note": looks.NOTE, "counts": looks.COUNTS, "question": looks.QUESTION}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMU_PER_TWIP = 635


@dataclass(frozen=True, slots=True)
class WordFile:
    """A rendered report: the bytes of the .docx, and the styles that a template lacked."""

    content: bytes
    missing_styles: tuple[str, ...] = ()


def render_word(
    report: Report,
    *,
    template: Path | None = None,
    with_pages: bool = False,
    with_footnotes: bool = False,
) -> WordFile:
    """Render a report; the same report and template give the same bytes.

    Parameters
    ----------
    template
        A .docx or .dotx whose page, styles, header and footer are used.
    with_pages
        Let LibreOffice, where it is installed, tell the pages of the table of contents; without it, Word
        fills them in when the file is opened.
    with_footnotes
        Say in footnotes where quotations come from; but in an exchange, who speaks stands below the words.

    Raises
    ------
    UsageError
        If the template cannot be used.
    """
    outline = outline_of(report)

    def rendered(pages: Pages | None) -> WordFile:
        return _Renderer(report, outline, template, pages, with_footnotes=with_footnotes).render()

    made = rendered(None)
    pages = find_pages(made.content) if with_pages else None
    return made if pages is None else rendered(pages)


class _Renderer:
    """Lays the blocks of a report out, one after the other."""

    def __init__(
        self,
        report: Report,
        outline: Outline,
        template: Path | None,
        pages: Pages | None,
        *,
        with_footnotes: bool,
    ) -> None:
        self._report, self._outline, self._pages = report, outline, pages
        self._missing: tuple[str, ...] = ()
        self._document: Any
        if template is None:
            self._document = Document()
            looks.prepare_styles(self._document)
        else:
            self._document, self._missing = open_template(template)
            looks.complete_styles(self._document, self._missing)
        self._has_template = template is not None
        self._footnotes = Footnotes(self._document) if with_footnotes else None
        self._styles = {style.name: style.style_id for style in self._document.styles}
        first = self._document.sections[0]
        self._is_wide, self._is_landscape = False, first.page_width > first.page_height
        self._n_marks = len(report.blocks)
        self._body = self._document._body  # noqa: SLF001 (what python-docx hangs its paragraphs on)

    def render(self) -> WordFile:
        set_properties(self._document, self._report)
        self._margins()
        for place, block in enumerate(self._report.blocks):
            self._turn_page(wide=getattr(block, "wide", False))
            self._add_block(place, block)
        if self._footnotes is not None:
            self._footnotes.write()
        buffer = BytesIO()
        self._document.save(buffer)
        return WordFile(pack(unpack(buffer.getvalue())), self._missing)

    def _add_block(self, place: int, block: Block) -> None:
        match block:
            case Title() | Contents() | ListOf():
                self._add_front(block)
            case Heading():
                self._heading(place, block)
            case Paragraph():
                self._paragraph(block)
            case Quotation():
                self._quotation(place, block)
            case TableBlock():
                self._table(place, block)
            case FigureBlock():
                self._figure(place, block)
            case MarkedPlace():
                self._place(block)

    def _add_front(self, block: Title | Contents | ListOf) -> None:
        match block:
            case Title():
                self._title(block)
            case Contents():
                self._contents(block)
            case ListOf():
                self._list(block)

    def _title(self, block: Title) -> None:
        self._text(block.title, "Title")
        self._text(block.subtitle, "Subtitle")
        for note in block.notes:
            self._text(note, looks.NOTE)

    def _contents(self, block: Contents) -> None:
        heading = self._text(block.heading, looks.CONTENTS_TITLE)
        heading.paragraph_format.page_break_before = True
        for entry in contents(self._outline, self._styles, self._width, self._pages):
            self._append(entry)
        if block.note and self._pages is None:
            self._text(block.note, looks.NOTE).paragraph_format.space_before = Pt(10)

    def _list(self, block: ListOf) -> None:
        if self._outline.listed(block.kind):
            heading = self._text(block.heading, looks.CONTENTS_TITLE)
            heading.paragraph_format.space_before = Pt(18)
            for entry in list_of(block.kind, self._outline, self._styles, self._width, self._pages):
                self._append(entry)

    def _heading(self, place: int, block: Heading) -> None:
        heading = self._text("", f"Heading {block.level}")
        if block.new_page:
            heading.paragraph_format.page_break_before = True
            if not self._has_template:
                heading.paragraph_format.space_before = Pt(0)
        if not block.numbered:
            number = heading._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 (python-docx has no lists)
            number.get_or_add_numId().val = 0
        self._add(heading, bookmarked(run(_clean(block.text)), self._entry(place).bookmark, place + 1))
        if block.code:
            heading.add_run(f"\N{EM SPACE}{block.code}", style=looks.CODE_NAME)

    def _paragraph(self, block: Paragraph) -> None:
        made = self._text("", _STYLES[block.style])
        for place, piece in enumerate(split_references(block.text)):
            if place % 2:
                entry = self._outline.by_key[piece]
                self._add(made, field(rf"REF {entry.bookmark} \h", entry.label))
            elif piece:
                self._add(made, run(_clean(piece)))

    def _quotation(self, place: int, block: Quotation) -> None:
        quotation = self._text("", looks.VERBATIM)
        opening, closing = say("report.quote_open"), say("report.quote_close")
        self._add(quotation, run(_clean(f"{opening}{block.verbatim}{closing}")))
        if self._footnotes is not None and not block.in_exchange:
            source = block.source.removeprefix("(").removesuffix(")")
            self._add(quotation, self._footnotes.add(_clean(f"{source}.")))
            quotation.paragraph_format.keep_with_next = False
            quotation.paragraph_format.space_after = Pt(9)
            return
        source = self._text(block.source, looks.SOURCE)
        after = self._report.blocks[place + 1 : place + 2]
        if after and isinstance(after[0], Paragraph) and after[0].style == "note":
            source.paragraph_format.keep_with_next = True

    def _table(self, place: int, block: TableBlock) -> None:
        self._caption(place, block.caption).paragraph_format.keep_with_next = True
        self._append(table(block, self._width, self._styles[looks.CELL]))
        self._text("", looks.NOTE).paragraph_format.space_after = Pt(4)

    def _figure(self, place: int, block: FigureBlock) -> None:
        holder = self._text("", "Normal")
        holder.paragraph_format.keep_with_next = True
        holder.paragraph_format.space_after = Pt(3)
        asked = min(block.picture.width_cm, block.widest_cm or block.picture.width_cm)
        width = min(Cm(asked), Emu(self._width * _EMU_PER_TWIP))
        shape = holder.add_run().add_picture(BytesIO(block.picture.png), width=width)
        shape._inline.docPr.set("descr", _clean(block.picture.alt))  # noqa: SLF001 (python-docx has no alt)
        shape._inline.docPr.set("name", self._entry(place).label)  # noqa: SLF001
        caption = self._caption(place, block.caption)
        caption.paragraph_format.keep_with_next = False
        caption.paragraph_format.space_before = Pt(0)
        caption.paragraph_format.space_after = Pt(12)

    def _place(self, block: MarkedPlace) -> None:
        self._n_marks += 1
        self._append(marked_place(block, self._n_marks, self._styles[looks.OWN_WORDS]))

    def _caption(self, place: int, text: str) -> Any:  # noqa: ANN401 (python-docx is untyped here)
        """Write "Table 3 – …": the number is a field of Word, with a bookmark for references."""
        entry = self._entry(place)
        assert entry.kind is not None
        name = sequence_name(entry.kind)
        before, number = entry.label[: len(name) + 1], entry.label[len(name) + 1 :]
        counted = run(before) + field(rf"SEQ {name} \* ARABIC", number)
        made = self._text("", "Caption")
        self._add(made, bookmarked(counted, entry.bookmark, place + 1) + run(_clean(f" – {text}")))
        return made

    def _turn_page(self, *, wide: bool) -> None:
        """Begin landscape pages before something wide, upright ones after it; all may be landscape."""
        if wide is self._is_wide:
            return
        self._is_wide = wide
        if self._is_landscape:
            return
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT

    @property
    def _width(self) -> int:
        """Width of the text in twentieths of a point."""
        section = self._document.sections[-1]
        text = section.page_width - section.left_margin - section.right_margin
        return int(text / _EMU_PER_TWIP)

    def _entry(self, place: int) -> Entry:
        return self._outline.entries[place]

    def _text(self, text: str, style: str) -> Any:  # noqa: ANN401
        """Add a paragraph at the end (python-docx would look the style and the end up each time)."""
        made: Any = OxmlElement("w:p")
        made.style = self._styles[style]
        self._append(made)
        added = Text(made, self._body)
        if text:
            added.add_run(_clean(text))
        return added

    def _add(self, holder: Any, runs: str) -> None:  # noqa: ANN401
        for piece in pieces(runs):
            holder._p.append(piece)  # noqa: SLF001 (python-docx has no fields)

    def _append(self, element: Any) -> None:  # noqa: ANN401
        body = self._document.element.body
        body.insert(len(body) - 1, element)

    def _margins(self) -> None:
        """Write the running header, and page numbers where the template has no footer of its own."""
        section = self._document.sections[0]
        if self._report.running_header:
            header = section.header.paragraphs[0]
            if self._has_template and (header.text or len(header._p) > 1):  # noqa: SLF001 (a logo is no text)
                header = section.header.add_paragraph()
            header.alignment = looks.RIGHT
            words = header.add_run(self._report.running_header)
            words.font.size, words.font.bold = Pt(9), True
        footer = section.footer.paragraphs[0]
        if not (self._has_template and (footer.text or len(footer._p) > 1)):  # noqa: SLF001
            footer.alignment = looks.CENTER
            self._add(footer, field("PAGE") + run(" / ") + field("NUMPAGES"))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
