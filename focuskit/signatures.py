"""Files whose content is not what their name says, told by their first bytes."""

from __future__ import annotations

_SIGNATURES = (
    (b"%PDF", "really_pdf"),
    (b"{\\rtf", "really_rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "really_old_office"),
)
_ZIP = b"PK\x03\x04"


def foreign_signature(data: bytes, *, zip_expected: bool = False) -> str | None:
    """Return the message that says what a file really is, ``None`` where its first bytes tell nothing.

    A zip archive is foreign for a text file and expected for .docx and .xlsx.
    """
    head = data[:64].lstrip()
    for signature, key in _SIGNATURES:
        if head.startswith(signature):
            return key
    if head.startswith(_ZIP) and not zip_expected:
        return "really_zip"
    return None
