"""Agreement between coders as tables: for the screen, a workbook, a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from focuskit.analysis.agreement import (
    AgreementSummary,
    CodeAgreement,
    CoderFigures,
    PairAgreement,
    Statistic,
)
from focuskit.messages import say, spoken
from focuskit.model.agreement import CoderStance, Disagreement
from focuskit.model.codebook import Codebook
from focuskit.reports.wording import MIN_FOR_PERCENTAGE, NO_BREAK, number, percent

UNIT_STATISTICS = ("raw", "kappa", "fleiss", "alpha", "set_alpha")
SPAN_STATISTICS = ("u", "bar_u", "cu", "code_u")


def decimal(value: float | None, places: int = 2) -> str:
    """Write a coefficient as the language does; a dash for none."""
    if value is None:
        return "–"
    written = f"{round(value, places) or 0.0:.{places}f}".replace("-", "\N{MINUS SIGN}")
    return written.replace(".", ",") if spoken() == "fr" else written


def told_statistic(statistic: Statistic | None) -> str:
    """Write a coefficient with its interval, or in short why it is undefined; nothing for ``None``."""
    if statistic is None:
        return ""
    if statistic.value is None:
        return say("agree.undefined", reason=say(f"agree.short_{statistic.reason}"))
    if statistic.low is None:
        return decimal(statistic.value)
    between = f"{NO_BREAK}; " if spoken() == "fr" else ", "
    bounds = f"{decimal(statistic.low)}{between}{decimal(statistic.high)}"
    return f"{decimal(statistic.value)} [{bounds}]"


def told_raw(pair: PairAgreement) -> str:
    """Write on how many units two coders agree, as a share too where there are enough."""
    agreed, n = pair.both + pair.neither, pair.n_units
    share = f" ({percent(agreed / n)})" if n >= MIN_FOR_PERCENTAGE else ""
    return f"{number(agreed)}/{number(n)}{share}"


def told_mean_agreement(row: CodeAgreement) -> str:
    """Write raw agreement over all pairs, as a share where there are enough units; else a dash."""
    raw = row.raw
    if raw.value is None:
        return told_statistic(raw)
    return percent(raw.value) if raw.n_units >= MIN_FOR_PERCENTAGE else "–"


def label_of(row: CodeAgreement, codebook: Codebook) -> str:
    """Return the label of a code, or of a facet taken as a whole."""
    if row.code:
        return codebook.code(row.code).label
    label = next(one.label for one in codebook.facets if one.id == row.facet)
    return say("agree.whole_facet", facet=label)


def reasons_met(
    summary: AgreementSummary, names: Sequence[str] = (*UNIT_STATISTICS, *SPAN_STATISTICS)
) -> list[str]:
    """Return, for each reason why one of the coefficients is undefined, the sentence that tells it."""
    met = dict.fromkeys(
        reason
        for row in summary.rows
        for one in _statistics(row, names)
        for reason in (one.reason, None if one.reason else one.interval_reason)
        if reason is not None
    )
    return [f"{say(f'agree.short_{one}')} : {say(f'agree.reason_{one}')}" for one in sorted(met)]


def distinct_rows(summary: AgreementSummary, codebook: Codebook) -> list[CodeAgreement]:
    """Return the rows without the facets of a single top code, on units the same as that code."""
    tops = {
        facet.id: sum(one.parent is None for one in codebook.of_facet(facet.id)) for facet in codebook.facets
    }
    return [row for row in summary.rows if row.code or tops[row.facet] > 1]


def _statistics(row: CodeAgreement, names: Sequence[str]) -> Iterator[Statistic]:
    if "kappa" in names:
        yield from (one.kappa for one in row.pairs)
    for name in names:
        found = getattr(row, name, None)
        if found is not None:
            yield found


def told_conditions(summary: AgreementSummary, *, with_intervals: bool = True) -> list[str]:
    """Return the sentences without which the figures cannot be read."""
    names = [one.coder for one in summary.coders]
    lines = [
        say(
            f"agree.compared_{summary.unit}",
            coders=", ".join(names),
            n=summary.n_units,
            shown=number(summary.n_units),
            documents=number(len(summary.documents)),
        )
    ]
    lines += [_told_share(one) for one in summary.coders]
    if with_intervals:
        lines.append(say(f"agree.drawn_by_{summary.drawn_by}", n=summary.n_clusters, seed=summary.seed))
    if summary.is_anchored:
        lines.append(say("agree.anchored"))
    lines.append(say("agree.originals"))
    return lines


def _told_share(one: CoderFigures) -> str:
    """Tell what a coder was given, and whether suggestions were shown."""
    sees = {True: "agree.sees", False: "agree.blind", None: "agree.sees_unknown"}[one.sees_suggestions]
    return say(
        "agree.share_assigned" if one.is_assigned else "agree.share_assumed",
        coder=one.coder,
        n=one.n_segments,
        shown=number(one.n_segments),
        documents=number(one.n_documents),
        decisions=number(one.n_decisions),
        suggestions=number(one.n_on_suggestions),
        sees=say(sees),
    )


def units_frame(summary: AgreementSummary, codebook: Codebook) -> pd.DataFrame:
    """Return one row per code (or facet as a whole, ``code`` empty) and pair of coders.

    Columns: facet, code, label, the two coders, units both were given, units with the code by both, one
    alone, neither, then each coefficient of `UNIT_STATISTICS` with its bounds and the reason where there is
    none. ``fleiss``, ``alpha`` and ``set_alpha`` are of all coders.
    """
    rows = []
    for row in summary.rows:
        for pair in row.pairs:
            found: dict[str, object] = _head(row, codebook) | {
                "coder_one": pair.one,
                "coder_other": pair.other,
                "units": pair.n_units,
                "both": pair.both,
                "only_one": pair.only_one,
                "only_other": pair.only_other,
                "neither": pair.neither,
            }
            of_all = {"fleiss": row.fleiss, "alpha": row.alpha, "set_alpha": row.set_alpha}
            for name, one in {"raw": pair.raw, "kappa": pair.kappa, **of_all}.items():
                found |= _cells(name, one)
            rows.append(found)
    return _typed(rows, UNIT_STATISTICS)


def spans_frame(summary: AgreementSummary, codebook: Codebook) -> pd.DataFrame:
    """Return one row per code (or facet as a whole) with the coefficients of free spans."""
    rows = []
    for row in summary.rows:
        found = _head(row, codebook)
        for name in SPAN_STATISTICS:
            found |= _cells(name, getattr(row, name))
        rows.append(found | {"coverage": row.coverage, "code_coverage": row.code_coverage})
    return _typed(rows, SPAN_STATISTICS)


def disagreements_frame(disagreements: Sequence[Disagreement], codebook: Codebook) -> pd.DataFrame:
    """Return one row per disagreement, with the words, ready for discussion.

    ``verdict`` is empty, to be filled in (and read by ``focuskit settle``), where nothing was settled.
    """
    columns = ("id", "document", "segment", "turn", "speaker", "code", "label", "with", "without", "words")
    rows = [
        (
            one.id,
            one.document,
            one.segment,
            one.turn,
            one.speaker,
            one.code,
            codebook.code(one.code).label,
            ", ".join(stance.coder for stance in one.stances if stance.spans),
            ", ".join(told_stance(stance) for stance in one.stances if not stance.spans),
            one.words,
            told_verdict(one),
            one.settled.coder if one.settled else "",
        )
        for one in disagreements
    ]
    return pd.DataFrame(rows, columns=[*columns, "verdict", "settled_by"])


def told_stance(one: CoderStance) -> str:
    """Return a coder's name, with a word where the code was rejected."""
    return say("agree.rejecting", coder=one.coder) if one.stance == "rejected" else one.coder


def told_verdict(one: Disagreement) -> str:
    """Return what was settled: the code holds or not; empty while it is open."""
    if one.settled is None:
        return ""
    return say("agree.holds" if one.settled.holds else "agree.holds_not")


def _head(row: CodeAgreement, codebook: Codebook) -> dict[str, object]:
    return {"facet": row.facet, "code": row.code, "label": label_of(row, codebook)}


def _cells(name: str, one: Statistic | None) -> dict[str, object]:
    reason = (one.reason or one.interval_reason) if one else None
    return {
        name: one.value if one else None,
        f"{name}_low": one.low if one else None,
        f"{name}_high": one.high if one else None,
        f"{name}_reason": say(f"agree.short_{reason}") if reason else "",
    }


def _typed(rows: Sequence[dict[str, object]], statistics: Iterable[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    numbers = [f"{name}{end}" for name in statistics for end in ("", "_low", "_high")]
    for name in [*numbers, "coverage", "code_coverage"]:
        if name in frame:
            frame[name] = frame[name].astype("Float64").round(4)
    return frame
