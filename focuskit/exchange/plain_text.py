"""The stored texts as plain text files, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from focuskit.writing import write_whole


def write_texts(texts: Mapping[str, str], target: Path) -> tuple[str, ...]:
    """Write one UTF-8 ``.txt`` per document and return their names; see `exported_names`.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """
    names = exported_names(texts)
    for name, text in texts.items():
        write_whole(target / names[name], text.encode("utf-8"))
    return tuple(names.values())


def exported_names(names: Iterable[str]) -> dict[str, str]:
    """Return the name of the exported text of each document.

    A document keeps its sub-folder; its extension becomes ``.txt``. Where two would collide, the whole name
    is kept and ``.txt`` added.
    """
    short = {name: str(PurePosixPath(name).with_suffix(".txt")) for name in names}
    taken = Counter(exported.casefold() for exported in short.values())
    return {
        name: exported if taken[exported.casefold()] == 1 else f"{name}.txt"
        for name, exported in short.items()
    }
