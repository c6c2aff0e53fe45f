"""Files made to harm: a clear refusal or a bounded reading, whatever the format."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from focuskit.transcripts import find_inputs
from focuskit.transcripts.inputs import TRANSCRIPT_SUFFIXES

from .hostile_files import LONG, MOST_SECONDS, ODF, PDF, TEN_MEGABYTES, in_archive, zipped
from .support import W, keys, read, read_as


def bomb(size: int) -> bytes:
    return b"\x00" * size


@pytest.mark.parametrize("suffix", LONG)
@pytest.mark.parametrize("unit", ["mot ", "a"])
def test_ten_megabytes_on_one_line_end_in_bounded_time(tmp_path, suffix, unit):
    start = time.perf_counter()
    result = read_as(tmp_path, f"a.{suffix}", LONG[suffix].format(unit * (TEN_MEGABYTES // len(unit))))
    assert time.perf_counter() - start < MOST_SECONDS
    kept = result.transcript is not None and len(result.transcript.text) >= TEN_MEGABYTES - len(unit)
    assert kept or any(problem.severity == "error" for problem in result.problems)


@pytest.mark.parametrize("suffix", LONG)
def test_nul_bytes_are_refused_or_taken_out_with_a_warning(tmp_path, suffix):
    result = read_as(tmp_path, f"a.{suffix}", LONG[suffix].format("oui \x00 non") + "\x00" * 100)
    assert result.transcript is None or "\x00" not in result.transcript.text
    assert result.problems


@pytest.mark.parametrize(
    ("name", "inner"),
    [("a.docx", "word/document.xml"), ("a.xlsx", "xl/worksheets/sheet1.xml"), ("a.odt", "content.xml"), ("a.ods", "content.xml")],
)  # fmt: skip
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, name, inner):
    members = {inner: bomb(600 << 20)}
    if name[-3:] in {"odt", "ods"}:
        members = {"mimetype": b"application/vnd.oasis.opendocument.text", **members}
    path = zipped(tmp_path / name, members)
    tracemalloc.start()
    try:
        result = read(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert keys(result) == ["too_big"]
    assert peak < 20 << 20


def test_a_picture_that_swells_in_an_odt_is_refused(tmp_path):
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "Pictures/a.png": bomb(600 << 20)}
    assert keys(read(zipped(tmp_path / "a.odt", members))) == ["too_big"]


@pytest.mark.parametrize("name", ["a.odt", "a.ods"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_opendocument_are_refused(tmp_path, name, encoding):
    content = f'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]><office:document-content {ODF}>&e;</office:document-content>'
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(encoding),
    }
    assert keys(read(zipped(tmp_path / name, members))) == ["xml_entities"]


def test_an_entity_in_word_is_never_expanded(tmp_path):
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    content = (
        f'<!DOCTYPE r [<!ENTITY e0 "ha">{levels}]><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>oui &e11;</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    result = read(zipped(tmp_path / "a.docx", {"word/document.xml": content.encode()}))
    assert result.transcript is None or len(result.transcript.text) < 100


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "odt", "ods"])
def test_members_whose_path_leaves_the_folder_write_nothing(tmp_path, suffix):
    inside = tmp_path / "dossier"
    inside.mkdir()
    members = {"../../evil.txt": b"x", "/evil.txt": b"x", "mimetype": b"application/x"}
    read(zipped(inside / f"a.{suffix}", members))
    assert sorted(path.name for path in tmp_path.rglob("*")) == [f"a.{suffix}", "dossier"]


def test_a_corpus_that_points_out_of_its_folder_is_not_followed(tmp_path):
    inside = tmp_path / "dossier"
    inside.mkdir()
    (tmp_path / "dehors.sonal").write_text(LONG["sonal"].format("secret"), encoding="utf-8")
    (inside / "dedans.sonal").write_text(LONG["sonal"].format("oui"), encoding="utf-8")
    names = ["../dehors.sonal", "dedans.sonal", "..\\dehors.sonal", "absent.sonal", "/etc/hostname"]
    corpus = inside / "c.crp"
    corpus.write_text(json.dumps({"tabEnt": [{"rtrPath": name} for name in names]}), encoding="utf-8")
    listing = find_inputs([corpus])
    assert [file.name for file in listing.files] == ["dedans.sonal"]
    assert {problem.key: dict(problem.facts)["n"] for problem in listing.problems} == {
        "problem.corpus_outside": "3",
        "problem.corpus_missing": "1",
    }


@pytest.mark.parametrize("content", ["[]", "{", '{"tabEnt": 3}', "\x00"])
def test_a_corpus_that_is_none_is_told(tmp_path, content):
    corpus = tmp_path / "c.crp"
    corpus.write_text(content, encoding="utf-8")
    assert [problem.key for problem in find_inputs([corpus]).problems] == ["problem.not_corpus"]


def test_a_sheet_of_a_million_rows_is_read_in_bounded_time_and_memory(tmp_path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["texte"])
    for number in range(20):
        sheet.append([f"réponse {number}"])
    book.save(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    filler = b"".join(b'<row r="%d"/>' % number for number in range(30, 1_000_030))
    members["xl/worksheets/sheet1.xml"] = members["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>", filler + b"</sheetData>"
    )
    start = time.perf_counter()
    result = read(zipped(tmp_path / "b.xlsx", members))
    assert time.perf_counter() - start < 3 * MOST_SECONDS
    assert len(result.transcript.turns) == 20


def test_a_sheet_repeated_a_million_times_is_bounded(tmp_path):
    cells = "".join(
        f'<table:table-row table:number-rows-repeated="{n}"><table:table-cell table:number-columns-repeated="900">'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
        for n, text in [(1, "texte"), (1048576, "x")]
    )
    content = (
        f'<office:document-content {ODF} xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f"<table:table>{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest,
    }
    start = time.perf_counter()
    assert keys(read(zipped(tmp_path / "a.ods", members))) == ["too_big"]
    assert time.perf_counter() - start < MOST_SECONDS


def test_a_pdf_that_swells_is_bounded(tmp_path):
    data = zlib.compress(b" " * (400 << 20))
    stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(data) + data + b"\nendstream endobj\n"
    start = time.perf_counter()
    result = read_as(tmp_path, "a.pdf", PDF + stream + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF")
    assert time.perf_counter() - start < MOST_SECONDS
    assert result.transcript is None
    assert result.problems


def test_a_pdf_whose_pages_point_at_each_other_is_told(tmp_path):
    loop = PDF.replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]")
    result = read_as(tmp_path, "a.pdf", loop + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF")
    assert result.transcript is None
    assert len(result.problems) == 1


def test_deep_json_and_deep_html_are_told_or_read(tmp_path):
    assert keys(read_as(tmp_path, "a.json", "[" * 200_000)) == ["broken_json"]
    deep = read_as(tmp_path, "a.html", "<div>" * 100_000 + "Nadia : oui")
    assert deep.transcript is not None or deep.problems


def test_deep_rtf_is_told_or_read(tmp_path):
    result = read_as(tmp_path, "a.rtf", "{\\rtf1 " + "{" * 200_000 + "oui" + "}" * 200_001)
    assert result.transcript is not None or result.problems


def test_every_text_format_is_tried():
    archives = {"docx", "xlsx", "odt", "ods", "pdf", "htm"}
    assert {suffix.removeprefix(".") for suffix in TRANSCRIPT_SUFFIXES} == set(LONG) | archives


def test_an_archive_within_an_archive_is_not_opened(tmp_path):
    inner = io.BytesIO()
    with ZipFile(inner, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bomb(300 << 20))
    result = read(zipped(tmp_path / "a.docx", {"inner.docx": inner.getvalue()}))
    assert keys(result) == ["broken_docx"]


@pytest.mark.parametrize("unit", ["mot ", "a"])
@pytest.mark.parametrize("suffix", ["docx", "odt", "ods", "xlsx"])
def test_ten_megabytes_in_one_paragraph_of_an_archive_end_in_bounded_time(tmp_path, suffix, unit):
    long = "Nadia : " + unit * (TEN_MEGABYTES // len(unit))
    start = time.perf_counter()
    result = read(zipped(tmp_path / f"a.{suffix}", in_archive(suffix, long)))
    assert time.perf_counter() - start < MOST_SECONDS
    kept = result.transcript is not None and len(result.transcript.text) >= TEN_MEGABYTES - len(unit)
    assert kept or any(problem.severity == "error" for problem in result.problems)


@pytest.mark.parametrize("suffix", ["docx", "odt", "ods", "xlsx"])
def test_nul_bytes_in_an_archive_are_refused_or_taken_out(tmp_path, suffix):
    result = read(zipped(tmp_path / f"a.{suffix}", in_archive(suffix, "Nadia : oui \x00 non")))
    assert result.transcript is None or "\x00" not in result.transcript.text
    assert result.problems


@pytest.mark.parametrize("suffix", ["docx", "odt", "ods", "xlsx"])
def test_the_archives_of_these_tests_are_read_where_nothing_is_wrong(tmp_path, suffix):
    result = read(zipped(tmp_path / f"a.{suffix}", in_archive(suffix, "Nadia : oui non")))
    assert result.transcript.text.endswith("oui non")


def test_a_table_of_a_million_empty_rows_is_bounded(tmp_path):
    start = time.perf_counter()
    result = read_as(tmp_path, "a.csv", "id;texte\n" + ";\n" * 1_000_000 + "1;oui\n")
    assert time.perf_counter() - start < MOST_SECONDS
    assert result.transcript.text == "oui"


ROWS = {"csv": ("id;texte\n", "{};une réponse\n"), "tsv": ("id\ttexte\n", "{}\tune réponse\n")}
LINES = {
    "txt": ("", "Ana : réponse {}\n"),
    "md": ("", "**Ana** : réponse {}\n"),
    "srt": ("", "1\n00:00:01,000 --> 00:00:02,000\nréponse {}\n\n"),
    "vtt": ("WEBVTT\n\n", "00:01.000 --> 00:02.000\nréponse {}\n\n"),
    "cha": ("@Begin\n", "*NAD:\tréponse {}\n"),
    "corpus.txt": ("", "**** *ind_{}\nune réponse\n"),
}


def enormous(head: str, line: str) -> str:
    return head + "".join(line.format(number) for number in range(1_000_000))


@pytest.mark.parametrize(
    ("suffix", "parts", "key"),
    [(suffix, parts, "too_many_rows") for suffix, parts in ROWS.items()]
    + [(suffix, parts, "too_many_lines") for suffix, parts in LINES.items()],
)
def test_a_million_turns_are_refused_in_bounded_time_and_memory(tmp_path, suffix, parts, key):
    path = tmp_path / f"a.{suffix}"
    path.write_text(enormous(*parts), encoding="utf-8")
    start = time.perf_counter()
    tracemalloc.start()
    try:
        result = read(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - start < MOST_SECONDS
    assert keys(result) == [key]
    assert peak < 300 << 20


@pytest.mark.parametrize("suffix", LONG)
def test_an_enormous_file_is_refused_before_it_is_read(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    with path.open("wb") as file:
        file.truncate(10 << 30)
    assert keys(read(path)) == ["too_large"]


def test_as_many_rows_as_are_allowed_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("focuskit.transcripts.tables.MOST_ROWS", 3)
    assert len(read_as(tmp_path, "a.csv", "texte\n" + "oui\n" * 3).transcript.turns) == 3
    assert keys(read_as(tmp_path, "a.csv", "texte\n" + "oui\n" * 4)) == ["too_many_rows"]


@pytest.mark.parametrize("suffix", ["docx", "odt", "ods"])
def test_eleven_megabytes_in_one_piece_of_an_archive_are_read_whole(tmp_path, suffix):
    words = "mot " * 2_800_000
    result = read(zipped(tmp_path / f"a.{suffix}", in_archive(suffix, f"Nadia : {words}")))
    assert len(result.transcript.text) >= len(words) - 1


DEEP = "<u>" * 300 + "oui" + "</u>" * 300
LIMITS = [
    f"<TEI>{DEEP}</TEI>",
    f"<TEI><u>{'mot ' * 2_800_000}</u>{DEEP}</TEI>",
    f"<!DOCTYPE TEI><TEI><u>{'mot ' * 2_800_000}</u></TEI>",
]


@pytest.mark.parametrize("content", LIMITS, ids=["deep", "deep and long", "long with a DOCTYPE"])
def test_xml_past_the_limits_is_not_called_damaged(tmp_path, content):
    assert keys(read_as(tmp_path, "a.xml", content)) == ["xml_limits"]


def test_entities_are_not_expanded_in_a_long_document(tmp_path):
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    content = f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{levels}]><TEI><u n="&e11;">{"mot " * 2_800_000}</u></TEI>'
    for encoding in ("utf-8", "utf-16"):
        start = time.perf_counter()
        assert read_as(tmp_path, "a.xml", content.encode(encoding)).transcript is None
        assert time.perf_counter() - start < MOST_SECONDS
