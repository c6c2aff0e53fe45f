"""Reading a written report back: every quotation must be word for word in a stored text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from focuskit.messages import say
from focuskit.reports.elision import CUT
from focuskit.reports.verification import find_passages, read_docx_report, read_html_report
from focuskit.reports.verification.matching import stand_in_order


def verify_report(path: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Look up every quotation of a report that focuskit has just written.

    Parameters
    ----------
    path
        The .docx or .html; quotations are its verbatims, each followed by its source.
    texts
        The stored text of each document by name.

    Returns
    -------
    tuple of str
        Where quotations stand that are not exactly in the text of the document their source names; empty if
        all are there.
    """
    read = read_html_report if path.suffix.lower() == ".html" else read_docx_report
    passages = find_passages(iter(read(path).paragraphs))
    verbatims = [one for one in passages if one.is_verbatim]
    return tuple(
        say("report.lost_quotation", number=number, chapter=one.chapter)
        for number, one in enumerate(verbatims, start=1)
        if not any(_holds(text, one.words) for name, text in texts.items() if name in one.source)
    )


def _holds(text: str, words: str) -> bool:
    """Tell whether a text holds words exactly, or the pieces between their cuts one after the other."""
    pieces = [one for piece in words.split(CUT) if (one := piece.strip())]
    return words in text or (CUT in words and bool(pieces) and stand_in_order(pieces, text))
