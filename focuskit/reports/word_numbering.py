"""The numbers of headings: one list of Word that their three styles share."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

_LEVELS = (1, 2, 3)


def number_headings(document: Any) -> None:  # noqa: ANN401 (python-docx is untyped here)
    """Give the headings numbers 1, 1.1, 1.1.1; a template that numbers its headings keeps its own way."""
    styles = [document.styles[f"Heading {level}"] for level in _LEVELS]
    if any(_is_numbered(one) for one in styles):
        return
    numbering = _numbering_of(document)
    abstract = 1 + _highest(numbering, "abstractNum", "abstractNumId")
    number = 1 + _highest(numbering, "num", "numId")
    levels = "".join(
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{style.style_id}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{".".join(f"%{n}" for n in range(1, level + 1))}\N{EN SPACE}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level, style in zip(_LEVELS, styles, strict=True)
    )
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    numbering.insert(len(numbering.findall(qn("w:abstractNum"))), made)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>')
    )
    for level, style in zip(_LEVELS, styles, strict=True):
        own = style.element.get_or_add_pPr().get_or_add_numPr()
        own.get_or_add_ilvl().val = level - 1
        own.get_or_add_numId().val = number


def empty_numbering(document: Any) -> None:  # noqa: ANN401
    """Take every list out of a document, and the numbers out of its styles."""
    numbering = _numbering_of(document)
    for child in list(numbering):
        numbering.remove(child)
    for number in list(document.styles.element.iter(qn("w:numPr"))):
        number.getparent().remove(number)


def _is_numbered(style: Any) -> bool:  # noqa: ANN401
    while style is not None:
        if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            return True
        style = style.base_style
    return False


def _numbering_of(document: Any) -> Any:  # noqa: ANN401
    """Return the root of the part that holds the lists; it is made where there is none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    place = PackURI("/word/numbering.xml")
    part = NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, root, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return root


def _highest(numbering: Any, tag: str, name: str) -> int:  # noqa: ANN401
    return max((int(one.get(qn(f"w:{name}"))) for one in numbering.findall(qn(f"w:{tag}"))), default=0)
