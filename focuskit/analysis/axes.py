"""What the rows or the columns of a table are: codes of a facet, or values of a variable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from focuskit.analysis.tally import CorpusIndex, Rows, Totals
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus, CodedSegment, PersonInDocument
from focuskit.model.documents import DocumentKind

ATTRIBUTE = "attr:"
VARIABLES = ("document", "kind", "person", "role", "question", "wave")
"""Variables that are no attribute of a person; any other is written ``attr:name``."""

WAVE_NAMES = ("wave", "vague", "temps")
"""Names under which a document's attribute tells the wave of the inquiry."""

_DIGITS = re.compile(r"(\d{1,18})")
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class AxisItem:
    """One row or column.

    Parameters
    ----------
    name
        A code's full name, or a value.
    rows
        Places of its segments, ascending.
    codes
        The code, where it is one; else empty.
    context
        Places of further segments that may take the code over.
    value
        The variable and its value, where it is one; totals then are those of this value alone.
    """

    name: str
    rows: Rows
    codes: tuple[str, ...] = ()
    context: Rows | None = None
    value: tuple[str, str] | None = None


def is_axis(corpus: CodedCorpus, name: str) -> bool:
    """Tell whether a name is a facet, a code or a variable."""
    facets = {facet.id for facet in corpus.codebook.facets}
    return name in facets or name in corpus.codebook or name in VARIABLES or name.startswith(ATTRIBUTE)


def axis_codes(corpus: CodedCorpus, name: str, level: int | None = None) -> tuple[Code, ...]:
    """Return the codes of a facet, else a code and those below it; down to a depth (0: top), ``None``: all.

    The depth counts from the top codes of the facet, or from the code.
    """
    codebook = corpus.codebook
    found = codebook.of_facet(name)
    start = 0
    if not found and name in codebook:
        found = (codebook.code(name), *codebook.subcodes(name))
        start = codebook.code(name).depth
    return tuple(code for code in found if level is None or code.depth - start <= level)


def axis_items(index: CorpusIndex, name: str, level: int | None = None) -> list[AxisItem]:
    """Return the items of an axis: codes in the order of the codebook, values sorted, unknown last.

    None where there is no such axis.
    """
    codes = axis_codes(index.corpus, name, level)
    if codes:
        return [
            AxisItem(
                code.name,
                index.rows(code.name),
                (code.name,),
                np.flatnonzero(index.only_by_context(code.name)),
            )
            for code in codes
        ]
    if not is_axis(index.corpus, name):
        return []
    values = variable_of_segments(index.corpus, name)
    people = variable_of_people(index.corpus, name)
    places: dict[str, list[int]] = {value: [] for value in people}
    for place, value in enumerate(values):
        places.setdefault(value, []).append(place)
    ordered = (
        sorted(places, key=lambda value: (value == UNKNOWN, _natural(value)))
        if name != "document"
        else places
    )
    return [AxisItem(value, np.array(places[value], dtype=np.intp), value=(name, value)) for value in ordered]


def variable_of_segments(corpus: CodedCorpus, name: str) -> list[str]:
    """Return the value of a variable for each segment, shape ``(n_segments,)``; `UNKNOWN` where not told."""
    if name == "question":
        return [question or UNKNOWN for question in questions_of_segments(corpus)]
    values = {
        (one.document, one.participant): value
        for one, value in zip(corpus.people, _of_people(corpus, name), strict=True)
    }
    return [values.get((one.document, one.participant), UNKNOWN) for one in corpus.segments]


def variable_of_people(corpus: CodedCorpus, name: str) -> list[str]:
    """Return the different values of a variable among counted people, in their order."""
    if name == "question":
        return [question.id for question in corpus.guide]
    pairs = zip(corpus.people, _of_people(corpus, name), strict=True)
    return list(dict.fromkeys(value for one, value in pairs if one.role in corpus.counted_roles))


def totals_of(corpus: CodedCorpus, values: Iterable[tuple[str, str]], whole: Totals) -> Totals:
    """Return the totals among those who have these values of variables; ``whole`` where there are none."""
    wanted = [pair for pair in values if pair[0] != "question"]
    if not wanted:
        return whole
    columns = [_of_people(corpus, name) for name, _ in wanted]
    people = [
        one
        for place, one in enumerate(corpus.people)
        if one.role in corpus.counted_roles
        and all(column[place] == value for column, (_, value) in zip(columns, wanted, strict=True))
    ]
    kinds = {one.name: one.kind for one in corpus.documents}
    present = {one.document for one in people}
    return Totals(
        persons=len({one.participant for one in people}),
        groups=sum(kinds.get(name) is DocumentKind.FOCUS_GROUP for name in present),
        interviews=sum(kinds.get(name) is DocumentKind.INTERVIEW for name in present),
    )


def wave_of(attributes: Iterable[tuple[str, str]]) -> str | None:
    """Return the wave that the attributes of a document tell, ``None`` if they tell none."""
    return next((value for name, value in attributes if name.casefold() in WAVE_NAMES and value), None)


def _natural(value: str) -> tuple[str | int, ...]:
    """Return what a value is ordered by: numbers in it as numbers, P8 before P10."""
    return tuple(int(part) if part.isdecimal() else part for part in _DIGITS.split(value))


def questions_of_segments(corpus: CodedCorpus) -> list[str | None]:
    """Return the guide's question that each segment answers, shape ``(n_segments,)``."""
    asked = {(talk.document, turn.number): turn.question for talk in corpus.talks for turn in talk.turns}
    return [asked.get((one.document, one.turn)) for one in corpus.segments]


def _of_people(corpus: CodedCorpus, name: str) -> list[str]:
    """Return the value of a variable for each person in a document, shape ``(n_people,)``."""
    documents = {one.name: one for one in corpus.documents}
    if name.startswith(ATTRIBUTE):
        wanted = name.removeprefix(ATTRIBUTE)
        of_documents = {one.name: dict(one.attributes).get(wanted, "") for one in corpus.documents}
        return [
            dict(one.attributes).get(wanted) or of_documents.get(one.document) or UNKNOWN
            for one in corpus.people
        ]
    if name == "wave":
        waves = {one.name: wave_of(one.attributes) for one in corpus.documents}
        return [waves.get(one.document) or UNKNOWN for one in corpus.people]
    if name == "kind":
        return [documents[one.document].kind.value for one in corpus.people]
    return [_plain(one, name) for one in corpus.people]


def _plain(one: PersonInDocument | CodedSegment, name: str) -> str:
    return {"document": one.document, "person": one.participant, "role": one.role.value}[name]
