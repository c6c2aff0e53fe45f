"""``focuskit agree``: how far coders agree, and what they coded differently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from focuskit.cli.options import PATH, json_option, language_option, project_option
from focuskit.messages import say

if TYPE_CHECKING:
    from focuskit.analysis.agreement import AgreementSummary, Statistic
    from focuskit.model.agreement import Disagreement
    from focuskit.model.codebook import Codebook

_ENDINGS = {".xlsx", ".csv", ".docx"}


@click.command("agree", help=say("agree.help"))
@click.argument("coders", nargs=-1, metavar=say("agree.arg_coders"))
@click.option("--code", metavar="CODE", help=say("agree.opt_code"))
@click.option("--facet", metavar="FACET", help=say("agree.opt_facet"))
@click.option("--level", type=click.Choice(["top", "all"]), help=say("agree.opt_level"))
@click.option("--document", metavar="DOC", help=say("agree.opt_document"))
@click.option("--unit", type=click.Choice(["segments", "turns", "spans"]), help=say("agree.opt_unit"))
@click.option(
    "--distance", type=click.Choice(["masi", "jaccard", "passonneau"]), help=say("agree.opt_distance")
)
@click.option("--seed", type=int, default=0, help=say("agree.opt_seed"))
@click.option("--disagreements", "is_list", is_flag=True, help=say("agree.opt_disagreements"))
@click.option("--output", type=PATH, metavar="FILE", help=say("agree.opt_output"))
@project_option
@language_option
@json_option
def command(  # noqa: PLR0913 (each option narrows or shapes the table in its own way)
    *,
    coders: tuple[str, ...],
    code: str | None,
    facet: str | None,
    level: str | None,
    document: str | None,
    unit: str | None,
    distance: str | None,
    seed: int,
    is_list: bool,
    output: Path | None,
    project: Path | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Print agreement, or the list of disagreements, or write them."""
    from focuskit.analysis.agreement import DistanceName  # noqa: PLC0415 (help stays quick)
    from focuskit.cli.opened import opened  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow import agree  # noqa: PLC0415 (help stays quick)
    from focuskit.workflow.tag import load_codebook  # noqa: PLC0415 (help stays quick)

    _check_output(output, is_list=is_list)
    with opened(project, lang, changing=False) as folder:
        codebook, _ = load_codebook(folder)
        summary = agree.measure_agreement(
            folder,
            codebook,
            coders=coders,
            code=code,
            facet=facet,
            level=level or "all",
            document=document,
            unit="turns" if unit == "turns" else "segments",
            distance=DistanceName(distance or DistanceName.MASI_2006),
            seed=seed,
        )
        if output:
            agree.write_agreement_file(summary, codebook, output, only_list=is_list, spans=unit == "spans")
            click.echo(say("cli.file_written", path=output), err=True)
    if as_json:
        from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)

        screen.print_json(_record(summary, codebook))
    elif not output:
        _show(summary, codebook, unit or "segments", is_list=is_list)
    return 0


def _check_output(output: Path | None, *, is_list: bool) -> None:
    from focuskit.errors import UsageError  # noqa: PLC0415 (help stays quick)

    allowed = _ENDINGS if is_list else _ENDINGS - {".docx"}
    if output and (output.suffix.lower() not in allowed or output.is_dir()):
        raise UsageError("error.agree_output", path=str(output), endings=", ".join(sorted(allowed)))


def _show(summary: AgreementSummary, codebook: Codebook, unit: str, *, is_list: bool) -> None:
    from focuskit.cli import agreement_tables as tables  # noqa: PLC0415 (help stays quick)
    from focuskit.cli import screen  # noqa: PLC0415 (help stays quick)
    from focuskit.reports.agreement import SPAN_STATISTICS, UNIT_STATISTICS  # noqa: PLC0415 (help stays quick)

    if is_list:
        tables.show_disagreements(summary.disagreements, codebook)
        click.echo("")
        tables.show_reasons(summary, ())
        return
    tables.show_conditions(summary)
    if unit == "spans":
        tables.show_spans(screen.out(), summary, codebook)
    else:
        tables.show_units(screen.out(), summary, codebook)
    tables.show_reasons(summary, SPAN_STATISTICS if unit == "spans" else UNIT_STATISTICS)


def _record(summary: AgreementSummary, codebook: Codebook) -> dict[str, object]:
    return {
        "coders": [
            {
                "coder": one.coder,
                "documents": one.n_documents,
                "segments": one.n_segments,
                "assigned": one.is_assigned,
                "sees_suggestions": one.sees_suggestions,
                "decisions": one.n_decisions,
                "on_suggestions": one.n_on_suggestions,
            }
            for one in summary.coders
        ],
        "documents": list(summary.documents),
        "unit": summary.unit,
        "level": summary.level,
        "units": summary.n_units,
        "characters": summary.n_characters,
        "distance": summary.distance.value,
        "interval": {
            "by": summary.drawn_by.value,
            "drawn_from": summary.n_clusters,
            "spans_by": summary.spans_drawn_by.value,
            "seed": summary.seed,
        },
        "codes": [_row(summary, place) for place in range(len(summary.rows))],
        "unused_codes": summary.n_unused,
        "disagreements": [_disagreement(one, codebook) for one in summary.disagreements],
    }


def _row(summary: AgreementSummary, place: int) -> dict[str, object]:
    row = summary.rows[place]
    return {
        "facet": row.facet,
        "code": row.code or None,
        "pairs": [
            {
                "coders": [pair.one, pair.other],
                "both": pair.both,
                "only_first": pair.only_one,
                "only_second": pair.only_other,
                "none": pair.neither,
                "raw": _statistic(pair.raw),
                "cohen_kappa": _statistic(pair.kappa),
            }
            for pair in row.pairs
        ],
        "raw": _statistic(row.raw),
        "fleiss_kappa": _statistic(row.fleiss),
        "alpha": _statistic(row.alpha),
        "alpha_of_sets": _statistic(row.set_alpha),
        "u_alpha": _statistic(row.u),
        "bar_u_alpha": _statistic(row.bar_u),
        "cu_alpha": _statistic(row.cu),
        "coverage": row.coverage,
        "code_u_alpha": _statistic(row.code_u),
        "code_coverage": row.code_coverage,
    }


def _statistic(one: Statistic | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "value": one.value,
        "reason": one.reason,
        "interval": None if one.low is None else [one.low, one.high],
        "interval_reason": one.interval_reason,
        "n": one.n_units,
    }


def _disagreement(one: Disagreement, codebook: Codebook) -> dict[str, object]:
    settled = one.settled
    return {
        "id": one.id,
        "document": one.document,
        "segment": one.segment,
        "turn": one.turn,
        "code": one.code,
        "label": codebook.code(one.code).label,
        "words": one.words,
        "stances": {stance.coder: stance.stance.value for stance in one.stances},
        "settled": None if settled is None else {"holds": settled.holds, "by": settled.coder},
    }
