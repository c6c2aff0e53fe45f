"""Structures: the members of a structure side by side on each theme, contradictions in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from focuskit.analysis.axes import ATTRIBUTE, UNKNOWN, variable_of_people, variable_of_segments
from focuskit.analysis.splits import LEVERS, OBSTACLES
from focuskit.analysis.tally import CorpusIndex, Rows
from focuskit.analysis.verbatims import MOST, tell_cell
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus

COLUMNS = (
    "structure",
    "code",
    "label",
    "members",
    "n_members",
    "n_saying",
    "not_saying",
    "opposite_by",
    "contradiction",
    "side_by_side",
)


def compare_structures(
    corpus: CodedCorpus, attribute: str = "structure", *, level: int | None = None, most: int = MOST
) -> pd.DataFrame:
    """Set what the members of each structure say side by side.

    Parameters
    ----------
    attribute
        The attribute of people that tells their structure.

    Returns
    -------
    pandas.DataFrame
        One row per structure with at least two members and code that one of them says, columns `COLUMNS`.
        ``opposite_by`` are members who say the opposite (the same name as an obstacle where this is a lever,
        and the other way round); ``contradiction`` is whether a member says one and another member the
        other. ``side_by_side`` has each member with their words,
        or a dash: not saying something is no disagreement.
    """
    index = CorpusIndex(corpus)
    name = f"{ATTRIBUTE}{attribute}"
    values = variable_of_segments(corpus, name)
    rows = []
    codes = [code for code in corpus.codebook.codes if level is None or code.depth <= level]
    for structure in sorted(set(variable_of_people(corpus, name)) - {UNKNOWN}):
        members = _members(corpus, name, structure)
        if len(members) < _FEWEST:
            continue
        place = {member: number for number, member in enumerate(members)}
        numbers = np.array(
            [
                place[one.participant] if value == structure else -1
                for one, value in zip(corpus.segments, values, strict=True)
            ],
            dtype=np.intp,
        )
        rows += list(_of_structure(index, structure, members, numbers, codes, most))
    return pd.DataFrame(rows, columns=list(COLUMNS))


_FEWEST = 2


def _members(corpus: CodedCorpus, name: str, structure: str) -> list[str]:
    wanted = name.removeprefix(ATTRIBUTE)
    of_documents = {one.name: dict(one.attributes).get(wanted) for one in corpus.documents}
    return list(
        dict.fromkeys(
            one.participant
            for one in corpus.people
            if one.role in corpus.counted_roles
            and (dict(one.attributes).get(wanted) or of_documents[one.document]) == structure
        )
    )


def _of_structure(
    index: CorpusIndex, structure: str, members: list[str], numbers: Rows, codes: Sequence[Code], most: int
) -> Iterator[tuple[object, ...]]:
    by_code = {code.name: index.rows_by(code.name, numbers) for code in index.corpus.codebook.codes}
    for code in codes:
        said = by_code[code.name]
        if not said:
            continue
        opposite = opposite_code(index.corpus, code)
        opposed = sorted(by_code[opposite]) if opposite else []
        yield (
            structure,
            code.name,
            code.label,
            ", ".join(members),
            len(members),
            len(said),
            ", ".join(member for place, member in enumerate(members) if place not in said),
            ", ".join(f"{members[place]}: {opposite}" for place in opposed),
            any(one != other for one in said for other in opposed),
            "\n".join(
                f"{member}: {tell_cell(index, said.get(place, []), (code.name,), most) or '–'}"
                for place, member in enumerate(members)
            ),
        )


def opposite_code(corpus: CodedCorpus, code: Code) -> str | None:
    """Return the obstacle of a lever's name and the other way round, ``None`` if there is none.

    Top codes have none: a lever of one kind and an obstacle of another contradict nothing.
    """
    top, _, rest = code.name.partition("/")
    other = {LEVERS: OBSTACLES, OBSTACLES: LEVERS}.get(top)
    name = f"{other}/{rest}"
    return name if other and rest and name in corpus.codebook else None
