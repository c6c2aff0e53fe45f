"""Office archives made to harm: swelling, lying about sizes, overlapping, leading out of the folder."""

from __future__ import annotations

import copy
import io
import stat
import struct
import time
import tracemalloc
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from focuskit.transcripts.formats import READERS

from .hostile_files import ARCHIVES, MAIN, MOST_SECONDS, file_of
from .support import read, read_as

NO_ARCHIVES = (
    "txt", "md", "vtt", "srt", "csv", "tsv", "rtf", "pdf", "html", "htm", "json", "sonal", "eaf", "trs", "cha", "xml", "textgrid",
)  # fmt: skip
MEDIA = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
FEW_MEGABYTES = 150 << 20
ESCAPES = ("../../evil.xml", "/evil.xml", "C:\\evil.xml", "C:evil.xml", "..\\..\\evil.xml", "\\\\server\\share\\evil.xml", "a/../../../evil.xml", "con.xml", "a\nb.xml", "\x1b[2J.xml", "e" * 5000 + ".xml")  # fmt: skip


def members(suffix: str) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(file_of(suffix, "oui"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(listed) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in listed:
            archive.writestr(name, content)
    return target.getvalue()


def read_bounded(folder, suffix: str, data: bytes):
    """Read a file; fail where that takes long or fills the memory, or writes anything."""
    inside = folder / "dedans"
    inside.mkdir()
    start = time.perf_counter()
    tracemalloc.start()
    try:
        result = read_as(inside, f"a.{suffix}", data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - start < MOST_SECONDS
    assert peak < FEW_MEGABYTES + 20 * len(data)
    assert sorted(path.name for path in folder.rglob("*")) == [f"a.{suffix}", "dedans"]
    return result


@pytest.mark.parametrize("suffix", ARCHIVES)
@pytest.mark.parametrize("name", ESCAPES)
def test_a_member_whose_name_leads_elsewhere_writes_nothing(tmp_path, suffix, name):
    read_bounded(tmp_path, suffix, archive_of([*members(suffix).items(), (name, b"<a/>")]))


@pytest.mark.parametrize("suffix", ARCHIVES)
def test_a_member_that_is_a_link_is_not_followed(tmp_path, suffix):
    link = ZipInfo(f"{MAIN[suffix]}.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    result = read_bounded(tmp_path, suffix, archive_of([*members(suffix).items(), (link, b"/etc/hostname")]))
    assert result.transcript is not None or result.problems


@pytest.mark.parametrize("suffix", ARCHIVES)
def test_the_main_member_as_a_link_gives_no_words_of_elsewhere(tmp_path, suffix):
    hidden = tmp_path.parent / f"{tmp_path.name}-secret"
    hidden.write_text("ornithorynque", encoding="utf-8")
    listed = [(name, content) for name, content in members(suffix).items() if name != MAIN[suffix]]
    link = ZipInfo(MAIN[suffix])
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    result = read_bounded(tmp_path, suffix, archive_of([*listed, (link, str(hidden))]))
    assert result.transcript is None
    assert "ornithorynque" not in repr(result)


@pytest.mark.parametrize("suffix", ARCHIVES)
def test_an_archive_in_an_archive_is_not_opened(tmp_path, suffix):
    bomb = archive_of([("a.xml", b" " * (60 << 20))])
    for _ in range(3):
        bomb = archive_of([(f"{n}.zip", bomb) for n in range(10)])
    result = read_bounded(tmp_path, suffix, archive_of([*members(suffix).items(), ("inner.zip", bomb)]))
    assert result.transcript.text.endswith("oui")


@pytest.mark.parametrize("suffix", ARCHIVES)
def test_many_entries_for_one_swelling_member_are_refused(tmp_path, suffix):
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members(suffix).items():
            archive.writestr(name, content)
        archive.writestr("big.xml", b" " * (60 << 20))
        for number in range(1000):
            entry = copy.copy(archive.getinfo("big.xml"))
            entry.filename = f"big{number}.xml"
            archive.filelist.append(entry)
            archive.NameToInfo[entry.filename] = entry
    result = read_bounded(tmp_path, suffix, target.getvalue())
    assert [problem.key for problem in result.problems] == ["problem.too_big"]


@pytest.mark.parametrize("suffix", ARCHIVES)
@pytest.mark.parametrize("said", [10, 0, 0xFFFFFFF0])
def test_a_member_that_lies_about_its_size_is_told(tmp_path, suffix, said):
    listed = members(suffix)
    listed[MAIN[suffix]] = listed[MAIN[suffix]] + b" " * (100 << 20)
    data = bytearray(archive_of(listed.items()))
    place = data.rfind(MAIN[suffix].encode())
    struct.pack_into("<I", data, place - 46 + 24, said)
    result = read_bounded(tmp_path, suffix, bytes(data))
    assert result.transcript is None
    assert result.problems


@pytest.mark.parametrize("suffix", ARCHIVES)
def test_a_hundred_thousand_members_are_read_or_told_in_bounded_time(tmp_path, suffix):
    listed = [*members(suffix).items(), *((f"x{number}", b"") for number in range(20_000))]
    result = read_bounded(tmp_path, suffix, archive_of(listed))
    assert result.transcript or result.problems


@pytest.mark.parametrize("target", ["../../../secret.xml", "file:///secret.xml", "/secret.xml", "http://localhost:9/a.xml", "\\\\localhost\\a.xml", "word/../../secret.xml"])  # fmt: skip
def test_a_relation_that_leads_out_of_a_word_file_is_not_followed(tmp_path, target):
    (tmp_path / "secret.xml").write_text(
        members("docx")[MAIN["docx"]].decode().replace("oui", "ornithorynque"), encoding="utf-8"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = f'<Relationships><Relationship Id="a" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    folder = tmp_path / "dossier" / "a"
    folder.mkdir(parents=True)
    result = read_as(folder, "a.docx", archive_of([*members("docx").items(), ("_rels/.rels", rels)]))
    assert result.transcript.text.endswith("oui")


def test_every_format_is_named():
    assert {*ARCHIVES, *NO_ARCHIVES} == {suffix.removeprefix(".") for suffix in READERS}


@pytest.mark.parametrize("suffix", ARCHIVES)
def test_the_archives_of_these_tests_are_read_where_nothing_is_wrong(tmp_path, suffix):
    (tmp_path / f"a.{suffix}").write_bytes(archive_of(members(suffix).items()))
    assert read(tmp_path / f"a.{suffix}").transcript.text.endswith("oui")
