"""Times that cannot be: told, left out, and never a crash or a lost word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focuskit.transcripts.clock import IMPOSSIBLE_MS, parse_clock, parse_stamp, possible

from .support import keys, read_as

TALK = {
    "a.txt": "[{}] Ana : oui\n[00:00:05] Bob : non\n[00:00:09] Ana : oui\n[00:00:10] Bob : non\n",
    "a.csv": "locuteur;début;texte\nAna;{};oui\nBob;00:00:05;non\nAna;00:00:09;si\n",
    "a.trs": '<Trans><Turn speaker="" startTime="{}" endTime="9">oui</Turn></Trans>',
    "a.sonal": '<span class="lblseg" data-deb="{}"><span class="ligloc">Ana : </span>oui</span>',
    "a.eaf": '<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="{}"/></TIME_ORDER>'
    '<TIER TIER_ID="A"><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a"><ANNOTATION_VALUE>oui'
    "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
    "a.textgrid": 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n9\n<exists>\n1\n"IntervalTier"\n"A"\n0\n9\n1\n'
    '{}\n9\n"oui"\n',
    "a.vtt": "WEBVTT\n\n{} --> 00:09.000\n<v Ana>oui\n\n00:10.000 --> 00:12.000\n<v Bob>non\n",
    "a.srt": "1\n{} --> 00:00:09,000\nAna: oui\n\n2\n00:00:10,000 --> 00:00:12,000\nBob: non\n",
    "a.xml": '<TEI><timeline unit="s"><when xml:id="T0" absolute="{}"/></timeline><u start="#T0" who="#A">oui</u></TEI>',
    "a.cha": "*NAD:\toui . \x15{}_9000\x15\n*BOB:\tnon . \x159000_9500\x15\n",
    "a.html": '<p><a name="ts_{}_9000_S00">Ana: oui</a></p><p><a name="ts_9000_9500_S01">Bob: non</a></p>',
}
SAID = {"impossible_times", "malformed_times"}
CLOCKS = ["00:99:05", "00:00:75", "99:99:99"]
NUMBERS = ["-5", "nan", "inf", "1e400", "9" * 25, "9" * 5000]


@pytest.mark.parametrize(
    ("name", "written"),
    [(name, clock) for name in ("a.txt", "a.csv") for clock in CLOCKS]
    + [(f"a.{kind}", f"{clock}.000") for kind in ("vtt", "srt") for clock in (*CLOCKS, "99999999:00:00")]
    + [
        (f"a.{kind}", number)
        for kind in ("trs", "sonal", "eaf", "textgrid", "xml", "cha", "html")
        for number in NUMBERS
    ]
    + [("a.xml", clock) for clock in CLOCKS]
    + [("a.csv", number) for number in NUMBERS],
)
def test_a_time_that_cannot_be_is_told_and_the_words_stay(tmp_path, name, written):
    result = read_as(tmp_path, name, TALK[name].format(written))
    assert result.transcript.text.split()[0] == "oui"
    assert result.transcript.turns[0].start_ms is None
    (told,) = (problem for problem in result.problems if problem.key.removeprefix("problem.") in SAID)
    assert (told.severity, told.line is not None) == ("warning", True)


@pytest.mark.parametrize("written", ["", "-1", "2024-05-02T10:00:00", "inconnu"])
def test_a_moment_that_a_timeline_does_not_know_is_no_fault(tmp_path, written):
    result = read_as(tmp_path, "a.xml", TALK["a.xml"].format(written))
    assert result.transcript.turns[0].start_ms is None
    assert not SAID.intersection(keys(result))


def test_points_counted_from_an_impossible_moment_have_no_time(tmp_path):
    points = '<when xml:id="T0" absolute="00:99:00"/><when xml:id="T1" interval="2" since="#T0"/>'
    result = read_as(tmp_path, "a.xml", f'<TEI><timeline>{points}</timeline><u start="#T1">oui</u></TEI>')
    assert result.transcript.turns[0].start_ms is None
    assert "impossible_times" in keys(result)


@pytest.mark.parametrize("name", ["a.trs", "a.eaf", "a.sonal"])
def test_a_time_that_is_not_written_is_no_fault(tmp_path, name):
    result = read_as(tmp_path, name, TALK[name].format(""))
    assert result.transcript.turns[0].start_ms is None
    assert not SAID.intersection(keys(result))


@given(hours=st.integers(0, 999), minutes=st.integers(0, 99), seconds=st.integers(0, 99))
def test_minutes_and_seconds_end_at_59(hours, minutes, seconds):
    read = parse_clock(f"{hours}:{minutes:02}:{seconds:02}")
    meant = ((hours * 60 + minutes) * 60 + seconds) * 1000
    assert read == (meant if minutes < 60 and seconds < 60 else IMPOSSIBLE_MS)


def test_minutes_without_hours_go_beyond_59():
    assert parse_stamp("[75:10]") == (4_510_000, None)
    assert parse_stamp("[75:60]") == (IMPOSSIBLE_MS, None)


@pytest.mark.parametrize("endless", [float("nan"), float("inf"), -0.1, 3_600_000_000.0])
def test_no_time_is_endless_or_below_zero(endless):
    assert possible(endless) == IMPOSSIBLE_MS
