"""Zip archives (.docx, .xlsx) opened with care: sizes are bounded before anything is unpacked."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 512 << 20
"""Largest member, unpacked."""

BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a member of a damaged archive may raise."""

_MOST_TOGETHER = 1 << 30
_SUSPECT_BYTES = 64 << 20
_SUSPECT_RATIO = 200


def archive_fault(path: Path, *, is_odf: bool = False) -> str | None:
    """Return the message that says why an archive cannot be used, ``None`` if it can.

    An OpenDocument file (``is_odf``) is unpacked whole by its library, so all its members are bounded.
    """
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        return "broken_archive"
    checked = [member for member in members if is_odf or member.filename.lower().endswith((".xml", ".rels"))]
    if any(map(_is_too_big, checked)) or sum(member.file_size for member in checked) > _MOST_TOGETHER:
        return "too_big"
    if ("mimetype" in {member.filename for member in members}) is not is_odf:
        return "really_zip" if is_odf else "really_odt"
    return "encrypted_archive" if any(member.flag_bits & 1 for member in members) else None


def _is_too_big(member: ZipInfo) -> bool:
    packed = max(member.compress_size, 1)
    return member.file_size > MOST_BYTES or (
        member.file_size > _SUSPECT_BYTES and member.file_size / packed > _SUSPECT_RATIO
    )
