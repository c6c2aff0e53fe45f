"""The pictures by name: what of a coded corpus each shows."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from focuskit.analysis import FACETS_CROSSED, ROW_FACET, CorpusIndex, cross
from focuskit.analysis.axes import ATTRIBUTE, UNKNOWN, axis_codes
from focuskit.analysis.cooccurrence import count_cooccurrences
from focuskit.analysis.layout import order_nodes
from focuskit.analysis.participation import measure_participation
from focuskit.analysis.saturation import DRAWS, MOST_EXACT, measure_saturation
from focuskit.analysis.succession import count_successions
from focuskit.messages import say
from focuskit.model.codebook import Code
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import COUNTED_ROLES, Role
from focuskit.reports.figures import (
    Comparison,
    Graph,
    HeatMap,
    Link,
    Node,
    Participation,
    PersonBar,
    Picture,
    SaturationCurve,
    draw_code_line,
    draw_comparison,
    draw_graph,
    draw_heat_map,
    draw_participation,
    draw_saturation,
)
from focuskit.reports.transcript_line import lay_out_document
from focuskit.reports.wording import number

_MOST_LINKS, _MOST_SIGNS, _FEWEST_SPEAKERS = 24, 5, 3


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """What a picture is asked to show; empty means its own default.

    Parameters
    ----------
    facets
        Facets, or codes with those below them: one picture each (crossing, themes, comparison), or the lanes
        of one (code line).
    across
        What stands across: ``transition``, ``person``, ``document``, ``attr:structure`` …
    level
        Depth down to which codes are taken: 0 for top codes; ``None`` for all.
    """

    facets: tuple[str, ...] = ()
    across: str = ""
    level: int | None = None


def picture_crossing(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show codes of each facet by transition (by document where there is none), or by what is asked."""
    across = request.across or (ROW_FACET if axis_codes(corpus, ROW_FACET) else "document")
    for facet in _facets(corpus, request):
        yield from _heat_map(corpus, facet, across, request.level, f"crossing_{_plain(facet)}")


