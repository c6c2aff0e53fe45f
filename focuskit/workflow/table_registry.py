"""The tables by name: how each is made of a coded corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pandas as pd

from focuskit.analysis import FACETS_CROSSED, ROW_FACET, count_themes, cross, list_quotations
from focuskit.analysis.axes import ATTRIBUTE, axis_codes, is_axis
from focuskit.analysis.bilan import tabulate, take_stock_of_codes
from focuskit.analysis.cooccurrence import Speakers, Unit, count_cooccurrences
from focuskit.analysis.dynamics import measure_dynamics, order_responses
from focuskit.analysis.exchanges import find_exchanges
from focuskit.analysis.filters import OF_PEOPLE
from focuskit.analysis.group_alone import compare_group_and_alone
from focuskit.analysis.markers import list_markers
from focuskit.analysis.participation import measure_participation
from focuskit.analysis.portrait import portray, portray_theme
from focuskit.analysis.questions import count_by_question
from focuskit.analysis.quotes import quote
from focuskit.analysis.saturation import measure_saturation
from focuskit.analysis.structures import compare_structures
from focuskit.analysis.succession import count_successions
from focuskit.analysis.waves import compare_waves, find_waves
from focuskit.errors import UsageError
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.workflow.table_request import TableRequest

Builder = Callable[[CodedCorpus, TableRequest], pd.DataFrame]


def _themes(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    frame = count_themes(corpus)
    if request.rows is None and request.level is None:
        return frame
    wanted = {
        code.name for code in corpus.codebook.codes if request.level is None or code.depth <= request.level
    }
    if request.rows is not None:
        wanted &= {code.name for code in axis_codes(corpus, checked_axis(corpus, request.rows))}
    return frame[frame["code"].isin(wanted)].reset_index(drop=True)


def _crossing(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    rows = checked_axis(corpus, request.rows or ROW_FACET) if request.rows else ROW_FACET
    columns = [checked_axis(corpus, name) for name in request.columns] or list(FACETS_CROSSED)
    return cross(corpus, rows, columns, level=request.level, without=f"sans_{rows}")


def _quotations(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    del request
    return list_quotations(corpus)


def _questions(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    if not corpus.guide:
        raise UsageError("finding.needs_guide")
    return count_by_question(corpus, level=request.level)


def _quotes(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    columns = checked_axis(corpus, next(iter(request.columns), "document"))
    return quote(corpus, columns, level=request.level, most=request.most)


def _cooccurrence(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    return count_cooccurrences(
        corpus,
        Unit(request.unit or Unit.SEGMENT),
        level=request.level,
        within=request.within,
        speakers=Speakers(request.speakers),
    )


def _group_alone(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    return compare_group_and_alone(corpus, level=request.level, most=request.most)


def _structures(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    attribute = (request.rows or "structure").removeprefix(ATTRIBUTE)
    return compare_structures(corpus, attribute, level=request.level, most=request.most)


def _waves(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    if len(find_waves(corpus).names) < _FEWEST_WAVES:
        raise UsageError("finding.needs_waves")
    return compare_waves(corpus, level=request.level)


def _portrait(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    """Make the portrait of a theme where a code is given, else of the person or document filtered for."""
    if request.code is None:
        return portray(corpus, level=request.level, most=request.most)
    if request.code not in corpus.codebook:
        raise UsageError("finding.no_code", code=request.code)
    return portray_theme(corpus, request.code, most=request.most)


def _participation(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    frame = measure_participation(corpus, by_question=_by_question(corpus, request))
    return _of_people(frame, corpus, request)


def _dynamics(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    return measure_dynamics(corpus, by_question=_by_question(corpus, request))


def _by_question(corpus: CodedCorpus, request: TableRequest) -> bool:
    if request.rows == "question" and not corpus.guide:
        raise UsageError("finding.needs_guide")
    return request.rows == "question"


def _succession(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    return count_successions(corpus, draws=request.draws)


def _order(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    del request
    return order_responses(corpus)


def _exchanges(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    if request.code is None:
        return find_exchanges(corpus, level=request.level)
    if request.code not in corpus.codebook:
        raise UsageError("finding.no_code", code=request.code)
    frame = find_exchanges(corpus)
    return frame[frame["code"] == request.code].reset_index(drop=True)


def _markers(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    return _of_people(list_markers(corpus), corpus, request)


def _of_people(frame: pd.DataFrame, corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    """Keep the rows of people who are left, where people were filtered."""
    if not any(one.name in OF_PEOPLE or one.name.startswith(ATTRIBUTE) for one in request.conditions):
        return frame
    left = {(one.document, one.participant) for one in corpus.people}
    kept = [pair in left for pair in zip(frame["document"], frame["participant"], strict=True)]
    return frame[kept].reset_index(drop=True)


def _saturation(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    return measure_saturation(corpus, base=request.base, run=request.run, threshold=request.threshold)


def _bilan(corpus: CodedCorpus, request: TableRequest) -> pd.DataFrame:
    by = checked_axis(corpus, request.rows or f"{ATTRIBUTE}structure")
    statements = take_stock_of_codes(corpus, by, level=request.level)
    return tabulate(statements, request.unit or say("finding.structures"))


_FEWEST_WAVES = 2


def checked_axis(corpus: CodedCorpus, name: str) -> str:
    """Return the name of an axis; `UsageError` where it is neither facet nor code nor variable."""
    if not is_axis(corpus, name):
        facets = ", ".join(facet.id for facet in corpus.codebook.facets)
        raise UsageError("finding.no_axis", name=name, facets=facets)
    return name


BUILDERS: Mapping[str, Builder] = MappingProxyType(
    {
        "themes": _themes,
        "crossing": _crossing,
        "quotations": _quotations,
        "questions": _questions,
        "quotes": _quotes,
        "cooccurrence": _cooccurrence,
        "group_alone": _group_alone,
        "structures": _structures,
        "waves": _waves,
        "portrait": _portrait,
        "participation": _participation,
        "dynamics": _dynamics,
        "succession": _succession,
        "order": _order,
        "exchanges": _exchanges,
        "markers": _markers,
        "saturation": _saturation,
        "bilan": _bilan,
    }
)
"""How each table is made."""
