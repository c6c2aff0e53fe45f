"""focuskit: from focus-group and interview transcripts to theme tables and a Word report.

The public names are loaded on first use, so that ``import focuskit`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from focuskit.project import Project

__version__ = "0.1.0"
__all__ = ["Project", "__version__"]


def __getattr__(name: str) -> object:
    """Load a public name on first use (PEP 562)."""
    if name == "Project":
        return import_module("focuskit.project").Project
    raise AttributeError(f"module 'focuskit' has no attribute {name!r}")
