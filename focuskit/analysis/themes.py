"""Themes: one line of counts per code of the codebook."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from focuskit.analysis.prompting import Prompts
from focuskit.analysis.splits import SPLIT_COLUMNS, split_cells
from focuskit.analysis.tally import CorpusIndex, Tally
from focuskit.model.codebook import Code, code_and_parents
from focuskit.model.codings import CodedCorpus, UnitStatus

THEME_COLUMNS = (
    "facet",
    "code",
    "label",
    "segments",
    "turns",
    "persons",
    "persons_total",
    "groups",
    "groups_total",
    "interviews",
    "interviews_total",
    "top_share",
    "context",
    "decided",
    "suggested",
    *SPLIT_COLUMNS,
)
NULLABLE = dict.fromkeys(SPLIT_COLUMNS[:7], "Int64") | {"one_voice": "boolean", "top_share": "Float64"}
STATUS_COLUMNS = ("code", "decided", "suggested")


def count_themes(corpus: CodedCorpus) -> pd.DataFrame:
    """Count every code of the codebook.

    A sub-code counts for its parents. Decided and suggested codes both count (`count_statuses` tells them
    apart).

    Returns
    -------
    pandas.DataFrame
        One row per code in the order of the codebook, zeros included, columns `THEME_COLUMNS`.
        ``top_share`` is the share (0 to 1, three decimals) of the code's segments that belong to the
        person who has most of them; missing where the code has no segment. ``context`` is the number of
        further segments that may take the code over from their question or exchange, in no other count.
        ``decided`` and ``suggested`` add up to the segments. The others: `focuskit.analysis.splits`.
    """
    index, prompts = CorpusIndex(corpus), Prompts(corpus)
    rows = [_theme_row(index, prompts, code) for code in corpus.codebook.codes]
    return pd.DataFrame(rows, columns=list(THEME_COLUMNS)).astype(NULLABLE)


def _theme_row(index: CorpusIndex, prompts: Prompts, code: Code) -> tuple[object, ...]:
    rows, totals = index.rows(code.name), index.totals
    tally = index.tally_rows(rows)
    n_decided = int(index.decided(code.name).sum())
    return (
        code.facet,
        code.name,
        code.label,
        tally.segments,
        tally.turns,
        tally.persons,
        totals.persons,
        tally.groups,
        totals.groups,
        tally.interviews,
        totals.interviews,
        top_share(tally),
        int(index.only_by_context(code.name).sum()),
        n_decided,
        tally.segments - n_decided,
        *split_cells(index, prompts, rows, (code.name,), tally),
    )


def top_share(tally: Tally) -> float | None:
    """Return the share of the person with most segments (0 to 1, rounded); ``None`` without segment."""
    return round(tally.top_person / tally.segments, 3) if tally.segments else None


def count_statuses(corpus: CodedCorpus) -> pd.DataFrame:
    """Count the segments of every code by status.

    A segment on which a code (or one below it) is decided counts as decided, whatever else the machine
    suggests there: the two numbers add up to the segments of the code.

    Returns
    -------
    pandas.DataFrame
        One row per code in the order of the codebook, zeros included, columns `STATUS_COLUMNS`.
    """
    decided: dict[str, int] = {}
    suggested: dict[str, int] = {}
    for segment in corpus.segments:
        by_person = _names(mark.code for mark in segment.marks if mark.status is UnitStatus.DECIDED)
        by_machine = _names(mark.code for mark in segment.marks if mark.status is UnitStatus.SUGGESTED)
        for name in by_person:
            decided[name] = decided.get(name, 0) + 1
        for name in by_machine - by_person:
            suggested[name] = suggested.get(name, 0) + 1
    rows = [
        (code.name, decided.get(code.name, 0), suggested.get(code.name, 0)) for code in corpus.codebook.codes
    ]
    return pd.DataFrame(rows, columns=list(STATUS_COLUMNS))


def _names(codes: Iterable[str]) -> set[str]:
    return {name for code in codes for name in code_and_parents(code)}
