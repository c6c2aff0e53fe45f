"""When and where people met, and who they were in figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from focuskit.messages import say
from focuskit.model.codings import DocumentOverview
from focuskit.model.consent import is_consent
from focuskit.model.documents import COUNTED_ROLES
from focuskit.reports.blocks import Block, TableBlock
from focuskit.reports.context import Findings
from focuskit.reports.wording import duration, number

_DATES, _PLACES = ("date", "date de séance", "recorded"), ("lieu", "place", "location", "site")
_MOST_VALUES, _FEWEST_VALUES = 8, 2


def place_of(document: DocumentOverview) -> str:
    """Return where people met, empty where nothing tells."""
    told = {name.casefold(): value for name, value in document.attributes}
    return next((told[name] for name in _PLACES if told.get(name)), "")


def compose_sessions(findings: Findings) -> Iterator[Block]:
    """Compose the tables of sessions and of people's attributes; none where nothing is known."""
    documents = findings.corpus.documents
    rows = []
    is_known = False
    for one in documents:
        told = {name.casefold(): value for name, value in one.attributes}
        date = next((told[name] for name in _DATES if told.get(name)), "–")
        place = place_of(one) or "–"
        is_known = is_known or (date, place) != ("–", "–")
        present = {
            person.participant
            for person in findings.corpus.people
            if person.document == one.name and person.role in COUNTED_ROLES
        }
        rows.append(
            (one.name, date, place, duration(one.duration_ms), number(len(present)), number(one.n_words))
        )
    if is_known:
        columns = ("document", "date", "place", "duration", "persons", "words")
        header = tuple(say(f"report.column_{name}") for name in columns)
        widths = (0.27, 0.2, 0.24, 0.09, 0.11, 0.09)
        yield TableBlock(say("report.caption_sessions"), header, tuple(rows), widths, n_text=3)
    if findings.context.told_attributes != ():
        yield from _profiles(findings)


def _profiles(findings: Findings) -> Iterator[Block]:
    """Count people by the values of each attribute that has few; consents are left out."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person in findings.corpus.people:
        for name, value in person.attributes if person.role in COUNTED_ROLES else ():
            if value and not is_consent(name):
                found[name][value].add(person.participant)
    rows = tuple(
        (name.replace("_", " ") if not place else "", value, number(len(people)))
        for name, values in found.items()
        if _FEWEST_VALUES <= len(values) <= _MOST_VALUES
        for place, (value, people) in enumerate(sorted(values.items()))
    )
    if rows:
        header = tuple(say(f"report.column_{name}") for name in ("attribute", "value", "persons"))
        yield TableBlock(say("report.caption_profiles"), header, rows, (0.3, 0.5, 0.2), n_text=2)
