"""Words of others on a terminal: shown, never obeyed."""

from __future__ import annotations

import re

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the cursor, turns the direction of writing or cannot be written; not line feed and tab."""

_PICTURES = 0x2400
_DELETE = 0x7F


def harmless(text: str, *, one_line: bool = False) -> str:
    """Return words as a terminal can show them: a sign stands for each character that it would obey.

    ``one_line`` does so with line breaks and tabs too, for names of files.
    """
    shown = _OBEYED.sub(_sign, text)
    return shown.replace("\n", "\u240a").replace("\t", "\u2409") if one_line else shown


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "\u2421" if code == _DELETE else "\ufffd"
