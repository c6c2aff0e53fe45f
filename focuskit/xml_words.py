"""Words as a file of XML can hold them (Word, Excel, SVG, HTML)."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return a text with U+FFFD in place of each character that no XML file can hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return words to stand between tags or in an attribute in double quotes."""
    return escape(writable(text), {'"': "&quot;"})
