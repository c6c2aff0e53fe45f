"""What a file may carry besides words (macros, objects, links, scripts, formulas): never run, fetched or read."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from focuskit.transcripts import find_inputs
from focuskit.transcripts.formats import READERS
from fuzzing.guards import watched

from .hostile_files import MAIN, file_of, pdf_of
from .support import keys, read_as

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = "http://192.0.2.1/x"
PICTURE = f'<w:r><w:drawing><a:blip xmlns:a="a" xmlns:r="{REL}" r:link="r9"/></w:drawing></w:r>'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> vu</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="r{n}" Type="{REL}/{kind}" Target="{LINK}" TargetMode="External"/>'
        for n, kind in enumerate(
            (
                "attachedTemplate",
                "image",
                "oleObject",
                "hyperlink",
                "subDocument",
                "aFChunk",
                "frame",
                "externalLink",
                "image",
                "image",
            )
        )
    )
    + "</Relationships>"
)
CARRIED = {
    "docx": {"word/vbaProject.bin": b"MACRO", "word/embeddings/o.bin": b"MACRO", "word/_rels/document.xml.rels": RELS.encode(), "word/afchunk.html": b"<p>MACRO</p>", "word/activeX/a.xml": b"<MACRO/>"},
    "xlsx": {"xl/vbaProject.bin": b"MACRO", "xl/externalLinks/externalLink1.xml": b"<MACRO/>", "xl/embeddings/o.bin": b"MACRO", "xl/connections.xml": b"<MACRO/>"},
    "odt": {"Basic/Standard/Module1.xml": b"<MACRO/>", "Object 1/content.xml": b"<MACRO/>", "Scripts/python/x.py": b"MACRO"},
    "ods": {"Basic/Standard/Module1.xml": b"<MACRO/>", "Object 1/content.xml": b"<MACRO/>", "Scripts/python/x.py": b"MACRO"},
}  # fmt: skip
MARKUP = {
    "docx": [PICTURE] + [FIELD.format(code) for code in (f'INCLUDETEXT "{LINK}"', f'INCLUDEPICTURE "{LINK}"', 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"', f'HYPERLINK "{LINK}"', "MACROBUTTON X")],
    "xlsx": [],
    "odt": [f'<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{LINK}"> vu</text:a>'],
    "ods": [],
}  # fmt: skip
ACTIVE = {
    "html": [f'<script src="{LINK}">MACRO</script>', f'<img src="{LINK}" onerror="MACRO"/>', f'<iframe src="{LINK}">MACRO</iframe>', f'<meta http-equiv="refresh" content="0;url={LINK}"/>', f'<link rel="stylesheet" href="{LINK}"/>', "<style>MACRO</style>", f'<object data="{LINK}"></object>', f'<base href="{LINK}"/>', "<svg><script>MACRO</script></svg>"],
    "sonal": [f'<script src="{LINK}">MACRO</script>', f'<img src="{LINK}" onerror="MACRO"/>'],
    "rtf": ["{\\object\\objocx{\\*\\objdata 4d4143524f}}", "{\\*\\template MACRO}", f"{{\\field{{\\*\\fldinst INCLUDETEXT {LINK}}}}}", "{\\pict\\wmetafile8 4d4143524f}", "{\\*\\generator MACRO;}", "{\\bin5 MACRO}"],
    "eaf": [], "trs": [], "xml": [],
}  # fmt: skip
PDF = {
    "javascript": b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\) MACRO)>>",
    "launch": b"/OpenAction<</S/Launch/F(MACRO.exe)>>",
    "embedded": b"/Names<</EmbeddedFiles<</Names[(a.exe) 6 0 R]>>>>|6 0 obj<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>endobj\n7 0 obj<</Length 5>>stream\nMACRO\nendstream endobj\n",
    "form": b"/AcroForm<</XFA 6 0 R>>|6 0 obj<</Length 12>>stream\n<xdp>MACRO</\nendstream endobj\n",
    "recursive stream": b"/X 6 0 R|6 0 obj<</Type/ObjStm/N 1/First 4/Length 20/Extends 6 0 R>>stream\n6 0 <</A 6 0 R>>\nendstream endobj\n",
    "remote": b"/OpenAction<</S/GoToR/F(http://192.0.2.1/MACRO)>>",
}
WORDS_ALONE = ("txt", "md", "vtt", "srt", "csv", "tsv", "json", "cha", "textgrid")
"""Formats that carry nothing but words."""


def read_alone(folder, name: str, content: bytes):
    """Read a file; fail where a program is run, another machine called or anything written elsewhere."""
    inside = folder / "dedans"
    inside.mkdir()
    (inside / name).write_bytes(content)
    with watched(inside) as seen:
        result = read_as(inside, name, content)
    assert seen == []
    return result


@pytest.mark.parametrize("suffix", CARRIED)
def test_macros_objects_and_links_of_office_files_are_left_alone(tmp_path, suffix):
    target = io.BytesIO()
    with ZipFile(io.BytesIO(file_of(suffix, "oui"))) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == MAIN[suffix] and MARKUP[suffix]:
                end = b"</w:p>" if suffix == "docx" else b"</text:p>"
                content = content.replace(end, "".join(MARKUP[suffix]).encode() + end)
            archive.writestr(name, content)
        for name, content in CARRIED[suffix].items():
            archive.writestr(name, content)
    result = read_alone(tmp_path, f"a.{suffix}", target.getvalue())
    assert "oui" in result.transcript.text
    told = result.transcript.text + "".join(one.text for one in result.transcript.asides)
    assert not any(word in told for word in ("MACRO", LINK, "INCLUDE", "DDEAUTO"))
    assert result.transcript.text.count(" vu") == len(MARKUP[suffix]) - (suffix == "docx")


@pytest.mark.parametrize(
    ("suffix", "markup"), [(suffix, one) for suffix, listed in ACTIVE.items() for one in listed]
)
def test_scripts_objects_and_links_of_other_files_are_left_alone(tmp_path, suffix, markup):
    content = file_of(suffix, "oui XXX").decode().replace("XXX", markup + " non")
    result = read_alone(tmp_path, f"a.{suffix}", content.encode())
    assert "oui" in result.transcript.text
    assert "MACRO" not in result.transcript.text
    assert LINK not in result.transcript.text


@pytest.mark.parametrize("extra", PDF)
def test_a_pdf_is_its_pages_alone(tmp_path, extra):
    result = read_alone(tmp_path, "a.pdf", pdf_of("Nadia : oui", PDF[extra]))
    assert "oui" in result.transcript.text
    assert "MACRO" not in repr(result)


@pytest.mark.parametrize(
    "suffix", ["docm", "dotm", "xlsm", "xltm", "xlsb", "doc", "xls", "pptm", "js", "vbs", "lnk", "exe", "svg"]
)
def test_files_made_for_macros_and_programs_are_no_transcripts(tmp_path, suffix):
    (tmp_path / f"a.{suffix}").write_bytes(file_of("docx", "oui"))
    assert keys(read_as(tmp_path, f"b.{suffix}", file_of("docx", "oui"))) == ["unknown_format"]
    assert find_inputs([tmp_path / f"a.{suffix}"]).files == ()


def test_a_formula_in_a_workbook_is_the_value_that_was_stored_and_is_not_run(tmp_path):
    cells = '<c r="A2" t="str"><f>HYPERLINK("http://192.0.2.1","clic")</f><v>vu</v></c>'
    target = io.BytesIO()
    with ZipFile(io.BytesIO(file_of("xlsx", "oui"))) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == MAIN["xlsx"]:
                start = content.index(b'<c r="A2"')
                content = content[:start] + cells.encode() + content[content.index(b"</c>", start) + 4 :]
            archive.writestr(name, content)
    result = read_alone(tmp_path, "a.xlsx", target.getvalue())
    assert result.transcript.text == "vu"


def test_a_formula_in_an_open_document_is_the_value_that_was_stored(tmp_path):
    target = io.BytesIO()
    with ZipFile(io.BytesIO(file_of("ods", "oui"))) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == MAIN["ods"]:
                content = content.replace(
                    b"<table:table-cell><text:p>Nadia",
                    b'<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://192.0.2.1&quot;)"><text:p>Nadia',
                )
            archive.writestr(name, content)
    result = read_alone(tmp_path, "a.ods", target.getvalue())
    assert result.transcript.text == "Nadia : oui"


def test_every_format_is_named():
    named = {*CARRIED, *ACTIVE, "pdf", *WORDS_ALONE}
    assert named == {suffix.removeprefix(".") for suffix in READERS} - {"htm"}
