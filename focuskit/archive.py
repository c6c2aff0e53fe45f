"""Office files (.docx, .xlsx) are zip archives: opened with care, written the same way each time.

Sizes are bounded before anything is unpacked; the same content gives the same bytes.
"""

from __future__ import annotations

import copy
import lzma
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from focuskit.opening import check_file

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
_PIECE = 1 << 20


def archive_fault(path: Path, *, is_odf: bool = False) -> str | None:
    """Return the message that says why an archive cannot be used, ``None`` if it can.

    Every member is bounded, and unpacked once piece by piece: none holds more than it says.

    Raises
    ------
    OSError
        If the path leads to no file, or it cannot be read.
    """
    try:
        check_file(path)
        size = path.stat().st_size
        with ZipFile(path) as archive:
            members = archive.infolist()
            if not all(0 <= member.header_offset < size for member in members):
                return "broken_archive"
            if any(map(_is_too_big, members)) or sum(member.file_size for member in members) > _MOST_TOGETHER:
                return "too_big"
            if any(_unpacks_to_more(archive, member) for member in members):
                return "broken_archive"
    except BROKEN:
        return "broken_archive"
    if ("mimetype" in {member.filename for member in members}) is not is_odf:
        return "really_zip" if is_odf else "really_odt"
    return "encrypted_archive" if any(member.flag_bits & 1 for member in members) else None


def _unpacks_to_more(archive: ZipFile, member: ZipInfo) -> bool:
    """Tell whether a member holds more than it says: libraries unpack it whole before they cut it off."""
    probe = copy.copy(member)
    probe.file_size = 1 << 62  # else it is cut off only after all is unpacked
    n = 0
    try:
        with archive.open(probe) as opened:
            while piece := opened.read(_PIECE):
                n += len(piece)
                if n > member.file_size:
                    return True
    except (*BROKEN, OSError):
        return False  # damaged: told by what reads it, if anything does
    return False


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
