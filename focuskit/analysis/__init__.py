"""From coded units to tables: counts by code, crossings of facets, quotations. No file is touched."""

from focuskit.analysis.crossing import FACETS_CROSSED, ROW_FACET, WITHOUT_ROW, cross, cross_facets
from focuskit.analysis.quotations import list_quotations
from focuskit.analysis.tally import CorpusIndex, Mask, Tally, Totals
from focuskit.analysis.themes import count_statuses, count_themes

__all__ = [
    "FACETS_CROSSED",
    "ROW_FACET",
    "WITHOUT_ROW",
    "CorpusIndex",
    "Mask",
    "Tally",
    "Totals",
    "count_statuses",
    "count_themes",
    "cross",
    "cross_facets",
    "list_quotations",
]
