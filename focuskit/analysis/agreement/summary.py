"""Agreement between coders with all that is needed to read it."""

from __future__ import annotations

from dataclasses import dataclass

from focuskit.analysis.agreement.bootstrap import DrawnBy
from focuskit.analysis.agreement.compare import CodeAgreement
from focuskit.analysis.agreement.sets import DistanceName
from focuskit.model.agreement import Disagreement


@dataclass(frozen=True, slots=True)
class CoderFigures:
    """What one coder was given and did, over the documents compared.

    Parameters
    ----------
    n_documents, n_segments
        Documents and segments given.
    is_assigned
        Whether all of it was assigned; else the whole of each document in which something was decided.
    sees_suggestions
        Whether the machine's suggestions were shown, by the assignments; ``None`` where nothing, or not the
        same for all documents, is said.
    n_decisions, n_on_suggestions
        Decisions that hold, and those among them on a suggestion.
    """

    coder: str
    n_documents: int
    n_segments: int
    is_assigned: bool
    sees_suggestions: bool | None
    n_decisions: int
    n_on_suggestions: int


@dataclass(frozen=True, slots=True)
class AgreementSummary:
    """Agreement between coders, with all that is needed to read it.

    Parameters
    ----------
    documents
        Documents with segments that two coders or more were given.
    unit, level, distance, seed
        What was counted (``segments`` or ``turns``), at which level of the codebook, with which distance
        between sets of codes, and the seed of the draws.
    n_units
        Units that two coders or more were given.
    n_characters
        Characters that all coders were given: the continuum of free spans.
    drawn_by, n_clusters, spans_drawn_by
        What intervals draw, and how many of them there are; the same for free spans.
    rows
        Facets, each followed by its codes that somebody put.
    n_unused
        Codes asked for that nobody put.
    disagreements
        At that level, settled ones included.
    """

    coders: tuple[CoderFigures, ...]
    documents: tuple[str, ...]
    unit: str
    level: str
    distance: DistanceName
    seed: int
    n_units: int
    n_characters: int
    drawn_by: DrawnBy
    n_clusters: int
    spans_drawn_by: DrawnBy
    rows: tuple[CodeAgreement, ...]
    n_unused: int
    disagreements: tuple[Disagreement, ...]

    @property
    def n_open(self) -> int:
        """Disagreements that were not settled."""
        return sum(one.settled is None for one in self.disagreements)

    @property
    def is_anchored(self) -> bool:
        """Tell whether a coder saw suggestions, or decided on some: that draws coders towards each other."""
        return any(one.sees_suggestions or one.n_on_suggestions for one in self.coders)
