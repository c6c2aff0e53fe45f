"""What fuzzing has found, each as small as it can be: no more an exception, a hang or a thing it should not do."""

from __future__ import annotations

import io
import signal
from zipfile import ZipFile

import pytest

from focuskit.transcripts import InputFile, find_inputs, read_transcript
from fuzzing import seeds
from fuzzing.guards import finding_of
from fuzzing.mutations import unzip, zipped
from fuzzing.readers import targets

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGVTALRM"), reason="processor time cannot be limited here"
)
LONG_PRAAT = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n5\n<exists>\n1\n"IntervalTier"\n"Ana"\n0\n5\n{}\n0\n5\n"Oui."\n'
TRS = '<!DOCTYPE Trans SYSTEM "trans-14.dtd"><Trans><Turn speaker="">caf&eacute; oui</Turn></Trans>'
FOUND = [
    ("codebook", b"[" * 2000),
    ("codebook", b"{" * 400),
    ("codebook", b"- " * 3000),
    ("codebook", b"a: &a [x]\nb: &a [x]\n"),
    ("codebook", b"facets: &a\n- *a\n"),
    ("codebook", b"l0: &a0 [x, x]\n" + b"".join(b"l%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))),
    ("codebook", b'name: "\\ud800 \\e[2J"\nfacets: []\n'),
    ("guide", b"[" * 2000),
    ("guide", b"a: &a [x]\nb: &a [x]\n"),
    ("settings", b"[segmentation]\nmax_words = " + b"9" * 5000),
    ("settings", b"[segmentation]\nmax_words = -3\n"),
    ("settings", b"project = 3\n"),
    ("settings", b"a = " + b"[" * 5000),
    ("textgrid", LONG_PRAAT.format("1e999").encode()),
    ("textgrid", LONG_PRAAT.format("nan").encode()),
    ("rtf", b"{\\rtf1 \\u99999999999999999999 }"),
    ("rtf", b"{\\rtf1 \\bin99999999999 \\u-1 }"),
    ("trs", TRS.encode()),
    ("vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nfa&#13;ons &#27;[2J e&#769; &#xD800;\n"),
    ("cha", b"*NAD:\toui \x15\x01_\x02\x15\n"),
    ("json", b'{"segments": [{"text": "oui \\u001b[2J \\ud800", "speaker": "A\\u0007", "start": 1e400}], "language": "f\\u001br"}'),
    ("md", b'---\ndate: "\\e[2J"\n---\nAna : oui\n'),
    ("csv", "texte\u202een;x\noui;non\n".encode()),
    ("sonal_dictionary", b'{"tabVar": [{"v": [], "lib": "x"}, 3], "tabDic": 4}'),
    ("corpus_crp", b'{"tabEnt": [{"rtrPath": "' + b"a" * 5000 + b'.sonal"}, {"rtrPath": "\\u0000"}, {"rtrPath": "\\ud800"}]}'),
    ("gold", b"unit,text\n1," + b"x" * 200_000 + b"\n"),
    ("placements", b"decision;goes_to\n1;" + b"x" * 200_000 + b"\n"),
    ("verdicts", b"id;verdict\n1;" + b"x" * 200_000 + b"\n"),
]  # fmt: skip


def found(name: str, data: bytes, tmp_path) -> str | None:
    target = targets()[name]
    path = tmp_path / f"a{target.suffix}"
    path.write_bytes(data)
    return finding_of(lambda: target.run(path), tmp_path)


@pytest.mark.parametrize(("name", "data"), FOUND, ids=[f"{name}-{data[:24]!r}" for name, data in FOUND])
def test_what_was_found_is_a_sentence_now(tmp_path, name, data):
    assert found(name, data, tmp_path) is None


@pytest.mark.parametrize(
    "damage", [b"CREATE T\xff\xfe\xff document", b"CREATE TABLE \xff\xff\xffument", b"\x00" * 21]
)
def test_a_database_whose_schema_is_no_text_is_told(tmp_path, damage):
    data = seeds.database().replace(b"CREATE TABLE document", damage)
    assert found("database", data, tmp_path) is None


WORKBOOKS = (
    "xlsx", "participants_xlsx", "verdicts_xlsx", "coding_sheet", "coding_sheet_import", "framework_import", "consensus_import", "name_sheet",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", [*WORKBOOKS, "template", "word_comments", "report_docx", "own_words", "docx"]
)
@pytest.mark.parametrize("damage", [b"<a><b></a>", b"", b"<a/>", b"<a>&e;</a>", b"x"])
def test_a_damaged_member_of_an_office_file_is_told(tmp_path, name, damage):
    members = unzip(targets()[name].seeds()[0])
    for number, changed in enumerate(members):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = zipped([(one, damage if one == changed else content) for one, content in members.items()])
        assert found(name, data, folder) is None


@pytest.mark.parametrize("name", ["haystack", "docx", "coding_sheet", "template", "report_docx", "own_words"])
def test_a_member_said_to_begin_outside_of_the_file_is_told(tmp_path, name):
    data = bytearray(targets()[name].seeds()[0])
    with ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[start + 42 : start + 46] = b"\xff\xff\xff\x7f"
    assert found(name, bytes(data), tmp_path) is None


def test_the_words_of_escapes_within_a_file_stay_and_what_a_terminal_obeys_goes(tmp_path):
    path = tmp_path / "a.md"
    path.write_text('---\nlieu: "fa\\econs"\n---\nAna : e&#769;té\n', encoding="utf-8")
    result = read_transcript(InputFile(path, "a.md"))
    assert dict(result.transcript.attributes)["lieu"] == "facons"
    assert [problem.key for problem in result.problems if problem.key.endswith("control_characters")]


def test_a_row_of_a_consensus_sheet_numbered_with_a_small_two_is_read(tmp_path):
    data = seeds.consensus()
    members = unzip(data)
    for name, content in members.items():
        members[name] = content.replace(b"<v>1</v>", "<v>²</v>".encode())
    assert found("consensus_import", zipped(list(members.items())), tmp_path) is None


def test_names_of_files_that_a_terminal_would_obey_are_refused_with_a_name_that_can_be_shown(tmp_path):
    for name in ("a\x1b[2J.txt", "b\nc.txt", "d\u202e.txt"):
        (tmp_path / name).write_text("Ana : oui", encoding="utf-8")
    listing = find_inputs([tmp_path])
    assert listing.files == ()
    assert {problem.key for problem in listing.problems} == {"problem.unreadable_name"}
    assert all(problem.told().isprintable() or "\u202f" in problem.told() for problem in listing.problems)
