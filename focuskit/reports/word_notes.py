"""Footnotes of a Word report: a part of their own, with separators and styles."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from focuskit.reports.word_xml import run

TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"
_NAME = "/word/footnotes.xml"
_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))
_BEHIND = frozenset({
    "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
    "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade",
    "captions", "schemaLibrary", "readModeInkLockDown", "smartTagType", "shapeDefaults",
    "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
})  # fmt: skip
"""What stands behind ``footnotePr`` among the settings (ISO/IEC 29500-1, CT_Settings)."""


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order they are made."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 (python-docx is untyped)
        self._document = document
        self._notes: list[str] = []
        _add_styles(document.styles)
        self._text = document.styles[TEXT_STYLE].style_id
        self._mark = f'<w:rStyle w:val="{document.styles[MARK_STYLE].style_id}"/>'

    def add(self, text: str) -> str:
        """Add a footnote; return the run of its mark."""
        number = len(self._notes) + 1
        mark = f"<w:r><w:rPr>{self._mark}</w:rPr><w:footnoteRef/></w:r>"
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self._text}"/></w:pPr>{mark}'
            f"{run(f' {text}')}</w:p></w:footnote>"
        )
        return f'<w:r><w:rPr>{self._mark}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def write(self) -> None:
        """Put the footnotes into the document; nothing where there are none."""
        if not self._notes:
            return
        relations = self._document.part.rels
        for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES]:
            del relations[key]
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
            f'w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in _SEPARATORS
        )
        root = parse_xml(f"<w:footnotes {nsdecls('w')}>{separators}{''.join(self._notes)}</w:footnotes>")
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI(_NAME), CONTENT_TYPE.WML_FOOTNOTES, content, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _tell_settings(self._document.settings.element)


def _tell_settings(settings: Any) -> None:  # noqa: ANN401
    """Name the separators among the settings, at their place."""
    for old in settings.findall(qn("w:footnotePr")):
        settings.remove(old)
    notes = "".join(f'<w:footnote w:id="{number}"/>' for number, _ in _SEPARATORS)
    made = parse_xml(f"<w:footnotePr {nsdecls('w')}>{notes}</w:footnotePr>")
    behind = next((one for one in settings if etree.QName(one).localname in _BEHIND), None)
    if behind is None:
        settings.append(made)
    else:
        behind.addprevious(made)


def _add_styles(styles: Any) -> None:  # noqa: ANN401
    """Add the two styles of Word's own where a document lacks them."""
    if TEXT_STYLE not in styles:
        style = styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = styles["Normal"]
        style.font.size = Pt(9)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
    if MARK_STYLE not in styles:
        styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
