"""Export: the stored texts, exactly."""

from __future__ import annotations

from pathlib import Path

from focuskit.exchange import write_texts
from focuskit.store import ProjectFolder
from focuskit.workflow.corpus import texts_by_name


def export_texts(folder: ProjectFolder, target: Path) -> tuple[str, ...]:
    """Write one text file per document and return their names; see `focuskit.exchange.write_texts`."""
    return write_texts(texts_by_name(folder), target)
