"""The named styles of the Word report."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from focuskit.messages import spoken

VERBATIM = "Verbatim"
SOURCE = "Verbatim Source"
QUESTION = "Verbatim Question"
COUNTS = "Counts"
NOTE = "Note"
CELL = "Table Cell"
CODE_NAME = "Code Name"
INK = RGBColor(0x1F, 0x3A, 0x4D)
GREY = RGBColor(0x5A, 0x64, 0x6B)
FONT = "Calibri"
_KEPT_STYLES = frozenset(
    {"Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "caption", "header", "footer"}
)
_DROPPED_PARTS = ("/stylesWithEffects", "/customXml", "/thumbnail")
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
MARGIN = Cm(2.4)


def prepare_styles(document: Any) -> None:  # noqa: ANN401 (python-docx is untyped here)
    """Give a new document its page, fonts and styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    _drop_unused(document)
    _set_language(document)
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.12
    for level, size, before in ((1, 19, 0), (2, 14, 16), (3, 11.5, 11)):
        heading = styles[f"Heading {level}"]
        _font(heading, size, bold=True, color=INK)
        heading.paragraph_format.space_before = Pt(before)
        heading.paragraph_format.space_after = Pt(5)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.page_break_before = level == 1
    _font(styles["Title"], 27, bold=True, color=INK)
    styles["Title"].paragraph_format.space_before = Pt(170)
    _font(styles["Subtitle"], 14, color=GREY)
    _font(styles["Caption"], 9.5, bold=True, color=INK)
    styles["Caption"].paragraph_format.space_before = Pt(9)
    styles["Caption"].paragraph_format.keep_with_next = True
    _own_styles(styles)


def _drop_unused(document: Any) -> None:  # noqa: ANN401
    """Drop what the template of python-docx holds and no report uses: styles, thumbnail, bibliography."""
    styles = document.styles.element
    for style in list(styles.iter(qn("w:style"))):
        for link in style.findall(qn("w:link")):
            style.remove(link)
        is_kept = style.find(qn("w:name")).get(qn("w:val")) in _KEPT_STYLES
        if not is_kept and style.get(qn("w:default")) != "1":
            styles.remove(style)
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_DROPPED_PARTS):
                del relations[key]


def _set_language(document: Any) -> None:  # noqa: ANN401
    """Tell Word the language of the text, for its spelling, and that the file is made for today's Word."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGES[spoken()])
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _own_styles(styles: Any) -> None:  # noqa: ANN401
    verbatim = _add(styles, VERBATIM, 10.5, italic=True)
    verbatim.paragraph_format.left_indent = Cm(0.9)
    verbatim.paragraph_format.right_indent = Cm(0.5)
    verbatim.paragraph_format.space_after = Pt(1)
    verbatim.paragraph_format.keep_with_next = True
    verbatim.paragraph_format.keep_together = True
    source = _add(styles, SOURCE, 9, color=GREY)
    source.paragraph_format.left_indent = Cm(0.9)
    source.paragraph_format.space_after = Pt(9)
    question = _add(styles, QUESTION, 9.5, color=GREY)
    question.paragraph_format.left_indent = Cm(0.9)
    question.paragraph_format.space_after = Pt(1)
    question.paragraph_format.keep_with_next = True
    counts = _add(styles, COUNTS, 10, color=INK)
    counts.paragraph_format.keep_with_next = True
    _add(styles, NOTE, 9.5, color=GREY).paragraph_format.space_after = Pt(4)
    cell = _add(styles, CELL, 9)
    cell.paragraph_format.space_after = Pt(0)
    cell.paragraph_format.line_spacing = 1.0
    name = styles.add_style(CODE_NAME, WD_STYLE_TYPE.CHARACTER)
    _font(name, 8.5, color=GREY)
    for level in (1, 2):
        entry = _add(styles, f"TOC {level}", 10.5, bold=level == 1)
        entry.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        entry.paragraph_format.space_after = Pt(2)


def _add(styles: Any, name: str, size: float, **looks: Any) -> Any:  # noqa: ANN401
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    _font(style, size, **looks)
    return style


def _font(style: Any, size: float, *, bold: bool = False, italic: bool = False, color: Any = None) -> None:  # noqa: ANN401
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    if color is not None:
        font.color.rgb = color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
