"""What a report needs to know beyond the coded corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from focuskit.analysis import CorpusIndex, Mask
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus, CodedSegment
from focuskit.model.problems import Problem
from focuskit.reports.selection import people_not_quoted


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Facts about the study.

    ``share_moderator`` is the moderators' share of all words (0 to 1, ``None`` where nobody spoke);
    ``max_words`` the length beyond which turns were cut; ``texts`` the stored text of each document by
    name; ``problems`` what was met at import.
    """

    title: str
    codebook_version: str
    program_version: str
    share_moderator: float | None
    max_words: int
    texts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


class Findings:
    """A coded corpus laid out for composing: counts, segments of a code, who may be quoted."""

    def __init__(self, corpus: CodedCorpus, context: ReportContext) -> None:
        self.corpus = corpus
        self.context = context
        self.index = CorpusIndex(corpus)
        self.refused = people_not_quoted(corpus)

    @property
    def is_working_document(self) -> bool:
        """Tell whether anything is undecided."""
        return self.corpus.n_undecided > 0

    def top_codes(self, facet: str) -> list[Code]:
        """Return the top codes of a facet."""
        return [code for code in self.corpus.codebook.of_facet(facet) if code.parent is None]

    def subcodes(self, facet: str) -> list[Code]:
        """Return the codes of a facet below its top codes."""
        return [code for code in self.corpus.codebook.of_facet(facet) if code.parent is not None]

    def segments(self, mask: Mask) -> list[CodedSegment]:
        """Return the segments of a mask (`focuskit.analysis.CorpusIndex`) in the order of the study."""
        (rows,) = mask.nonzero()
        return [self.corpus.segments[row] for row in rows]
