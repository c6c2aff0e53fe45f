"""The laboratory's own template: its page, styles, header and logo; focuskit's styles where it has none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from focuskit.archive import BROKEN, archive_fault, pack, unpack
from focuskit.errors import UsageError

_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
NEEDED_STYLES = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption")


def open_template(path: Path) -> tuple[Any, tuple[str, ...]]:
    """Open a .docx or .dotx as an empty document with its styles, margins, header and footer.

    Returns
    -------
    document, missing
        The document, its text taken out, and the names of the `NEEDED_STYLES` it lacks.

    Raises
    ------
    UsageError
        If the file is missing, is no Word file, or holds macros.
    """
    if not path.is_file():
        raise UsageError("error.template_missing", path=str(path))
    if archive_fault(path) is not None:
        raise UsageError("error.template_unreadable", path=str(path))
    try:
        parts = unpack(path.read_bytes())
        if any(name.endswith("vbaProject.bin") for name in parts):
            raise UsageError("error.template_macros", path=str(path))
        parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _DOCUMENT)
        document = Document(BytesIO(pack(parts)))
    except (*BROKEN, KeyError, ValueError) as fault:
        raise UsageError("error.template_unreadable", path=str(path)) from fault
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    names = {style.name for style in document.styles}
    return document, tuple(name for name in NEEDED_STYLES if name not in names)
