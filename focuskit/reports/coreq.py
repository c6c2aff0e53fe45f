"""The 32 items of COREQ: filled from the project where it can tell, else a place to write.

A. Tong, P. Sainsbury, J. Craig, International Journal for Quality in Health Care 19(6), 2007, p. 349-357, doi
10.1093/intqhc/mzm042. Items are named here in words of our own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from focuskit.analysis.axes import wave_of
from focuskit.messages import say
from focuskit.model.consent import is_consent
from focuskit.model.documents import COUNTED_ROLES, DocumentKind, Role
from focuskit.model.memos import MemoKind
from focuskit.model.settings import REFLEXIVE
from focuskit.reports.blocks import Block, Heading, Paragraph
from focuskit.reports.context import Findings
from focuskit.reports.own_words import marked_place
from focuskit.reports.sessions import place_of
from focuskit.reports.wording import duration, listed, number, told, told_kinds, told_names

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


def _moderators(findings: Findings) -> str:
    names = dict.fromkeys(one.participant for one in findings.corpus.people if one.role is Role.MODERATOR)
    return told("coreq.moderators", len(names), names=listed(list(names))) if names else ""


def _stance(findings: Findings) -> str:
    n = len(findings.memos_on_study(MemoKind.REFLEXIVE))
    return told("coreq.stance", n) if n else ""


def _orientation(findings: Findings) -> str:
    return say(f"report.approach_{findings.context.approach}")


def _recording(findings: Findings) -> str:
    names = findings.corpus.unchecked
    n_timed = sum(one.duration_ms is not None for one in findings.corpus.documents)
    automatic = [told_names("report.automatic", names)] if names else []
    timed = [told("coreq.timed", n_timed)] if n_timed else []
    return " ".join((*timed, *automatic))


def _field_notes(findings: Findings) -> str:
    n = sum(one.kind is DocumentKind.NOTES for one in findings.corpus.documents)
    return told("report.n_notes", n) + "." if n else ""


def _checking(findings: Findings) -> str:
    n = sum(one.kind is DocumentKind.RESTITUTION for one in findings.corpus.documents)
    return told("report.n_restitution", n) + "." if n else ""


def _consistent(findings: Findings) -> str:
    return "" if findings.is_working_document else say("coreq.consistent")


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
    """Tell how many waves there were, and how many people were met more than once."""
    waves = {wave for one in findings.corpus.documents if (wave := wave_of(one.attributes))}
    met = Counter(
        person
        for _, person in {
            (one.document, one.participant) for one in findings.corpus.people if one.role in COUNTED_ROLES
        }
    )
    again = sum(n > 1 for n in met.values())
    told_waves = [told("coreq.waves", len(waves))] if len(waves) > 1 else []
    return " ".join([*told_waves, *([told("coreq.met_again", again)] if again else [])])


def _durations(findings: Findings) -> str:
    timed = [one.duration_ms for one in findings.corpus.documents if one.duration_ms]
    if not timed:
        return ""
    return say("coreq.durations", n=len(timed), least=duration(min(timed)), most=duration(max(timed)))


def _saturation(findings: Findings) -> str:
    return "" if findings.is_working_document else say("coreq.saturation")


def _coders(findings: Findings) -> str:
    n = len(findings.context.coders)
    if not n:
        return ""
    is_given = findings.context.agreement is not None and findings.context.approach != REFLEXIVE
    return " ".join([told("coreq.coders", n), *([say("coreq.agreement")] if is_given else [])])


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
        1: _moderators,
        8: _stance,
        9: _orientation,
        12: _sample_size,
        14: _setting,
        15: _others_present,
        16: _sample,
        17: _guide,
        18: _repeated,
        19: _recording,
        20: _field_notes,
        21: _durations,
        22: _saturation,
        24: _coders,
        25: _tree,
        26: _origin,
        27: _software,
        28: _checking,
        29: _quoted,
        30: _consistent,
        31: _main_themes,
        32: _minor_themes,
    }
)
