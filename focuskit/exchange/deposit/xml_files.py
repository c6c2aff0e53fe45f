"""The XML files of a deposit: TEI of each document, REFI-QDA codebook, Dublin Core."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from lxml import etree

from focuskit.messages import say
from focuskit.model.codebook import Code, Codebook
from focuskit.model.deposit import Deposit, DepositDocument, DepositTurn

_TEI = "http://www.tei-c.org/ns/1.0"
_REFI = "urn:QDA-XML:codebook:1.0"
_OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_XML = "http://www.w3.org/XML/1998/namespace"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IDENTITY = uuid.UUID("6f0c1d2e-5b7a-4d0e-9a63-0d9a2a4f7c11")


def compose_tei(deposit: Deposit, document: DepositDocument) -> bytes:
    """Return a document as TEI P5: utterances of people in their order, gaps where words were taken out."""
    root = etree.Element(f"{{{_TEI}}}TEI", nsmap=_named(_TEI))
    header = _add(root, "teiHeader")
    description = _add(header, "fileDesc")
    _add(_add(description, "titleStmt"), "title", document.name)
    _add(_add(description, "publicationStmt"), "p", deposit.fields.licence or say("deposit.to_complete"))
    _add(_add(description, "sourceDesc"), "p", deposit.fields.title or say("deposit.to_complete"))
    people = dict.fromkeys((turn.person, turn.role) for turn in document.turns)
    codes = {who: f"p{number}" for number, who in enumerate(people, 1)}
    listed = _add(_add(_add(header, "profileDesc"), "particDesc"), "listPerson")
    for (person, role), code in codes.items():
        element = _add(listed, "person")
        element.set(f"{{{_XML}}}id", code)
        element.set("role", role.value)
        _add(element, "persName", person)
    text = _add(root, "text")
    _add_timeline(text, document)
    body = _add(text, "body")
    for turn in document.turns:
        _add_turn(body, document, turn, codes[turn.person, turn.role])
    return _bytes(root)


def _add_timeline(text: etree._Element, document: DepositDocument) -> None:
    times = {ms for turn in document.turns for ms in (turn.start_ms, turn.end_ms) if ms is not None}
    if not times:
        return
    line = _add(text, "timeline")
    line.set("unit", "ms")
    line.set("origin", "#t0")
    for ms in sorted({0, *times}):
        when = _add(line, "when")
        when.set(f"{{{_XML}}}id", f"t{ms}")
        if ms:
            when.set("interval", str(ms))
            when.set("since", "#t0")


def _add_turn(body: etree._Element, document: DepositDocument, turn: DepositTurn, who: str) -> None:
    said = _add(body, "u")
    said.set("n", str(turn.number))
    said.set("who", f"#{who}")
    for name, ms in (("start", turn.start_ms), ("end", turn.end_ms)):
        if ms is not None:
            said.set(name, f"#t{ms}")
    if turn.is_gap:
        _add(said, "gap").set("reason", "consent")
    else:
        said.text = _clean(turn.span.slice(document.text))


def compose_qdc(codebook: Codebook) -> bytes:
    """Return the codebook in the exchange format of qualitative software (REFI-QDA 1.0, 2019)."""
    root = etree.Element(f"{{{_REFI}}}CodeBook", nsmap=_named(_REFI), origin="focuskit")
    codes = etree.SubElement(root, f"{{{_REFI}}}Codes")
    for facet in codebook.facets:
        element = _code(codes, facet.id, facet.label or facet.id, facet.question, codable=False)
        _subcodes(element, codebook, [one for one in codebook.of_facet(facet.id) if one.parent is None])
    return _bytes(root)


def _subcodes(parent: etree._Element, codebook: Codebook, codes: Iterable[Code]) -> None:
    for code in codes:
        told = "\n".join(one for one in (code.definition, code.include, code.exclude) if one)
        element = _code(parent, f"code {code.name}", code.label or code.name, told, codable=True)
        if len(code.color) == len("#rrggbb"):
            element.set("color", code.color)
        _subcodes(element, codebook, [one for one in codebook.codes if one.parent == code.name])


def _code(parent: etree._Element, key: str, name: str, description: str, *, codable: bool) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_REFI}}}Code")
    element.set("guid", str(uuid.uuid5(_IDENTITY, key)).upper())
    element.set("name", _clean(name))
    element.set("isCodable", str(codable).lower())
    if description:
        etree.SubElement(element, f"{{{_REFI}}}Description").text = _clean(description)
    return element


def compose_dublin_core(deposit: Deposit) -> bytes:
    """Return what is known of the deposit in the fifteen elements of Dublin Core (as oai_dc)."""
    root = etree.Element(f"{{{_OAI}}}dc", nsmap={"oai_dc": _OAI, "dc": _DC})
    fields, missing = deposit.fields, say("deposit.to_complete")
    told: list[tuple[str, tuple[str, ...]]] = [
        ("title", (fields.title or missing,)),
        ("creator", fields.creators or (missing,)),
        ("subject", fields.subjects or (missing,)),
        ("description", (fields.description or missing,)),
        ("publisher", (fields.publisher or missing,)),
        ("contributor", (fields.funding,) if fields.funding else ()),
        ("date", (fields.period or missing,)),
        ("type", ("Dataset", "Text")),
        ("format", ("text/plain", "text/csv", "application/tei+xml")),
        ("language", (deposit.language,)),
        ("coverage", tuple(one for one in (fields.place, fields.period) if one) or (missing,)),
        ("rights", (fields.licence or missing,)),
    ]
    for name, values in told:
        for value in values:
            etree.SubElement(root, f"{{{_DC}}}{name}").text = _clean(value)
    return _bytes(root)


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{_TEI}}}{name}")
    if text:
        element.text = _clean(text)
    return element


def _named(namespace: str) -> Any:  # noqa: ANN401 (the default namespace has no name, which lxml's types leave out)
    return {None: namespace}


def _clean(text: str) -> str:
    """Return a text without what XML does not allow."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
