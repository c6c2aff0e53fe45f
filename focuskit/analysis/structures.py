"""Structures: the members of a structure side by side on each theme, contradictions in view."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from focuskit.analysis.axes import ATTRIBUTE, UNKNOWN, variable_of_people, variable_of_segments
from focuskit.analysis.splits import LEVERS, OBSTACLES
from focuskit.analysis.tally import CorpusIndex, Rows
from focuskit.analysis.verbatims import MOST, tell_cell
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES

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
    of_segments = np.array(variable_of_segments(corpus, name), dtype=object)
    rows = []
    for structure in sorted(set(variable_of_people(corpus, name)) - {UNKNOWN}):
        members = _members(corpus, name, structure)
        if len(members) > 1:
            rows += list(_of_structure(index, structure, members, of_segments == structure, level, most))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _members(corpus: CodedCorpus, name: str, structure: str) -> list[str]:
    wanted = name.removeprefix(ATTRIBUTE)
    of_documents = {one.name: dict(one.attributes).get(wanted) for one in corpus.documents}
    return list(
        dict.fromkeys(
            one.participant
            for one in corpus.people
            if one.role in COUNTED_ROLES
            and (dict(one.attributes).get(wanted) or of_documents[one.document]) == structure
        )
    )


def _of_structure(
    index: CorpusIndex, structure: str, members: list[str], inside: np.ndarray, level: int | None, most: int
) -> Iterator[tuple[object, ...]]:
    for code in index.corpus.codebook.codes:
        if level is not None and code.depth > level:
            continue
        by_member = _by_member(index, code.name, members, inside)
        saying = [member for member in members if len(by_member[member])]
        if saying:
            opposite = opposite_code(index.corpus, code)
            against = _by_member(index, opposite, members, inside) if opposite else {}
            opposed = [member for member in members if len(against.get(member, ()))]
            yield (
                structure,
                code.name,
                code.label,
                ", ".join(members),
                len(members),
                len(saying),
                ", ".join(member for member in members if member not in saying),
                ", ".join(f"{member}: {opposite}" for member in opposed),
                any(one != other for one in saying for other in opposed),
                "\n".join(
                    f"{member}: {tell_cell(index, by_member[member], (code.name,), most) or '–'}"
                    for member in members
                ),
            )


def _by_member(index: CorpusIndex, code: str, members: list[str], inside: np.ndarray) -> dict[str, Rows]:
    rows = index.rows(code)
    kept = rows[inside[rows]] if len(rows) else rows
    found: dict[str, list[int]] = {member: [] for member in members}
    for row in kept.tolist():
        found[index.corpus.segments[row].participant].append(row)
    return {member: np.array(places, dtype=np.intp) for member, places in found.items()}


def opposite_code(corpus: CodedCorpus, code: Code) -> str | None:
    """Return the obstacle of a lever's name and the other way round, ``None`` if there is none.

    Top codes have none: a lever of one kind and an obstacle of another contradict nothing.
    """
    top, _, rest = code.name.partition("/")
    other = {LEVERS: OBSTACLES, OBSTACLES: LEVERS}.get(top)
    name = f"{other}/{rest}"
    return name if other and rest and name in corpus.codebook else None
