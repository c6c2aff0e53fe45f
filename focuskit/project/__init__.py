"""What a notebook uses: one study, each method one call of a workflow step."""

from focuskit.project.reading import shown
from focuskit.project.study import Project, open_study

__all__ = ["Project", "open_study", "shown"]
