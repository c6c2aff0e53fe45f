"""In the group or alone: what the same person says in a focus group, in an interview, or in both.

After J. Kitzinger, Sociology of Health & Illness 16, 1994, p. 103-121, doi 10.1111/1467-9566.ep11347023: what
is said, and kept quiet, depends on who listens.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from focuskit.analysis.tally import CorpusIndex, Rows
from focuskit.analysis.verbatims import MOST, tell_cell
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, DocumentKind

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
    codes = [code for code in corpus.codebook.codes if level is None or code.depth <= level]
    wanted = people_compared(corpus)
    by_person = {person: {kind: _said(corpus, person, kind) for kind in COMPARED} for person in wanted}
    rows = [
        cells
        for person in wanted
        for code in codes
        for cells in _of_theme(index, person, code, by_person[person], most)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def people_compared(corpus: CodedCorpus) -> tuple[str, ...]:
    """Return who was present in a focus group and in an interview, in order of the corpus."""
    kinds = {one.name: one.kind for one in corpus.documents}
    met: dict[str, set[DocumentKind]] = {}
    for one in corpus.people:
        if one.role in COUNTED_ROLES:
            met.setdefault(one.participant, set()).add(kinds[one.document])
    return tuple(person for person, found in met.items() if found.issuperset(COMPARED))


def _said(corpus: CodedCorpus, person: str, kind: DocumentKind) -> set[int]:
    return {
        place for place, one in enumerate(corpus.segments) if one.kind is kind and one.participant == person
    }


def _of_theme(
    index: CorpusIndex, person: str, code: Code, said: dict[DocumentKind, set[int]], most: int
) -> Iterator[tuple[object, ...]]:
    group, interview = (_only(index.rows(code.name), said[kind]) for kind in COMPARED)
    if not (len(group) or len(interview)):
        return
    where = "both" if len(group) and len(interview) else "group" if len(group) else "interview"
    yield (
        person,
        code.facet,
        code.name,
        code.label,
        where,
        len(group),
        len(interview),
        tell_cell(index, group, (code.name,), most),
        tell_cell(index, interview, (code.name,), most),
    )


def _only(rows: Rows, wanted: set[int]) -> Rows:
    return rows[[row in wanted for row in rows.tolist()]] if len(rows) else rows
