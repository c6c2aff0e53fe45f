"""Words made to harm, in every format: orders to a terminal, formulas, impossible times, endless numbers."""

from __future__ import annotations

import pytest

from focuskit.messages.harmless import harmless
from focuskit.store import create_project, load_documents, open_project
from focuskit.transcripts import Reading
from focuskit.transcripts.formats import READERS
from focuskit.workflow.import_documents import import_documents
from fuzzing.readers import check_read

from .hostile_files import LONG, file_of
from .support import read_as

ALL = (
    "txt", "md", "vtt", "srt", "csv", "tsv", "json", "html", "htm", "sonal", "rtf", "cha", "eaf", "trs", "xml", "textgrid",
    "docx", "xlsx", "odt", "ods", "pdf",
)  # fmt: skip
WORDS = {
    "formula": '=1+1 et =HYPERLINK("http://x","y")',
    "plus": "+33 6 et -2+3",
    "at": "@SUM(A1:A9)",
    "command": "=cmd|'/C calc'!A0",
    "bidi": "oui \u202e non \u2066 si",
    "zero width": "o\u200bu\u200di",
    "not a character": "oui \ufffe non \uffff si",
    "script": "<script>alert(1)</script> oui",
    "field": '{ INCLUDETEXT "/etc/hostname" }',
    "template": "{{ 7*7 }} {% raw %} ${7*7} %s {0}",
    "sql": "'; DROP TABLE document; --",
    "path": "../../etc/passwd",
    "number": "9" * 5000,
    "combining": "e" + "\u0301" * 2000,
    "surrogate escape": "oui \\ud800 non",
    "emoji": "oui \U0001f469\u200d\U0001f373 non",
}  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("suffix", ALL)
def test_words_are_kept_as_words_and_can_be_stored(tmp_path, suffix, words):
    content = file_of(suffix, WORDS[words])
    result = read_as(tmp_path, f"a.{suffix}", content)
    check_read(result)
    create_project(tmp_path / "étude")
    folder = open_project(tmp_path / "étude")
    import_documents(folder, [tmp_path / f"a.{suffix}"], Reading())
    with folder.reading() as connection:
        (stored,) = load_documents(connection) or [None]
    folder.engine.dispose()
    assert stored is None or stored.text == result.transcript.text
    if words in {"plus", "at"} and suffix not in {"pdf", "rtf"}:
        assert WORDS[words] in stored.text


@pytest.mark.parametrize("suffix", [one for one in ALL if one not in {"pdf", "rtf"}])
def test_a_formula_is_read_as_the_words_it_is_written_with(tmp_path, suffix):
    result = read_as(tmp_path, f"a.{suffix}", file_of(suffix, "=1+1 @x"))
    assert "=1+1 @x" in result.transcript.text


CONTROLS = "oui \x1b[2J\x07\x9b31m\x7f non"


@pytest.mark.parametrize("suffix", [one for one in ALL if one not in {"docx", "xlsx", "odt", "ods", "pdf"}])
def test_orders_to_a_terminal_are_taken_out_with_a_warning_or_the_file_is_refused(tmp_path, suffix):
    result = read_as(tmp_path, f"a.{suffix}", file_of(suffix, CONTROLS))
    check_read(result)
    assert result.problems
    assert result.transcript is None or harmless(result.transcript.text) == result.transcript.text


TIMES = ("NaN", "inf", "-1", "1e999", "9" * 400, "99:99:99,999", "", "-0:0:1", "0x10", "1_000", "٣", "²")
TIMED = {
    "srt": "1\n{} --> {}\nAna : oui\n",
    "vtt": "WEBVTT\n\n{} --> {}\nAna : oui\n",
    "json": '{{"segments": [{{"start": {}, "end": {}, "text": "oui"}}]}}',
    "tsv": "start\tend\ttext\n{}\t{}\toui\n1\t2\tnon\n",
    "csv": "start;end;text\n{};{};oui\n1;2;non\n",
    "cha": "*NAD:\toui \x15{}_{}\x15\n",
    "eaf": '<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="{}"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="{}"/></TIME_ORDER>'
    '<TIER TIER_ID="A"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>oui</ANNOTATION_VALUE>'
    "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
    "trs": '<Trans><Turn speaker="" startTime="{}" endTime="{}">oui</Turn></Trans>',
    "xml": '<TEI><u start="{}" end="{}">oui</u></TEI>',
    "textgrid": 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n1\n<exists>\n1\n"IntervalTier"\n"A"\n0\n1\n1\n{}\n{}\n"oui"\n',
    "sonal": '<span class="lblseg" data-deb="{}" data-fin="{}"><span class="ligloc">Nadia : </span>oui</span>',
    "html": '<p><a name="ts_{}_{}_x">Nadia : oui</a></p>',
    "txt": "[{}] Nadia : oui [{}]\n",
    "md": "**Nadia** ({}) : oui ({})\n",
}
UNTIMED = ("htm", "rtf", "docx", "xlsx", "odt", "ods", "pdf")
"""Read by the reader of another format named above, or without times of their own."""


@pytest.mark.parametrize("written", TIMES)
@pytest.mark.parametrize("suffix", TIMED)
def test_an_impossible_time_is_no_time(tmp_path, suffix, written):
    check_read(read_as(tmp_path, f"a.{suffix}", TIMED[suffix].format(written, written)))


def test_every_format_is_named():
    formats = {suffix.removeprefix(".") for suffix in READERS}
    assert set(ALL) == formats
    assert {*TIMED, *UNTIMED} == formats
    assert set(LONG) <= formats
