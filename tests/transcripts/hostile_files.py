"""Files of every format whose words are given: what tests of harmful files share."""

from __future__ import annotations

import io
from collections.abc import Callable
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from .support import W, paragraphs

ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
MOST_SECONDS = 20
TEN_MEGABYTES = 10_000_000
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
)
LONG = {
    "txt": "Nadia : {}",
    "md": "Nadia : {}",
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n{}\n",
    "csv": "locuteur;texte\nNadia;{}\nNadia;oui\n",
    "tsv": "locuteur\ttexte\nNadia\t{}\nNadia\toui\n",
    "json": '{{"segments": [{{"start": 0, "end": 1, "text": "{}"}}]}}',
    "html": "<p>Nadia : {}</p>",
    "sonal": '<span class="lblseg"><span class="ligloc">Nadia : </span>{}</span>',
    "rtf": "{{\\rtf1\\ansi {}}}",
    "cha": "*NAD:\t{} \x150_12\x15\n",
    "eaf": '<ANNOTATION_DOCUMENT><TIME_ORDER/><TIER TIER_ID="A"><ANNOTATION><ALIGNABLE_ANNOTATION>'
    "<ANNOTATION_VALUE>{}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
    "trs": '<Trans><Turn speaker="">{}</Turn></Trans>',
    "xml": "<TEI><u>{}</u></TEI>",
    "textgrid": 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n1\n<exists>\n1\n"IntervalTier"\n"A"\n0\n1\n1\n'
    '0\n1\n"{}"\n',
}


def zipped(path, members: dict[str, bytes]):
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def in_archive(suffix: str, words: str) -> dict[str, bytes]:
    """Return the members of an archive whose only paragraph or answer holds these words."""
    if suffix == "docx":
        return {
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{paragraphs(words)}</w:body></w:document>'.encode()
        }
    if suffix == "xlsx":
        book = Workbook()
        for text in ("texte", "XXX"):
            book.active.append([text])
        target = io.BytesIO()
        book.save(target)
        with ZipFile(target) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        return {name: content.replace(b"XXX", words.encode()) for name, content in members.items()}
    kind = "text" if suffix == "odt" else "spreadsheet"
    body = f"<text:p>{words}</text:p>"
    if suffix == "ods":
        rows = (
            f"<table:table-row><table:table-cell>{cell}</table:table-cell></table:table-row>"
            for cell in ("<text:p>texte</text:p>", body)
        )
        body = f"<table:table>{''.join(rows)}</table:table>"
    media = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f'<office:document-content {ODF} xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:{kind}>{body}'
        f"</office:{kind}></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return {
        "mimetype": media.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(),
    }


ARCHIVES = ("docx", "xlsx", "odt", "ods")
MAIN = {
    "docx": "word/document.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "odt": "content.xml",
    "ods": "content.xml",
}
"""The member of an archive that holds its words."""


def pdf_of(words: str, extra: bytes = b"") -> bytes:
    """Return a PDF of one page with these words in ASCII; ``extra`` are further objects and catalogue keys."""
    content = b"BT /F1 12 Tf 9 700 Td (" + words.encode("ascii", "replace") + b") Tj ET"
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra.partition(b"|")[0] + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n" % len(content) + content + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        + extra.partition(b"|")[2]
        + b"\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )


def file_of(suffix: str, words: str) -> bytes:
    """Return a file of any format in which Nadia says these words."""
    if suffix == "pdf":
        return pdf_of(f"Nadia : {words}")
    if suffix in ARCHIVES:
        made, target = in_archive(suffix, escape(f"Nadia : {words}")), io.BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for name, content in made.items():
                archive.writestr(name, content)
        return target.getvalue()
    escaped: Callable[[str], str] = escape if suffix in {"html", "htm", "sonal", "eaf", "trs", "xml"} else str
    return LONG["html" if suffix == "htm" else suffix].format(escaped(words)).encode()
