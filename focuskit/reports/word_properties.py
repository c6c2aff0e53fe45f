"""The properties of a Word file: only the title, and what the user set."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from focuskit.reports.blocks import Report

_FIXED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_EXTENDED, _CUSTOM = "/extended-properties", "/custom-properties"
_PLAIN = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>focuskit</Application></Properties>"
)
_EMPTIED = (
    "last_modified_by",
    "comments",
    "keywords",
    "subject",
    "category",
    "content_status",
    "identifier",
    "language",
    "version",
)


def set_properties(document: Any, report: Report) -> None:  # noqa: ANN401 (python-docx is untyped here)
    """Leave only the title and what the user set: nobody's name, company, manager, template or date."""
    properties = document.core_properties
    properties.title = report.title
    for name in _EMPTIED:
        setattr(properties, name, "")
    properties.author = report.author
    properties.created = properties.modified = _FIXED
    properties.last_printed = _FIXED
    properties.revision = 1
    relations = document.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype.endswith(_EXTENDED):
            relation.target_part._blob = _PLAIN  # noqa: SLF001 (python-docx does not know these properties)
        elif relation.reltype.endswith(_CUSTOM):
            del relations[key]
