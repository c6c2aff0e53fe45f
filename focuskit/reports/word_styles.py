"""The named styles of the Word report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from focuskit.messages import spoken
from focuskit.reports.word_numbering import empty_numbering, number_headings

VERBATIM = "Verbatim"
SOURCE = "Verbatim Source"
QUESTION = "Verbatim Question"
COUNTS = "Counts"
NOTE = "Note"
CELL = "Table Cell"
CODE_NAME = "Code Name"
OWN_WORDS = "Own Words"
CONTENTS_TITLE = "Contents Title"
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
    set_language(document)
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.12
    normal.paragraph_format.widow_control = True
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Subtitle", "Caption"):
        _shape(styles[name], name)
    empty_numbering(document)
    number_headings(document)
    add_own_styles(styles)


def complete_styles(document: Any, missing: Sequence[str]) -> None:  # noqa: ANN401
    """Add to a template what a report needs and it lacks, in its font; its own styles stay as they are."""
    styles = document.styles
    for name in (*missing, *(("Subtitle",) if "Subtitle" not in styles else ())):
        style = _add_style(styles, name, built_in=True)
        if name == "Normal":
            style.element.set(qn("w:default"), "1")
        else:
            style.base_style = styles["Normal"]
            _shape(style, name, font="")
    number_headings(document)
    add_own_styles(styles, font="")


def _add_style(styles: Any, name: str, *, built_in: bool = False) -> Any:  # noqa: ANN401
    """Add a style of paragraphs whose identifier no other style has."""
    taken = {one.style_id for one in styles}
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)
    if style.style_id in taken:
        free = next(made for n in count(2) if (made := f"{style.style_id}{n}") not in taken)
        style.element.set(qn("w:styleId"), free)
    return style


def _shape(style: Any, name: str, font: str = FONT) -> None:  # noqa: ANN401
    """Give one of Word's own styles its looks."""
    form = style.paragraph_format
    if name.startswith("Heading"):
        level = int(name[-1])
        size, before = {1: (19, 26), 2: (14, 16), 3: (11.5, 11)}[level]
        _font(style, size, bold=True, color=INK, name=font)
        _set_outline_level(style, level)
        form.space_before, form.space_after = Pt(before), Pt(5)
        form.keep_with_next = True
    elif name == "Caption":
        _font(style, 9.5, bold=True, color=INK, name=font)
        form.space_before, form.keep_with_next = Pt(9), True
    elif name == "Title":
        _font(style, 27, bold=True, color=INK, name=font)
        form.space_before = Pt(170)
    else:
        _font(style, 14, color=GREY, name=font)


def _set_outline_level(style: Any, level: int) -> None:  # noqa: ANN401
    """Tell the level of a heading, by which Word and others find it."""
    properties = style.element.get_or_add_pPr()
    if properties.find(qn("w:outlineLvl")) is None:
        made = OxmlElement("w:outlineLvl")
        made.set(qn("w:val"), str(level - 1))
        properties.insert_element_before(made, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


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


def set_language(document: Any) -> None:  # noqa: ANN401
    """Tell Word the language of the text, for its spelling, and that the file is made for today's Word."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGES[spoken()])
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


@dataclass(frozen=True, slots=True)
class _Own:
    """A style of focuskit's own: size in points, looks of its characters, and its paragraph format."""

    name: str
    size: float
    looks: dict[str, Any]
    form: dict[str, Any]


def _own_styles() -> tuple[_Own, ...]:
    inset, single = {"left_indent": Cm(0.9)}, {"line_spacing": 1.0}
    return (
        _Own(
            VERBATIM,
            10.5,
            {"italic": True},
            {
                **inset,
                "right_indent": Cm(0.5),
                "space_after": Pt(1),
                "keep_with_next": True,
                "keep_together": True,
            },
        ),
        _Own(SOURCE, 9, {"color": GREY}, {**inset, "space_after": Pt(9)}),
        _Own(QUESTION, 9.5, {"color": GREY}, {**inset, "space_after": Pt(1), "keep_with_next": True}),
        _Own(COUNTS, 10, {"color": INK}, {"keep_with_next": True}),
        _Own(NOTE, 9.5, {"color": GREY}, {"space_after": Pt(4)}),
        _Own(CELL, 9, {}, {"space_after": Pt(0), "line_spacing": 1.0}),
        _Own(OWN_WORDS, 10.5, {}, {"space_after": Pt(7)}),
        _Own(CONTENTS_TITLE, 16, {"bold": True, "color": INK}, {"keep_with_next": True}),
        _Own("toc 1", 10, {"bold": True}, {"space_before": Pt(3), "space_after": Pt(1), **single}),
        _Own("toc 2", 9.5, {}, {"left_indent": Cm(0.6), "space_after": Pt(0), **single}),
    )


def add_own_styles(styles: Any, font: str = FONT) -> None:  # noqa: ANN401
    """Add the styles that a document lacks; those of a template stay as they are."""
    for own in _own_styles():
        if own.name in styles:
            continue
        style = _add_style(styles, own.name)
        style.base_style = styles["Normal"]
        style.quick_style = True
        _font(style, own.size, **own.looks, name=font)
        for name, value in own.form.items():
            setattr(style.paragraph_format, name, value)
    if CODE_NAME not in styles:
        _font(styles.add_style(CODE_NAME, WD_STYLE_TYPE.CHARACTER), 8.5, color=GREY, name=font)


def _font(
    style: Any,  # noqa: ANN401
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    color: Any = None,  # noqa: ANN401
    name: str = FONT,
) -> None:
    """Set the font of a style; without ``name`` it stays that of the style below it."""
    font = style.font
    font.size, font.bold, font.italic = Pt(size), bold, italic
    if color is not None:
        font.color.rgb = color
    if not name:
        return
    font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)


CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
