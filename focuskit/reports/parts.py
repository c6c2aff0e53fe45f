"""The parts of a report, in the order in which they stand unless the settings say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from focuskit.errors import UsageError
from focuskit.reports.agreement_annex import compose_agreement
from focuskit.reports.annexes import compose_codebook, compose_participants, compose_problems
from focuskit.reports.bilan import compose_bilan
from focuskit.reports.blocks import Block
from focuskit.reports.chapters import compose_chapters
from focuskit.reports.context import Findings
from focuskit.reports.coreq import compose_coreq
from focuskit.reports.dynamics import compose_dynamics
from focuskit.reports.front import compose_crossing, compose_material, compose_method
from focuskit.reports.imaginaries import compose_imaginaries
from focuskit.reports.numbers_annex import compose_numbers
from focuskit.reports.own_words import compose_discussion, compose_introduction, compose_recommendations
from focuskit.reports.quotation_annex import compose_quotations
from focuskit.reports.saturation import compose_saturation
from focuskit.reports.synthesis import compose_synthesis
from focuskit.reports.transversal import compose_transversal

Composer = Callable[[Findings], Iterator[Block]]
PARTS: Mapping[str, Composer] = MappingProxyType(
    {
        "synthesis": compose_synthesis,
        "introduction": compose_introduction,
        "material": compose_material,
        "method": compose_method,
        "crossing": compose_crossing,
        "bilan": compose_bilan,
        "chapters": compose_chapters,
        "transversal": compose_transversal,
        "dynamics": compose_dynamics,
        "imaginaries": compose_imaginaries,
        "recommendations": compose_recommendations,
        "saturation": compose_saturation,
        "discussion": compose_discussion,
        "participants": compose_participants,
        "codebook": compose_codebook,
        "quotations": compose_quotations,
        "agreement": compose_agreement,
        "coreq": compose_coreq,
        "numbers": compose_numbers,
        "problems": compose_problems,
    }
)
"""How each part is composed."""


def compose_parts(findings: Findings, wanted: Sequence[str]) -> Iterator[Block]:
    """Compose the parts wanted, in their order; all of them where none is named.

    Raises
    ------
    UsageError
        If there is no such part.
    """
    for name in wanted or PARTS:
        if name not in PARTS:
            raise UsageError("error.report_part", name=name, names=", ".join(PARTS))
    for name in wanted or PARTS:
        yield from PARTS[name](findings)
