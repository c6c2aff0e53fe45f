"""Export: the stored texts, exactly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

from focuskit.store import ProjectFolder
from focuskit.workflow.corpus import texts_by_name
from focuskit.workflow.initialise import write_whole


def export_texts(folder: ProjectFolder, target: Path) -> tuple[str, ...]:
    """Write one UTF-8 ``.txt`` per document and return their names.

    A document keeps its sub-folder; its extension becomes ``.txt``. Where two would collide, the whole name
    is kept and ``.txt`` added.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    texts = texts_by_name(folder)
    names = exported_names(list(texts))
    for name, text in texts.items():
        write_whole(target / names[name], text.encode("utf-8"))
    return tuple(names.values())


def exported_names(names: list[str]) -> dict[str, str]:
    """Return the name of the exported text of each document."""
    short = {name: str(PurePosixPath(name).with_suffix(".txt")) for name in names}
    taken = Counter(exported.casefold() for exported in short.values())
    return {
        name: exported if taken[exported.casefold()] == 1 else f"{name}.txt"
        for name, exported in short.items()
    }
