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

_SUSPECT_BYTES = 64 << 20
_SUSPECT_RATIO = 200


def archive_fault(path: Path) -> str | None:
    """Return the message that says why an archive cannot be used, ``None`` if it can."""
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        return "broken_archive"
    if any(_is_too_big(member) for member in members if member.filename.lower().endswith((".xml", ".rels"))):
        return "too_big"
    if "mimetype" in {member.filename for member in members}:
        return "really_odt"
    return "encrypted_archive" if any(member.flag_bits & 1 for member in members) else None


def _is_too_big(member: ZipInfo) -> bool:
    packed = max(member.compress_size, 1)
    return member.file_size > MOST_BYTES or (
        member.file_size > _SUSPECT_BYTES and member.file_size / packed > _SUSPECT_RATIO
    )
