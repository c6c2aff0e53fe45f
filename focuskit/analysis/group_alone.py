"""In the group or alone: what the same person says in a focus group, in an interview, or in both.

After J. Kitzinger, Sociology of Health & Illness 16, 1994, p. 103-121, doi 10.1111/1467-9566.ep11347023: what
is said, and kept quiet, depends on who listens.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from focuskit.analysis.tally import CorpusIndex
from focuskit.analysis.verbatims import MOST, tell_cell
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import DocumentKind

COMPARED = (DocumentKind.FOCUS_GROUP, DocumentKind.INTERVIEW)
COLUMNS = (
    "participant",
    "facet",
    "code",
    "label",
    "where",
    "group_segments",
    "interview_segments",
    "group_quotations",
    "interview_quotations",
)


def compare_group_and_alone(
    corpus: CodedCorpus, *, level: int | None = None, most: int = MOST
) -> pd.DataFrame:
    """Tell, for each person and theme, where it is said, with the quotations facing each other.

    Only people who were both in a focus group and in an interview are compared (`people_compared`).

    Returns
    -------
    pandas.DataFrame
        One row per person and code that they say anywhere, columns `COLUMNS`; ``where`` is ``group``,
        ``interview`` or ``both``. What nobody says has no row: not said is not "no".
    """
    index = CorpusIndex(corpus)
    wanted = {person: place for place, person in enumerate(people_compared(corpus))}
    persons = np.array([wanted.get(one.participant, -1) for one in corpus.segments], dtype=np.intp)
    numbers = [
        np.where(np.array([one.kind is kind for one in corpus.segments], dtype=np.bool_), persons, -1)
        for kind in COMPARED
    ]
    names = list(wanted)
    rows = []
    for place, code in enumerate(corpus.codebook.codes):
        if level is not None and code.depth > level:
            continue
        group, interview = (index.rows_by(code.name, one) for one in numbers)
        for person in group.keys() | interview.keys():
            said = group.get(person, []), interview.get(person, [])
            rows.append((person, place, _row(index, names[person], code, said, most)))
    rows.sort(key=lambda row: row[:2])
    return pd.DataFrame([cells for *_, cells in rows], columns=list(COLUMNS))


def people_compared(corpus: CodedCorpus) -> tuple[str, ...]:
    """Return who was present in a focus group and in an interview, in order of the corpus."""
    kinds = {one.name: one.kind for one in corpus.documents}
    met: dict[str, set[DocumentKind]] = {}
    for one in corpus.people:
        if one.role in corpus.counted_roles:
            met.setdefault(one.participant, set()).add(kinds[one.document])
    return tuple(person for person, found in met.items() if found.issuperset(COMPARED))


def _row(
    index: CorpusIndex, person: str, code: Code, said: tuple[list[int], list[int]], most: int
) -> tuple[object, ...]:
    group, interview = said
    return (
        person,
        code.facet,
        code.name,
        code.label,
        "both" if group and interview else "group" if group else "interview",
        len(group),
        len(interview),
        tell_cell(index, group, (code.name,), most),
        tell_cell(index, interview, (code.name,), most),
    )
