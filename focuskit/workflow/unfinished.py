"""What was interrupted for good and must be done again: told after every command until it is."""

from __future__ import annotations

from focuskit.messages import say
from focuskit.store import ProjectFolder
from focuskit.store.unfinished import load_unfinished


def unfinished_steps(folder: ProjectFolder) -> tuple[str, ...]:
    """Return a sentence for each step that was begun and never came to its end."""
    with folder.reading() as connection:
        return tuple(
            say(f"repair.unfinished_{step}", person=subject, path=folder.shown)
            for step, subject in load_unfinished(connection)
        )
