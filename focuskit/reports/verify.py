"""Reading a written report back: every quotation must be word for word in a stored text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from focuskit.messages import say
from focuskit.reports.word_styles import SOURCE, VERBATIM

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = f"{_W}body"


def verify_report(path: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Look up every quotation of a written report.

    Parameters
    ----------
    path
        The .docx; quotations are its paragraphs of style ``Verbatim``, each followed by its source.
    texts
        The stored text of each document by name.

    Returns
    -------
    tuple of str
        Where quotations stand that are not in the text of the document their source names; empty if all
        are there.
    """
    with ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    body = root.find(_BODY)
    assert body is not None
    lost: list[str] = []
    chapter, waiting, number = "", None, 0
    for paragraph in body.iter(f"{_W}p"):
        style, words = _style(paragraph), _words(paragraph)
        if style.startswith("Heading"):
            chapter = words
        elif style == VERBATIM:
            number += 1
            waiting = words
        elif style == SOURCE.replace(" ", "") and waiting is not None:
            if not _is_found(waiting, words, texts):
                lost.append(say("report.lost_quotation", number=number, chapter=chapter))
            waiting = None
    if waiting is not None:
        lost.append(say("report.lost_quotation", number=number, chapter=chapter))
    return tuple(lost)


def _is_found(quoted: str, source: str, texts: Mapping[str, str]) -> bool:
    opening, closing = say("report.quote_open"), say("report.quote_close")
    if not (quoted.startswith(opening) and quoted.endswith(closing)):
        return False
    verbatim = quoted[len(opening) : len(quoted) - len(closing)]
    named = [text for name, text in texts.items() if name in source]
    return bool(verbatim) and any(verbatim in text for text in named)


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val")) if style is not None else ""


def _words(paragraph: etree._Element) -> str:
    pieces = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            pieces.append("\n")
        elif node.tag == f"{_W}tab":
            pieces.append("\t")
    return "".join(pieces)
