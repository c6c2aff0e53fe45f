"""The documentation of a deposit, composed from what is in it, and its DataCite record."""

from __future__ import annotations

import json
from collections.abc import Iterator

from focuskit.exchange.deposit.tables import COLUMNS, document_attributes, person_attributes
from focuskit.messages import say
from focuskit.model.deposit import Deposit
from focuskit.model.documents import count_words

_FIELDS = (
    "creators", "description", "subjects", "period", "place", "funding", "publisher", "contact", "licence",
)  # fmt: skip
_ANSWERS = ("agreed", "refused", "unclear", "untold")


def compose_readme(deposit: Deposit) -> str:
    """Return the README in the language in force: study, method, consent, files, columns."""
    fields = deposit.fields
    lines = [f"# {fields.title or say('deposit.to_complete')}", "", say("deposit.about"), ""]
    for name in _FIELDS:
        value = getattr(fields, name)
        told = "; ".join(value) if isinstance(value, tuple) else value
        lines.append(f"- {say(f'deposit.field_{name}')} : {told or say('deposit.to_complete')}")
    for title, section in (
        ("material", _material(deposit)),
        ("method", (f"- {line}" for line in _method(deposit))),
        ("consent", (f"- {line}" for line in _consent(deposit))),
        ("files", _files(deposit)),
        ("columns", _columns(deposit)),
    ):
        lines += ["", f"## {say(f'deposit.title_{title}')}", "", *section]
    # words of the researcher are words here too: neither tags nor links
    return "\n".join(lines).replace("<", "&lt;").replace("](", "]\\(") + "\n"


def _material(deposit: Deposit) -> Iterator[str]:
    for kind, n in deposit.kinds:
        yield f"- {say(f'report.kind_{kind}')} : {n}"
    turns = [(turn, one) for one in deposit.documents for turn in one.turns if not turn.is_gap]
    words = sum(count_words(turn.span.slice(one.text)) for turn, one in turns)
    yield f"- {say('deposit.n_people')} : {len(deposit.people)}"
    yield f"- {say('deposit.n_turns')} : {len(turns)}"
    yield f"- {say('deposit.n_words')} : {words}"
    yield f"- {say('deposit.n_codings')} : {len(deposit.codings)}"


def _method(deposit: Deposit) -> Iterator[str]:
    book = deposit.codebook
    yield say("deposit.method_texts")
    yield say("deposit.method_segments", words=deposit.max_words)
    yield say(
        "deposit.method_codebook",
        name=book.label or book.name,
        version=book.version,
        facets=len(book.facets),
        codes=len(book.codes),
    )
    yield say("deposit.method_coders", n=deposit.n_coders)
    yield say("deposit.method_guide" if deposit.guide_yaml else "deposit.method_no_guide")
    yield say("deposit.names_replaced" if deposit.names_replaced else "deposit.names_there")
    yield say("deposit.method_program", program=deposit.program)


def _consent(deposit: Deposit) -> Iterator[str]:
    told = dict(deposit.answers)
    yield say("deposit.answers", **{name: told.get(name, 0) for name in _ANSWERS})
    out = deposit.left_out
    yield say(
        "deposit.left_out",
        n=out.people,
        turns=out.turns,
        words=out.words,
        documents=out.documents,
        codings=out.codings,
        gap=say("deposit.gap"),
    )
    yield say("deposit.others_talk")
    if out.notes:
        yield say("deposit.no_notes", n=out.notes)
    if deposit.rare:
        yield say("deposit.rare", n=deposit.rare)


def _files(deposit: Deposit) -> Iterator[str]:
    names = [
        "texts", "transcripts", "tei", "turns", "codings", "documents", "participants", "codebook",
        "metadata", *(["guide"] if deposit.guide_yaml else []), "bag",
    ]  # fmt: skip
    for name in names:
        yield f"- {say(f'deposit.file_{name}')}"


def _columns(deposit: Deposit) -> Iterator[str]:
    more = {"documents.csv": document_attributes(deposit), "participants.csv": person_attributes(deposit)}
    for path, columns in COLUMNS.items():
        yield f"### {path}"
        yield ""
        for name in columns:
            yield f"- `{name}` : {say(f'deposit.column_{name}')}"
        for name in more.get(path, ()):
            yield f"- `{name}` : {say('deposit.column_attribute')}"
        yield ""
    yield say("deposit.guarded")


def compose_datacite(deposit: Deposit) -> str:
    """Return the record of the deposit after the metadata schema of DataCite 4; what is not known says so."""
    fields, missing = deposit.fields, say("deposit.to_complete")
    record = {
        "titles": [{"title": fields.title or missing}],
        "creators": [{"name": name} for name in fields.creators or (missing,)],
        "publisher": fields.publisher or missing,
        "publicationYear": missing,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": say("deposit.resource_type")},
        "subjects": [{"subject": one} for one in fields.subjects or (missing,)],
        "descriptions": [{"description": fields.description or missing, "descriptionType": "Abstract"}],
        "language": deposit.language,
        "rightsList": [{"rights": fields.licence or missing}],
        "geoLocations": [{"geoLocationPlace": fields.place or missing}],
        "dates": [{"date": fields.period or missing, "dateType": "Collected"}],
        "fundingReferences": [{"funderName": fields.funding or missing}],
        "formats": ["text/plain", "text/csv", "application/tei+xml", "application/yaml"],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
