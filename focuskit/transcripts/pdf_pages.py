"""The text of each page of a PDF, in bounded time and memory."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_S = 300.0
_MOST_CHARACTERS = 50_000_000
_FAULTS = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    ArithmeticError,
    NotImplementedError,
    AssertionError,
)
"""What pypdf may raise on a damaged file."""


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The text of each page, or the message that says why there is none.

    ``n_unread`` pages could not be read; ``n_pictures`` counts pages that hold a picture and no text.
    """

    texts: tuple[str, ...] = ()
    fault: str | None = None
    n_unread: int = 0
    n_pictures: int = 0


def read_pages(path: Path) -> PdfPages:
    """Read the pages of a PDF; those that come after five minutes or 50 million characters are not read."""
    with path.open("rb") as opened:
        head = opened.read(1024)
        if not head:
            return PdfPages(fault="empty_file")
        if b"%PDF-" not in head:
            return PdfPages(fault="not_pdf")
        try:
            logging.getLogger("pypdf").setLevel(logging.CRITICAL)
            reader = PdfReader(opened, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                return PdfPages(fault="encrypted_pdf")
            return _read(reader)
        except _FAULTS:
            return PdfPages(fault="broken_pdf")


def _read(reader: PdfReader) -> PdfPages:
    texts: list[str] = []
    n_unread = n_pictures = n_characters = 0
    end = time.monotonic() + _LONGEST_S
    n_pages = len(reader.pages)
    for number in range(n_pages):
        if time.monotonic() > end or n_characters > _MOST_CHARACTERS:
            return PdfPages(tuple(texts), None, n_unread + n_pages - number, n_pictures)
        try:
            page = reader.pages[number]
            text = page.extract_text()
        except _FAULTS:
            n_unread += 1
            continue
        if not text.strip():
            n_pictures += _has_picture(page)
        n_characters += len(text)
        texts.append(text)
    return PdfPages(tuple(texts), None if texts else "broken_pdf", n_unread, n_pictures)


def _has_picture(page: object) -> bool:
    try:
        return "/XObject" in page["/Resources"]  # type: ignore[index]
    except _FAULTS:
        return False
