"""On which page each bookmark stands: LibreOffice lays the file out, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
"""Names under which LibreOffice is looked for."""

_PATIENCE_S = 180
_UNDERSCORE = "/5F"
"""How LibreOffice writes an underscore in the name of a destination."""
_WITH_BOOKMARKS = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)


def find_pages(content: bytes) -> dict[str, int] | None:
    """Return the page, from 1, of each bookmark of a .docx; ``None`` where it cannot be laid out.

    LibreOffice is started on a copy in a temporary folder, with settings of its own and no window;
    nothing of it is written elsewhere.
    """
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="focuskit-") as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'settings').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            _WITH_BOOKMARKS,
            "--outdir",
            folder,
            str(source),
        ]
        own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"), folder)
        try:
            subprocess.run(  # noqa: S603 (a fixed command)
                command, check=True, capture_output=True, timeout=_PATIENCE_S, env=os.environ | own
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return _pages_of(source.with_suffix(".pdf"))


def _pages_of(path: Path) -> dict[str, int] | None:
    from pypdf import PdfReader  # noqa: PLC0415 (only when pages are looked up)
    from pypdf.errors import PyPdfError  # noqa: PLC0415 (same reason)

    try:
        reader = PdfReader(path)
        return {
            name.replace(_UNDERSCORE, "_"): page + 1
            for name, place in reader.named_destinations.items()
            if (page := reader.get_destination_page_number(place)) is not None
        }
    except (OSError, PyPdfError):
        return None
