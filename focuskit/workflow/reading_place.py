"""Where each coder was reading last, to open there again; kept in the project's cache, lost without harm."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from focuskit.errors import OutputError
from focuskit.store import ProjectFolder
from focuskit.writing import write_whole

_NAME = "review_places.json"


def recall_place(folder: ProjectFolder, coder: str) -> tuple[str, int] | None:
    """Return the document and the number of the segment a coder left; ``None`` if that is not known."""
    match _read(folder.cache_path / _NAME).get(coder):
        case [str(document), int(segment)]:
            return document, segment
        case _:
            return None


def remember_place(folder: ProjectFolder, coder: str, document: str, segment: int) -> None:
    """Keep where a coder leaves; a cache that cannot be written is no reason to complain."""
    path = folder.cache_path / _NAME
    places = _read(path) | {coder: [document, segment]}
    with contextlib.suppress(OutputError):
        write_whole(path, json.dumps(places, ensure_ascii=False).encode())


def _read(path: Path) -> dict[str, object]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}
