"""Portraits: a person or document through all themes (vertical), a theme through all people (horizontal)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from focuskit.analysis.tally import CorpusIndex, identities
from focuskit.analysis.verbatims import MOST, tell_cell
from focuskit.model.codings import CodedCorpus

VERTICAL_COLUMNS = ("facet", "code", "label", "segments", "turns", "documents", "persons", "quotations")
HORIZONTAL_COLUMNS = ("document", "kind", "participant", "segments", "turns", "of_segments", "quotations")


def portray(corpus: CodedCorpus, *, level: int | None = None, most: int = MOST) -> pd.DataFrame:
    """Describe what is left of a corpus (a person, a document) by its themes.

    Returns
    -------
    pandas.DataFrame
        One row per code that is said, the most frequent first within its facet, columns `VERTICAL_COLUMNS`.
    """
    index = CorpusIndex(corpus)
    facets = [facet.id for facet in corpus.codebook.facets]
    rows = []
    for place, code in enumerate(corpus.codebook.codes):
        own = index.rows(code.name)
        if len(own) and (level is None or code.depth <= level):
            tally = index.tally_rows(own)
            cells = (
                code.facet,
                code.name,
                code.label,
                tally.segments,
                tally.turns,
                len(np.unique(index.documents[own])),
                tally.persons,
                tell_cell(index, own.tolist(), (code.name,), most),
            )
            rows.append((facets.index(code.facet), -tally.segments, place, cells))
    return pd.DataFrame([cells for *_, cells in sorted(rows)], columns=list(VERTICAL_COLUMNS))


def portray_theme(corpus: CodedCorpus, code: str, *, most: int = MOST) -> pd.DataFrame:
    """Follow a theme through every person of every document.

    Returns
    -------
    pandas.DataFrame
        One row per counted person and document in the order of the corpus, zeros included, columns
        `HORIZONTAL_COLUMNS`; ``of_segments`` are all segments of the person there.
    """
    index = CorpusIndex(corpus)
    pairs = [(one.document, one.participant) for one in corpus.people if one.role in corpus.counted_roles]
    numbers = identities([*pairs, *((one.document, one.participant) for one in corpus.segments)])
    of_people, of_segments = numbers[: len(pairs)], numbers[len(pairs) :]
    kinds = {one.name: one.kind.value for one in corpus.documents}
    own = index.rows(code)
    rows = []
    for (document, participant), number in zip(pairs, of_people, strict=True):
        said = own[of_segments[own] == number]
        tally = index.tally_rows(said)
        rows.append(
            (
                document,
                kinds[document],
                participant,
                tally.segments,
                tally.turns,
                int((of_segments == number).sum()),
                tell_cell(index, said.tolist(), (code,), most),
            )
        )
    return pd.DataFrame(rows, columns=list(HORIZONTAL_COLUMNS))
