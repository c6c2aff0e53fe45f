"""The paragraphs of a finished .html report, and who it names in its head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from focuskit.errors import UsageError
from focuskit.reports.verification.docx_paragraphs import FinishedReport
from focuskit.reports.verification.passages import ParagraphKind, ReportParagraph

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "li", "td", "th", "dd", "dt", "figcaption", "caption", "summary", "div", "cite"})
_UNREAD = ("script", "style", "template", "noscript")
_MOST_BYTES = 256 << 20


def read_html_report(path: Path) -> FinishedReport:
    """Read an HTML file: headings, ``blockquote`` as verbatims, ``cite`` as their sources, all other blocks.

    Raises
    ------
    UsageError
        If it is empty, or larger than 256 MB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise UsageError("error.report_unreadable", path=str(path))
    try:
        root = html.document_fromstring(
            path.read_bytes(), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise UsageError("error.report_unreadable", path=str(path)) from fault
    named = tuple(
        ("head", str(one.get("content")))
        for one in root.iter("meta")
        if str(one.get("name", "")).lower() in {"author", "creator"} and one.get("content")
    )
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    return FinishedReport(tuple(_paragraphs(root)), named)


def _paragraphs(root: etree._Element) -> Iterator[ReportParagraph]:
    for element in root.iter():
        if element.tag in _HEADINGS:
            yield ReportParagraph(_words(element), ParagraphKind.HEADING)
        elif element.tag == "blockquote":
            yield ReportParagraph(_words(element), ParagraphKind.VERBATIM)
        elif element.tag == "cite":
            yield ReportParagraph(_words(element), ParagraphKind.SOURCE)
        elif element.tag in _BLOCKS and not _holds_blocks(element) and not _is_quoted(element):
            yield ReportParagraph(_words(element))


def _holds_blocks(element: etree._Element) -> bool:
    inner = _BLOCKS | _HEADINGS | {"blockquote", "ul", "ol", "table", "dl"}
    return any(one.tag in inner for one in element.iterdescendants())


def _is_quoted(element: etree._Element) -> bool:
    return any(one.tag in {"blockquote", "cite"} for one in element.iterancestors())


def _words(element: etree._Element) -> str:
    """Return the words of an element; those of a source within a verbatim stand apart."""
    return "".join(_pieces(element, with_source=element.tag != "blockquote")).strip()


def _pieces(element: etree._Element, *, with_source: bool) -> Iterator[str]:
    yield str(element.text or "")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str) and (with_source or child.tag != "cite"):
            yield from _pieces(child, with_source=with_source)
        yield str(child.tail or "")
