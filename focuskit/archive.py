"""Office files (.docx, .xlsx) are zip archives: opened with care, written the same way each time.

Sizes are bounded before anything is unpacked; the same content gives the same bytes.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

FIXED_DATE = "2000-01-01T00:00:00Z"
"""Date in the properties of every file written: it tells nothing of when or by whom."""

MOST_BYTES = 512 << 20
"""Largest member, unpacked."""

BROKEN = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)
"""What reading a member of a damaged archive may raise."""

_MOST_TOGETHER = 1 << 30
_SUSPECT_BYTES = 64 << 20
_SUSPECT_RATIO = 200


def archive_fault(path: Path, *, is_odf: bool = False) -> str | None:
    """Return the message that says why an archive cannot be used, ``None`` if it can.

    An OpenDocument file (``is_odf``) is unpacked whole by its library, so all its members are bounded.
    """
    try:
        size = path.stat().st_size
        with ZipFile(path) as archive:
            members = archive.infolist()
    except BROKEN:
        return "broken_archive"
    if not all(0 <= member.header_offset < size for member in members):
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


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of the parts in their order, all with one fixed date."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive in their order."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
