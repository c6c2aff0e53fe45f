"""The tables by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from focuskit.analysis import count_themes, cross_facets, list_quotations
from focuskit.model.codings import CodedCorpus

_BUILDERS: Mapping[str, Callable[[CodedCorpus], pd.DataFrame]] = MappingProxyType(
    {"themes": count_themes, "crossing": cross_facets, "quotations": list_quotations}
)
TABLES = tuple(_BUILDERS)
"""Names of the tables, in the order in which they are written."""


def build_table(name: str, corpus: CodedCorpus) -> pd.DataFrame:
    """Build a table of `TABLES`; `KeyError` for another name."""
    return _BUILDERS[name](corpus)
