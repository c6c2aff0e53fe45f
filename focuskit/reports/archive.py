"""Office files are zip archives: written so that the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED_DATE = "2000-01-01T00:00:00Z"
"""Date in the properties of every file: it tells nothing of when or by whom."""


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
