"""The 32 items of COREQ: filled from the project where it can tell, else a place to write.

A. Tong, P. Sainsbury, J. Craig, International Journal for Quality in Health Care 19(6), 2007, p. 349-357, doi
10.1093/intqhc/mzm042. Items are named here in words of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from focuskit.analysis.axes import wave_of
from focuskit.messages import say
from focuskit.model.consent import is_consent
from focuskit.model.documents import COUNTED_ROLES, Role
from focuskit.reports.blocks import Block, Heading, Paragraph
from focuskit.reports.context import Findings
from focuskit.reports.own_words import marked_place
from focuskit.reports.sessions import place_of
from focuskit.reports.wording import duration, listed, number, told, told_kinds

N_ITEMS = 32
_DOMAINS = {1: "team", 9: "design", 24: "analysis"}


def compose_coreq(findings: Findings) -> Iterator[Block]:
    """Compose the annex: each item with what the project tells, or a place to complete it."""
    yield Heading(say("coreq.heading"), 1, numbered=False)
    yield Paragraph(say("coreq.about"), "note")
    for item in range(1, N_ITEMS + 1):
        if item in _DOMAINS:
            yield Heading(say(f"coreq.domain_{_DOMAINS[item]}"), 2, numbered=False)
        yield Paragraph(f"{item}. {say(f'coreq.item_{item}')}", "counts")
        answer = _FILLED[item](findings) if item in _FILLED else ""
        if answer:
            yield Paragraph(answer)
        else:
            yield marked_place(findings, f"coreq_{item}", say("coreq.to_complete"))


def _sample_size(findings: Findings) -> str:
    totals = findings.index.totals
    return listed(
        [
            told("report.n_persons", totals.persons),
            *told_kinds(findings.corpus),
        ]
    )


def _setting(findings: Findings) -> str:
    places = dict.fromkeys(place for one in findings.corpus.documents if (place := place_of(one)))
    return say("coreq.places", names=listed(list(places))) if places else ""


def _others_present(findings: Findings) -> str:
    n = len({one.participant for one in findings.corpus.people if one.role is Role.OBSERVER})
    return told("coreq.observers", n) if n else ""


def _sample(findings: Findings) -> str:
    named = dict.fromkeys(
        name
        for one in findings.corpus.people
        if one.role in COUNTED_ROLES
        for name, value in one.attributes
        if value and not is_consent(name)
    )
    return say("coreq.attributes", names=listed(list(named))) if named else ""


def _guide(findings: Findings) -> str:
    n = len(findings.corpus.guide)
    return told("coreq.guide", n) if n else ""


def _repeated(findings: Findings) -> str:
    waves = {wave for one in findings.corpus.documents if (wave := wave_of(one.attributes))}
    return told("coreq.waves", len(waves)) if len(waves) > 1 else ""


def _durations(findings: Findings) -> str:
    timed = [one.duration_ms for one in findings.corpus.documents if one.duration_ms]
    if not timed:
        return ""
    return say("coreq.durations", n=len(timed), least=duration(min(timed)), most=duration(max(timed)))


def _saturation(findings: Findings) -> str:
    return "" if findings.is_working_document else say("coreq.saturation")


def _coders(findings: Findings) -> str:
    n = len(findings.context.coders)
    return told("coreq.coders", n) if n else ""


def _tree(findings: Findings) -> str:
    codebook = findings.corpus.codebook
    return say("coreq.tree", name=codebook.name, version=codebook.version, n=number(len(codebook.codes)))


def _origin(findings: Findings) -> str:
    return told("coreq.derived", len(findings.corpus.codebook.codes))


def _software(findings: Findings) -> str:
    return say(
        "report.made_with",
        program=findings.context.program_version,
        codebook=findings.context.codebook_version,
    )


def _quoted(findings: Findings) -> str:
    return told("coreq.quoted", len(findings.quoted)) if findings.quoted else ""


def _main_themes(findings: Findings) -> str:
    return "" if findings.is_working_document else say("coreq.main_themes")


def _minor_themes(findings: Findings) -> str:
    index = findings.index
    rare = [
        code for code in findings.corpus.codebook.codes if index.tally(index.carrying(code.name)).persons == 1
    ]
    return told("coreq.minor_themes", len(rare)) if rare and not findings.is_working_document else ""


_FILLED: Mapping[int, Callable[[Findings], str]] = MappingProxyType(
    {
        12: _sample_size,
        14: _setting,
        15: _others_present,
        16: _sample,
        17: _guide,
        18: _repeated,
        21: _durations,
        22: _saturation,
        24: _coders,
        25: _tree,
        26: _origin,
        27: _software,
        29: _quoted,
        31: _main_themes,
        32: _minor_themes,
    }
)
