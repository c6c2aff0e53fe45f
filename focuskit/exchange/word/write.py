"""Writing a transcript as a Word file whose comments are its codings."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from focuskit.archive import FIXED_DATE, pack
from focuskit.exchange.word.body import document_xml
from focuskit.exchange.word.ledger import WrittenComment, comment_digest, ledger_xml, words_of
from focuskit.exchange.word.marks import Numbered, number_comments
from focuskit.exchange.word.names import (
    DOCUMENT_PROPERTY,
    LEDGER,
    VERSION_PROPERTY,
)
from focuskit.exchange.word.remarks_out import Remark, compose_remarks, remarks_xml, threads_xml
from focuskit.exchange.word.styles import DECLARATION, RELATIONS, footer_xml, settings_xml, styles_xml
from focuskit.model.word_comments import WordLabels, WordTranscript
from focuskit.writing import write_whole
from focuskit.xml_words import writable

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
_ITEM = "{6B0C2F0E-8A3D-4C59-9E55-1F0A5C4D7E21}"
_PARTS = (
    ("/word/document.xml", f"{_WORD_TYPE}.document.main+xml"),
    ("/word/styles.xml", f"{_WORD_TYPE}.styles+xml"),
    ("/word/settings.xml", f"{_WORD_TYPE}.settings+xml"),
    ("/word/footer1.xml", f"{_WORD_TYPE}.footer+xml"),
    ("/word/comments.xml", f"{_WORD_TYPE}.comments+xml"),
    ("/word/commentsExtended.xml", f"{_WORD_TYPE}.commentsExtended+xml"),
    ("/customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
)


def write_word_transcript(path: Path, transcript: WordTranscript, labels: WordLabels) -> None:
    """Write a transcript as a .docx, its comments as comments of Word; the same values give the same bytes.

    Every turn is a paragraph whose words lie in a bookmark; what was written is kept in a part of its own,
    for `focuskit.exchange.word.read_word_transcript`. Characters that no XML file can hold become U+FFFD. The
    properties of the file name nobody.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_whole(path, render_word_transcript(transcript, labels))


def render_word_transcript(transcript: WordTranscript, labels: WordLabels) -> bytes:
    """Return the bytes of the file; see `write_word_transcript`."""
    comments = number_comments(transcript)
    threads = compose_remarks(comments, transcript.version_id)
    remarks = [remark for thread in threads for remark in thread]
    written = [_written(transcript, one, thread[0]) for one, thread in zip(comments, threads, strict=True)]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (f"{RELATIONS}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
            (f"{RELATIONS}/custom-properties", "docProps/custom.xml"),
        ),
        "word/document.xml": document_xml(transcript, comments, labels),
        "word/_rels/document.xml.rels": _relations(
            (f"{RELATIONS}/styles", "styles.xml"),
            (f"{RELATIONS}/settings", "settings.xml"),
            (f"{RELATIONS}/comments", "comments.xml"),
            (f"{RELATIONS}/footer", "footer1.xml"),
            (f"{_MICROSOFT}/commentsExtended", "commentsExtended.xml"),
            (f"{RELATIONS}/customXml", "../customXml/item1.xml"),
        ),
        "word/styles.xml": styles_xml(labels.language),
        "word/settings.xml": settings_xml(),
        "word/footer1.xml": footer_xml(),
        "word/comments.xml": remarks_xml(remarks),
        "word/commentsExtended.xml": threads_xml(remarks),
        "customXml/item1.xml": ledger_xml(transcript, written),
        "customXml/_rels/item1.xml.rels": _relations((f"{RELATIONS}/customXmlProps", "itemProps1.xml")),
        "customXml/itemProps1.xml": _item_properties(),
        "docProps/core.xml": _core_properties(),
        "docProps/app.xml": f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"/>',
        "docProps/custom.xml": _custom_properties(transcript),
    }
    return pack({name: one if isinstance(one, bytes) else one.encode() for name, one in parts.items()})


def _written(transcript: WordTranscript, one: Numbered, remark: Remark) -> WrittenComment:
    words = comment_digest(words_of(one.comment.anchor, transcript))
    return WrittenComment(one.comment, remark.paragraphs[-1], one.bookmark, words)


def _content_types() -> str:
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _PARTS)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _item_properties() -> str:
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_OFFICE}/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{LEDGER}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def _core_properties() -> str:
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{FIXED_DATE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>{dates}</cp:coreProperties>"
    )


def _custom_properties(transcript: WordTranscript) -> str:
    values = ((DOCUMENT_PROPERTY, transcript.document_name), (VERSION_PROPERTY, transcript.version_id))
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{place}" name="{name}">'
        f"<vt:lpwstr>{escape(writable(value))}</vt:lpwstr></property>"
        for place, (name, value) in enumerate(values, start=2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{entries}</Properties>"
    )
