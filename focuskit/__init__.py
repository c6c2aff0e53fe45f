"""focuskit: from focus-group and interview transcripts to theme tables and a Word report.

The public names are loaded on first use, so that ``import focuskit`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focuskit.messages import speak
    from focuskit.project import Project, shown
    from focuskit.project import open_study as open  # noqa: A004 (read as focuskit.open)

__version__ = "0.1.0"
__all__ = ["Project", "__version__", "open", "shown", "speak"]

_PLACES = {
    "Project": ("focuskit.project", "Project"),
    "open": ("focuskit.project", "open_study"),
    "shown": ("focuskit.project", "shown"),
    "speak": ("focuskit.messages", "speak"),
}
"""Module and name there of each public name."""


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562)."""
    if name in _PLACES:
        module, inside = _PLACES[name]
        return getattr(import_module(module), inside)
    raise AttributeError(f"module 'focuskit' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted({*globals(), *_PLACES})
