"""What must be known to read a table, beside what all tables share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from focuskit.analysis.group_alone import people_compared
from focuskit.analysis.saturation import KINDS, codes_by_document, count_answers, measure_power
from focuskit.analysis.waves import find_waves
from focuskit.messages import say
from focuskit.model.codings import CodedCorpus
from focuskit.model.documents import DocumentKind
from focuskit.reports.wording import decimal
from focuskit.workflow.table_request import TableRequest

Notes = tuple[str, ...]
PROMPTED = frozenset({"themes", "crossing"})
"""Tables that tell what moderators brought up."""

MODERATED = frozenset({"participation", "dynamics", "succession", "order", "exchanges"})
"""Tables in which moderators and observers stand, told by their role."""


def own_notes(corpus: CodedCorpus, request: TableRequest) -> Notes:
    """Return the sentences of one table."""
    found = _NOTES.get(request.name)
    return found(corpus, request) if found else ()


def _themes(corpus: CodedCorpus, request: TableRequest) -> Notes:
    del corpus, request
    return (say("finding.about_prompted"), say("finding.about_splits"))


def _cells(corpus: CodedCorpus, request: TableRequest) -> Notes:
    del corpus
    if not request.most:
        return ()
    return (say("finding.about_cells", n=request.most),)


def _cooccurrence(corpus: CodedCorpus, request: TableRequest) -> Notes:
    del corpus
    if request.unit == "near":
        who = say(f"finding.speakers_{request.speakers}")
        return (say("finding.about_near", n=request.within, who=who), say("finding.about_unequal"))
    told = say(f"finding.unit_{request.unit or 'segment'}")
    return (say("finding.about_cooccurrence", unit=told), say("finding.about_unequal"))


def _group_alone(corpus: CodedCorpus, request: TableRequest) -> Notes:
    names = ", ".join(people_compared(corpus)) or "–"
    return (say("finding.about_group_alone", names=names), *_cells(corpus, request))


def _waves(corpus: CodedCorpus, request: TableRequest) -> Notes:
    del request
    waves = find_waves(corpus)
    lost = (
        say("finding.wave_lost", wave=wave, names=", ".join(names), n=len(names))
        for wave, names in waves.lost
        if names
    )
    return (say("finding.wave_kept", names=", ".join(waves.kept) or "–", n=len(waves.kept)), *lost)


def _structures(corpus: CodedCorpus, request: TableRequest) -> Notes:
    return (say("finding.about_structures"), *_cells(corpus, request))


def _talks(corpus: CodedCorpus, request: TableRequest) -> Notes:
    del corpus
    told = (say("finding.about_own"), say("finding.about_present"))
    return {
        "participation": (say("finding.about_shares"),),
        "dynamics": (*told, say("finding.about_mediation")),
        "succession": (say("finding.about_own"), say("finding.about_succession", n=request.draws)),
        "exchanges": (say("finding.about_own"), say("finding.about_exchanges"), say("finding.about_markers")),
        "markers": (say("finding.about_markers"),),
    }[request.name]


def _saturation(corpus: CodedCorpus, request: TableRequest) -> Notes:
    sizes = {kind: len(codes_by_document(corpus, kind)) for kind in KINDS}
    n_answers = count_answers(corpus)
    few = any(0 < n < request.base + request.run for n in sizes.values())
    return (
        say("finding.about_saturation", base=request.base, run=request.run),
        say("finding.about_use"),
        say("finding.about_reached"),
        *([say("finding.answers_left_out", n=n_answers)] if n_answers else []),
        *([say("finding.about_few", base=request.base, run=request.run)] if few else []),
        *([say("finding.about_small_base")] if request.base < _BASE_OF_THE_PAPER else []),
        *(_power(sizes, *request.power) if request.power else []),
    )


_BASE_OF_THE_PAPER = 4


def _power(sizes: Mapping[DocumentKind, int], prevalence: float, at_least: int) -> list[str]:
    told = [
        say(
            "finding.power",
            kind=say(f"table.kind_{kind}"),
            documents=n,
            share=decimal(prevalence),
            times=at_least,
            chance=decimal(measure_power(n, prevalence, at_least)),
        )
        for kind, n in sizes.items()
        if n
    ]
    return [*told, say("finding.power_criticism")]


def _bilan(corpus: CodedCorpus, request: TableRequest) -> Notes:
    del corpus, request
    return (say("finding.about_coded_states"), say("finding.about_majority"))


_NOTES: Mapping[str, Callable[[CodedCorpus, TableRequest], Notes]] = MappingProxyType(
    {
        "themes": _themes,
        "crossing": _themes,
        "quotes": _cells,
        "portrait": _cells,
        "cooccurrence": _cooccurrence,
        "group_alone": _group_alone,
        "structures": _structures,
        "waves": _waves,
        "participation": _talks,
        "dynamics": _talks,
        "succession": _talks,
        "exchanges": _talks,
        "markers": _talks,
        "saturation": _saturation,
        "bilan": _bilan,
    }
)
