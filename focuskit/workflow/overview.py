"""What a study holds, in one value that a notebook shows."""

from __future__ import annotations

import pandas as pd

from focuskit.reports.overview import Overview
from focuskit.store import ProjectFolder, count_suggestions, document_figures
from focuskit.store.codings import count_codings


def load_overview(folder: ProjectFolder) -> Overview:
    """Count documents, segments, codings and open suggestions of a study."""
    with folder.reading() as connection:
        figures = document_figures(connection)
        n_codings, n_suggestions = count_codings(connection), count_suggestions(connection)
    documents = pd.DataFrame(
        [
            (one.name, one.kind.value, one.n_speakers, one.n_turns, one.n_segments, one.n_words)
            for one in figures
        ],
        columns=["document", "kind", "speakers_n", "turns", "segments", "words"],
    )
    return Overview(folder.path.resolve().name, documents, n_codings, n_suggestions)
