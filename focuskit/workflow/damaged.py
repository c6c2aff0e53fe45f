"""Whether something went wrong because the database is damaged: looked at on a copy."""

from __future__ import annotations

import tempfile
from pathlib import Path

from focuskit.store import ProjectFolder
from focuskit.store.damage import copy_database, damage_of
from focuskit.store.folder import DATABASE_NAME
from focuskit.store.rebuild import sound_rows
from focuskit.store.salvage import salvage


def find_damage(folder: ProjectFolder) -> str | None:
    """Return what is damaged of a project's database in few words, ``None`` if nothing is."""
    beside = folder.cache_path if folder.cache_path.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="merge-", dir=beside) as place:
        database = folder.path / DATABASE_NAME
        reason = damage_of(copy_database(database, Path(place)))
        if reason is not None:
            return reason
        damaged = sound_rows(salvage(copy_database(database, Path(place))), Path(place)).damaged
    return ", ".join(sorted(damaged)) or None
