"""Pictures of a project's findings, drawn and written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from focuskit.analysis.filters import Condition
from focuskit.errors import UsageError
from focuskit.reports.figures import Picture
from focuskit.reports.pictures import PICTURES, PictureRequest
from focuskit.store import ProjectFolder
from focuskit.workflow.table import load_counted
from focuskit.workflow.table_registry import checked_axis
from focuskit.workflow.table_request import TableRequest
from focuskit.writing import write_whole

ENDINGS = (".svg", ".png")


def draw_pictures(
    folder: ProjectFolder,
    name: str,
    request: PictureRequest | None = None,
    conditions: Sequence[Condition] = (),
) -> tuple[Picture, ...]:
    """Draw the pictures of a name; empty where there is nothing to show.

    Raises
    ------
    UsageError
        If there is no such picture, or a filter, facet or variable does not exist.
    """
    if name not in PICTURES:
        raise UsageError("picture.no_picture", name=name, names=", ".join(PICTURES))
    asked = request or PictureRequest()
    corpus = load_counted(folder, TableRequest(name, tuple(conditions)))
    for axis in (*asked.facets, *([asked.across] if asked.across else [])):
        checked_axis(corpus, axis)
    return tuple(PICTURES[name](corpus, asked))


def write_pictures(pictures: Sequence[Picture], target: Path) -> tuple[Path, ...]:
    """Write pictures: one as ``target`` where that ends in .svg or .png, else each as both in that folder.

    Raises
    ------
    UsageError
        If several pictures are to be written as one file.
    OutputError
        If they cannot be written.
    """
    ending = target.suffix.lower()
    if ending in ENDINGS:
        if len(pictures) > 1:
            raise UsageError("picture.several", n=len(pictures), path=str(target))
        for one in pictures:
            write_whole(target, one.svg if ending == ".svg" else one.png)
        return tuple(target for _ in pictures)
    written = []
    for one in pictures:
        for path, content in ((target / f"{one.name}.svg", one.svg), (target / f"{one.name}.png", one.png)):
            write_whole(path, content)
            written.append(path)
    return tuple(written)
