"""Themes by question of the interview guide, with where it was asked as denominator."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from focuskit.analysis.axes import questions_of_segments
from focuskit.analysis.tally import CorpusIndex, identities
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import DocumentKind

QUESTION_COLUMNS = (
    "question",
    "code",
    "label",
    "segments",
    "turns",
    "persons",
    "persons_asked",
    "groups",
    "groups_asked",
    "groups_not_asked",
    "interviews",
    "interviews_asked",
    "interviews_not_asked",
)


def count_by_question(corpus: CodedCorpus, *, level: int | None = None) -> pd.DataFrame:
    """Count the codes in the blocks of each question of the guide.

    Not asked is not "no": where a question was not asked nobody could answer it, and the people and documents
    there are in no denominator.

    Parameters
    ----------
    level
        Depth down to which codes are taken: 0 for top codes; ``None`` for all.

    Returns
    -------
    pandas.DataFrame
        For each question in the order of the guide, a row per code that comes in its blocks, in the order of
        the codebook, and a row without code (``code`` empty) for all that was said there. ``_asked`` are
        people present, groups and interviews in which it was asked. Empty without a guide.
    """
    index = CorpusIndex(corpus)
    of_segments = np.array([question or "" for question in questions_of_segments(corpus)], dtype=object)
    numbers = identities(of_segments)
    rows = [
        cells
        for question in corpus.guide
        for cells in _of_question(index, question.id, numbers, of_segments, level)
    ]
    return pd.DataFrame(rows, columns=list(QUESTION_COLUMNS))


def asked_in(corpus: CodedCorpus, question: str) -> set[str]:
    """Return the documents in which a question of the guide was asked."""
    return {talk.document for talk in corpus.talks if any(turn.question == question for turn in talk.turns)}


def _of_question(
    index: CorpusIndex, question: str, numbers: np.ndarray, of_segments: np.ndarray, level: int | None
) -> Iterator[tuple[object, ...]]:
    corpus = index.corpus
    asked = asked_in(corpus, question)
    persons = {
        one.participant for one in corpus.people if one.document in asked and one.role in corpus.counted_roles
    }
    groups, interviews = (
        [one.name for one in corpus.documents if one.kind is kind]
        for kind in (DocumentKind.FOCUS_GROUP, DocumentKind.INTERVIEW)
    )
    n_groups, n_interviews = (len(asked.intersection(names)) for names in (groups, interviews))
    inside = np.flatnonzero(of_segments == question)
    number = numbers[inside[0]] if len(inside) else -1
    codes = [code for code in corpus.codebook.codes if level is None or code.depth <= level]
    themes = [("", "", inside)]
    for code in codes:
        own = index.rows(code.name)
        themes.append((code.name, code.label, own[numbers[own] == number]))
    for name, label, rows in themes:
        tally = index.tally_rows(rows)
        if tally.segments or not name:
            yield (
                question,
                name,
                label,
                tally.segments,
                tally.turns,
                tally.persons,
                len(persons),
                tally.groups,
                n_groups,
                len(groups) - n_groups,
                tally.interviews,
                n_interviews,
                len(interviews) - n_interviews,
            )
