"""Pieces of WordprocessingML that python-docx does not make: fields, bookmarks, content controls."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from focuskit.xml_words import escaped


def run(text: str, looks: str = "") -> str:
    """Return a run of text; its line breaks are kept, ``looks`` are its properties."""
    lines = [f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n")]
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def field(code: str, shown: str = "1", *, looks: str = "", dirty: bool = False) -> str:
    """Return the runs of a field whose last result is ``shown``; a ``dirty`` one is made anew on opening."""
    return f"{open_field(code, dirty=dirty)}{run(shown, looks)}{CLOSE_FIELD}"


def open_field(code: str, *, dirty: bool = False) -> str:
    """Return the runs that begin a field; its result and `CLOSE_FIELD` follow."""
    fresh = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{fresh}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


CLOSE_FIELD = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def paragraph(runs: str, properties: str = "") -> Any:  # noqa: ANN401 (python-docx is untyped here)
    """Return a paragraph of runs."""
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr>{runs}</w:p>")


def pieces(runs: str) -> list[Any]:
    """Return runs as elements, to add to a paragraph that is there."""
    return list(parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))


def bookmarked(runs: str, name: str, number: int) -> str:
    """Return runs between the two ends of a bookmark."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{escaped(name)}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    )


def content_control(tag: str, title: str, number: int, content: str, *, is_prompt: bool) -> Any:  # noqa: ANN401
    """Return a content control around paragraphs: what Word shows as a frame to write in."""
    prompt = "<w:showingPlcHdr/>" if is_prompt else ""
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{escaped(title)}"/><w:tag w:val="{escaped(tag)}"/>'
        f'<w:id w:val="{number}"/>{prompt}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )
