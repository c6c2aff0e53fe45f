"""Similar: the segments nearest to one by meaning, found on this machine."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.language import AnalysisCache
from focuskit.store import ProjectFolder
from focuskit.tagging.model_suggestions import read_segments
from focuskit.tagging.similar import nearest
from focuskit.workflow.analysed import load_analysed
from focuskit.workflow.explain import find_segment
from focuskit.workflow.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class NearSegment:
    """A segment near to another: how near (cosine, 0 to 1) and its words."""

    document: str
    segment: int
    nearness: float
    words: str


def find_similar(
    folder: ProjectFolder, place: str, *, n: int = 10, progress: Progress = silent
) -> list[NearSegment]:
    """Find the ``n`` segments nearest to one given as ``DOCUMENT:NUMBER``, nearest first.

    Raises
    ------
    UsageError
        If there is no such segment.
    """
    document, segment = find_segment(folder, place)
    cache = AnalysisCache(folder.cache_path)
    passages, where = [], []
    for one in load_analysed(folder, cache, progress=progress):
        passages += read_segments(
            one.document.name, one.analysis, one.segments, (), [None] * len(one.segments)
        )
        where += [(one.document, each) for each in one.segments]
    at = next(
        (
            index
            for index, (owner, each) in enumerate(where)
            if owner.id == document.id and each.number == segment.number
        ),
        None,
    )
    if at is None:
        return []
    others = [index for index in range(len(where)) if index != at]
    found = nearest(passages[at], [passages[index] for index in others], n)
    return [
        NearSegment(
            where[others[index]][0].name,
            where[others[index]][1].number,
            round(cosine, 3),
            where[others[index]][1].span.slice(where[others[index]][0].text).strip(),
        )
        for index, cosine in found
    ]
