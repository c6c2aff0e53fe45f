"""Files that LibreOffice wrote are in `test_formats`; here are those written by hand."""

from __future__ import annotations

from zipfile import ZipFile

import pytest

from .support import keys, read, read_as, turns

NAMES = "".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" '
    for prefix, name in [("office", "office"), ("text", "text"), ("table", "table")]
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.{kind}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_odf(path, kind: str, body: str):
    content = f"<office:document-content {NAMES}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(kind=kind))
    return path


def test_spaces_tabs_and_line_breaks_keep_words_apart(tmp_path):
    body = '<text:p>Nadia : un<text:s text:c="2"/>deux<text:line-break/>trois<text:tab/>quatre</text:p><text:p>Malik : <text:span>ci</text:span>nq</text:p><text:p>Nadia : six</text:p>'
    assert turns(read(write_odf(tmp_path / "a.odt", "text", body))) == [
        ("Nadia", "un  deux\ntrois\tquatre"),
        ("Malik", "cinq"),
        ("Nadia", "six"),
    ]


def test_comments_notes_and_deletions_are_set_aside_with_warnings(tmp_path):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>effacé</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Nadia : oui<office:annotation><text:p>à vérifier</text:p></office:annotation>"
        "<text:note><text:note-body><text:p>une note</text:p></text:note-body></text:note> bien</text:p>"
    )
    result = read(write_odf(tmp_path / "a.odt", "text", body))
    assert result.transcript.text.endswith("oui bien")
    assert {"effacé", "à vérifier", "une note"} <= {aside.text for aside in result.transcript.asides}
    assert {"tracked_changes_odt", "notes_aside", "comments_aside"} <= set(keys(result))


def test_rows_of_a_workbook_repeat_as_it_says(tmp_path):
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [
        f"<table:table-row>{cell.format('texte')}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="2">{cell.format("oui")}</table:table-row>',
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row>',
    ]
    result = read(write_odf(tmp_path / "a.ods", "spreadsheet", f"<table:table>{''.join(rows)}</table:table>"))
    assert [text for _, text in turns(result)] == ["oui", "oui"]


@pytest.mark.parametrize("name", ["a.odt", "a.ods"])
def test_a_damaged_or_renamed_file_is_one_error(tmp_path, name):
    assert keys(read_as(tmp_path, name, b"PK\x03\x04 no archive")) == ["broken_archive"]
    with ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert keys(read(tmp_path / name)) == ["really_zip"]
    with ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a>")
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(kind="text"))
    assert keys(read(tmp_path / name)) == ["broken_odf"]
