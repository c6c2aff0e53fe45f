"""Words as runs of WordprocessingML, exactly: spaces, tabs, line breaks and special hyphens survive."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from focuskit.xml_words import writable

_SPECIAL = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\N{NON-BREAKING HYPHEN}": "<w:noBreakHyphen/>",
    "\N{SOFT HYPHEN}": "<w:softHyphen/>",
}
_PIECES = re.compile(f"([{''.join(_SPECIAL)}])")


def run(text: str, looks: str = "") -> str:
    """Return a run of a text, nothing for no text; ``looks`` are its own properties."""
    if not text:
        return ""
    content = "".join(
        _SPECIAL.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _PIECES.split(writable(text))
        if piece
    )
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{content}</w:r>"


def paragraph(style: str, content: str, layout: str = "", identifier: str = "") -> str:
    """Return a paragraph; ``layout`` are its own properties, ``identifier`` 8 hexadecimal digits."""
    known = f' w14:paraId="{identifier}"' if identifier else ""
    return f'<w:p{known}><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{content}</w:p>'


def bookmark(name: str, number: int, content: str) -> str:
    """Return content within a bookmark."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'
