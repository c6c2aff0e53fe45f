"""Exchanges: stretches in which several people build or dispute a theme, quotable as a whole.

After J. Kitzinger, Sociology of Health & Illness 16, 1994, p. 103-121, doi 10.1111/1467-9566.ep11347023: what
people say to each other, agreeing or arguing, is the point of a focus group. How stretches are found is
focuskit's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from focuskit.analysis.markers import MarkerKind, find_markers
from focuskit.analysis.splits import LEVERS, OBSTACLES
from focuskit.analysis.tally import CorpusIndex
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, DocumentKind
from focuskit.model.talk import Talk

COLUMNS = (
    "document",
    "code",
    "label",
    "first_turn",
    "last_turn",
    "turns_with_code",
    "n_persons",
    "persons",
    "agreement",
    "disagreement",
    "lever_and_obstacle",
    "exchange",
)
GAP, FEWEST_PERSONS, FEWEST_TURNS = 2, 2, 3


def find_exchanges(
    corpus: CodedCorpus,
    *,
    level: int | None = None,
    gap: int = GAP,
    persons: int = FEWEST_PERSONS,
    turns: int = FEWEST_TURNS,
) -> pd.DataFrame:
    """Find stretches of a talk in which several people speak of one theme.

    Parameters
    ----------
    gap
        Turns without the theme that may stand between two with it (moderators' turns count).
    persons, turns
        People who must carry the theme, and turns that must.

    Returns
    -------
    pandas.DataFrame
        One row per stretch, as long as it goes, columns `COLUMNS`: who carries the theme, how many words in
        it may mark agreement or disagreement (`focuskit.analysis.markers`; a person judges), whether both a
        lever and an obstacle are said in it, and the words of all its turns, one a line.
    """
    index = CorpusIndex(corpus)
    talks = [one for one in corpus.talks if one.kind is not DocumentKind.ANSWERS]
    codes = [code for code in corpus.codebook.codes if level is None or code.depth <= level]
    carrying = {code.name: _turns_by_document(index, code.name) for code in codes}
    tops = [carrying.get(name) or _turns_by_document(index, name) for name in (LEVERS, OBSTACLES)]
    rows = []
    for talk in talks:
        both = [found.get(talk.document, set()) for found in tops]
        speakers = {turn.number: turn.participant for turn in talk.turns if turn.role in COUNTED_ROLES}
        if len(set(speakers.values())) < persons:
            continue
        for code in codes:
            numbers = sorted(carrying[code.name].get(talk.document, ()))
            for run in _runs(numbers, gap):
                said_by = list(dict.fromkeys(speakers[number] for number in run if number in speakers))
                if len(said_by) >= persons and len(run) >= turns:
                    rows.append(_row(talk, code, run, said_by, both))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _turns_by_document(index: CorpusIndex, code: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for row in index.rows(code).tolist():
        segment = index.corpus.segments[row]
        found.setdefault(segment.document, set()).add(segment.turn)
    return found


def _runs(numbers: Sequence[int], gap: int) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number - run[-1] > gap + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _row(
    talk: Talk, code: Code, run: list[int], said_by: list[str], both: Sequence[set[int]]
) -> tuple[object, ...]:
    inside = [turn for turn in talk.turns if run[0] <= turn.number <= run[-1]]
    kinds = Counter(
        marker.kind for turn in inside if turn.role in COUNTED_ROLES for marker in find_markers(turn.verbatim)
    )
    numbers = {turn.number for turn in inside}
    return (
        talk.document,
        code.name,
        code.label,
        run[0],
        run[-1],
        len(run),
        len(said_by),
        ", ".join(said_by),
        kinds[MarkerKind.AGREEMENT] + kinds[MarkerKind.BOTH],
        kinds[MarkerKind.DISAGREEMENT] + kinds[MarkerKind.BOTH],
        all(numbers & one for one in both),
        "\n".join(f"{turn.participant} [{turn.number}] : {turn.shown}" for turn in inside),
    )