def picture_themes(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show codes of each facet by person, those of one document side by side, or by document: segments."""
    across = request.across or "person"
    for facet in _facets(corpus, request):
        yield from _heat_map(corpus, facet, across, request.level, f"themes_{_plain(facet)}_{_plain(across)}")


def picture_comparison(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show how many people of each value of an attribute spoke of each code."""
    across = request.across or "attr:structure"
    for facet in _facets(corpus, request):
        codes = _shown_codes(corpus, facet, request.level)
        frame = cross(corpus, across, [facet])
        values = list(dict.fromkeys(frame["row_code"]))
        if not codes or not values:
            continue
        persons = {(row, column): n for row, column, n in _cells(frame, "persons")}
        totals = {row: n for row, _, n in _cells(frame, "persons_total")}
        name = f"comparison_{_plain(facet)}_{_plain(across)}"
        compared = Comparison(
            say("picture.title_comparison", facet=_label(corpus, facet), across=_across(corpus, across)),
            tuple(code.label for code in codes),
            tuple(_value(corpus, value) for value in values),
            tuple(tuple(persons[value, code.name] for value in values) for code in codes),
            tuple(totals[value] for value in values),
        )
        if len(values) <= _MOST_SIGNS:
            yield draw_comparison(compared, name)
        else:
            yield draw_heat_map(_as_heat_map(compared), name)


def _as_heat_map(compared: Comparison) -> HeatMap:
    """Show as a grid what has too many values for signs."""
    columns = tuple(
        f"{value} (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number(total)})"
        for value, total in zip(compared.values, compared.totals, strict=True)
    )
    return HeatMap(compared.title, compared.themes, columns, compared.persons, say("picture.persons"))


def _facets(corpus: CodedCorpus, request: PictureRequest) -> tuple[str, ...]:
    """Return the facets asked for, else levers and obstacles, else all the codebook has."""
    known = tuple(facet.id for facet in corpus.codebook.facets)
    return request.facets or tuple(one for one in FACETS_CROSSED if one in known) or known


def picture_participation(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show who spoke how much, one picture per talk."""
    del request
    frame = measure_participation(corpus)
    for place, (document, people) in enumerate(frame.groupby("document", sort=False), start=1):
        rows = people[["participant", "words", "turns", "role"]].itertuples(index=False, name=None)
        bars = tuple(
            PersonBar(str(name), int(words), int(turns), Role(role) in COUNTED_ROLES)
            for name, words, turns, role in rows
        )
        title = say("picture.title_participation", document=document)
        yield draw_participation(Participation(title, bars), f"participation_{place}")


def picture_succession(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show who speaks after whom, one picture per talk of three or more: two can only alternate."""
    del request
    frame = count_successions(corpus, draws=0)
    words = measure_participation(corpus)
    for place, (document, pairs) in enumerate(frame.groupby("document", sort=False), start=1):
        present = words[(words["document"] == document) & (words["turns"] > 0)]
        if len(present) < _FEWEST_SPEAKERS:
            continue
        facts = present[["participant", "turns", "role"]].itertuples(index=False, name=None)
        nodes = tuple(Node(str(name), int(n), Role(role) not in COUNTED_ROLES) for name, n, role in facts)
        links = tuple(
            Link(str(before), str(after), int(n))
            for before, after, n in pairs[["before", "after", "n"]].itertuples(index=False, name=None)
            if n and before != after
        )
        title = say("picture.title_succession", document=document)
        yield draw_graph(Graph(title, "succession", nodes, links, is_directed=True), f"succession_{place}")


def picture_cooccurrence(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show which codes stand on the same segments: the strongest links."""
    frame = count_cooccurrences(corpus, level=request.level)
    if request.facets:
        wanted = {code.name for facet in request.facets for code in axis_codes(corpus, facet)}
        frame = frame[frame["code_1"].isin(wanted) & frame["code_2"].isin(wanted)]
    strongest = frame.sort_values(["n12", "c"], ascending=False, kind="stable").head(_MOST_LINKS)
    rows = list(strongest[["code_1", "code_2", "n12", "c", "n1", "n2"]].itertuples(index=False, name=None))
    if not rows:
        return
    labels = _unique_labels(corpus, [str(name) for row in rows for name in row[:2]])
    sizes = {labels[row[side]]: int(row[side + 4]) for row in rows for side in (0, 1)}
    links = tuple(Link(labels[one], labels[other], int(n)) for one, other, n, *_ in rows)
    order = order_nodes(list(sizes), {(one.source, one.target): one.n for one in links})
    nodes = tuple(Node(label, sizes[label]) for label in order)
    title = say("picture.title_cooccurrence")
    yield draw_graph(Graph(title, "cooccurrence", nodes, links), "cooccurrence")


def picture_code_line(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show each talk as a line: who speaks, which codes stand where."""
    facets = request.facets or tuple(facet.id for facet in corpus.codebook.facets)
    level = request.level if request.facets else request.level or 0
    codes = [code for facet in facets for code in _shown_codes(corpus, facet, level)]
    for place, talk in enumerate(corpus.talks, start=1):
        yield draw_code_line(lay_out_document(corpus, talk, codes), f"code_line_{place}")


def picture_saturation(corpus: CodedCorpus, request: PictureRequest) -> Iterator[Picture]:
    """Show decided codes seen after each document, focus groups and interviews apart."""
    del request
    for kind, curve in saturation_curves(corpus):
        yield draw_saturation(curve, f"saturation_{kind}")


def saturation_curves(corpus: CodedCorpus) -> Iterator[tuple[str, SaturationCurve]]:
    """Return the kind of documents and the curve of each kind in which anything is decided."""
    frame = measure_saturation(corpus)
    for kind, rows in frame.groupby("kind", sort=False):
        if int(rows["seen"].max()) == 0:
            continue
        names = tuple(map(str, rows["document"]))
        n_orders = math.factorial(len(names)) if len(names) <= MOST_EXACT else DRAWS
        median, low, high = (tuple(map(float, rows[column])) for column in ("median", "low", "high"))
        title = say("picture.title_saturation", kind=say(f"report.kind_{kind}"))
        seen = tuple(map(int, rows["seen"]))
        yield str(kind), SaturationCurve(title, names, seen, median, low, high, n_orders)


Maker = Callable[[CodedCorpus, PictureRequest], Iterator[Picture]]
PICTURES: Mapping[str, Maker] = MappingProxyType(
    {
        "crossing": picture_crossing,
        "themes": picture_themes,
        "comparison": picture_comparison,
        "participation": picture_participation,
        "succession": picture_succession,
        "cooccurrence": picture_cooccurrence,
        "code_line": picture_code_line,
        "saturation": picture_saturation,
    }
)
"""How each picture is made; several may come of one name."""


def _heat_map(
    corpus: CodedCorpus, facet: str, across: str, level: int | None, name: str
) -> Iterator[Picture]:
    codes = _shown_codes(corpus, facet, level)
    is_variable = not axis_codes(corpus, across)
    frame = cross(corpus, across, [facet], without=None if is_variable else f"sans_{across}")
    values = [one for one in dict.fromkeys(frame["row_code"]) if is_variable or "/" not in one]
    if not codes or not values:
        return
    counts = {(row, column): n for row, column, n in _cells(frame, "segments")}
    ordered, groups = _by_document(corpus, values) if across == "person" else (values, ())
    yield draw_heat_map(
        HeatMap(
            say("picture.title_crossing", facet=_label(corpus, facet), across=_across(corpus, across)),
            tuple(code.label for code in codes),
            tuple(_value(corpus, value) for value in ordered),
            tuple(tuple(counts[value, code.name] for value in ordered) for code in codes),
            say("picture.segments"),
            groups,
        ),
        name,
    )


def _shown_codes(corpus: CodedCorpus, facet: str, level: int | None) -> list[Code]:
    """Return the codes of a facet that anything carries; a lone top code gives way to those below it."""
    index = CorpusIndex(corpus)
    codes = [code for code in axis_codes(corpus, facet, level) if len(index.rows(code.name))]
    tops = [code for code in codes if code.depth == min(one.depth for one in codes)]
    return [code for code in codes if code not in tops] if len(tops) == 1 and len(codes) > 1 else codes


def _by_document(corpus: CodedCorpus, people: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Order people by the document they first are in; return those documents too."""
    first: dict[str, str] = {}
    for one in corpus.people:
        first.setdefault(one.participant, one.document)
    documents = list(dict.fromkeys(first.values()))
    ordered = sorted(people, key=lambda name: documents.index(first[name]))
    return ordered, tuple(first[name] for name in ordered)


def _cells(frame: pd.DataFrame, column: str) -> Iterator[tuple[str, str, int]]:
    for row, across, n in frame[["row_code", "column_code", column]].itertuples(index=False, name=None):
        yield str(row), str(across), int(n)


def _unique_labels(corpus: CodedCorpus, names: Iterable[str]) -> dict[str, str]:
    """Return a label for each code; where two codes share one, the parent's stands before it."""
    known = {name: corpus.codebook.code(name) for name in names}
    count = Counter(code.label for code in known.values())
    labels = {}
    for name, code in known.items():
        above = corpus.codebook.code(code.parent).label if code.parent else code.facet
        labels[name] = code.label if count[code.label] == 1 else f"{above} : {code.label}"
    return labels


def _label(corpus: CodedCorpus, facet: str) -> str:
    found = next((one.label for one in corpus.codebook.facets if one.id == facet), None)
    return found or corpus.codebook.code(facet).label


def _across(corpus: CodedCorpus, name: str) -> str:
    if axis_codes(corpus, name):
        return _label(corpus, name)
    return name.removeprefix(ATTRIBUTE) if name.startswith(ATTRIBUTE) else say(f"picture.across_{name}")


def _value(corpus: CodedCorpus, value: str) -> str:
    if value == UNKNOWN:
        return say("picture.unknown")
    if value.startswith("sans_") and value not in corpus.codebook:
        return say("picture.without")
    return corpus.codebook.code(value).label if value in corpus.codebook else value


def _plain(name: str) -> str:
    """Return a name that may stand in a file name."""
    return re.sub(r"\W+", "_", name)
