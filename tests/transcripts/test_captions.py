from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focuskit.transcripts.cues import parse_cue_time, parse_cues
from focuskit.transcripts.normalise import normalise_text

from .support import keys, read_as, turns, words, words_kept

VOICES = """WEBVTT groupe 1

NOTE fait par une machine
en deux lignes

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:02.000 align:start
<v Nadia Benali>Le bio, <b>c'est</b> cher.</v>

2
00:00:02.500 --> 00:00:04.000
<v.fort Nadia  Benali>Très cher &amp; loin.

3
00:00:04.000 --> 00:00:05.000
<v Léa>Oui.</v> <v Nadia Benali>Ah !</v>
<v Léa>Si.</v>
"""


def test_cues_of_one_voice_in_a_row_are_one_turn(tmp_path):
    result = read_as(tmp_path, "a.vtt", VOICES)
    assert turns(result) == [
        ("Nadia Benali", "Le bio, c'est cher. Très cher & loin."),
        ("Léa", "Oui."),
        ("Nadia Benali", "Ah !"),
        ("Léa", "Si."),
    ]
    first = result.transcript.turns[0]
    assert (first.start_ms, first.end_ms) == (1000, 4000)
    assert keys(result) == []


def test_no_word_of_captions_is_lost(tmp_path):
    raw = words(normalise_text(VOICES).text.replace("&amp;", "&"))
    assert words_kept(read_as(tmp_path, "a.vtt", VOICES)) == raw


def test_names_before_a_colon_are_speakers_and_cues_without_go_on(tmp_path):
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nNadia: Le bio,\n\n2\n00:00:02,000 --> 00:00:03,000\nc'est cher.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nLéa: Oui.\n\n4\n00:00:04,000 --> 00:00:05,000\nNadia: Donc : non.\n\n"
        "5\n00:00:05,000 --> 00:00:06,000\nLéa: Si.\n"
    )
    assert turns(read_as(tmp_path, "a.srt", text)) == [
        ("Nadia", "Le bio, c'est cher."),
        ("Léa", "Oui."),
        ("Nadia", "Donc : non."),
        ("Léa", "Si."),
    ]


def test_without_speakers_a_long_pause_begins_a_turn(tmp_path):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nUn\n\n00:03.000 --> 00:04.000\ndeux,\n\n00:06.001 --> 00:07.000\ntrois\n"
    result = read_as(tmp_path, "a.vtt", text)
    assert turns(result) == [(None, "Un deux,"), (None, "trois")]
    assert keys(result) == ["no_speaker"]


def test_without_speakers_a_short_pause_after_a_sentence_begins_a_turn(tmp_path):
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nUn.\n\n00:02.000 --> 00:04.000\nDeux ! [rires]\n\n"
        "00:04.300 --> 00:05.000\nTrois\n\n00:05.500 --> 00:07.000\nquatre\n"
    )
    result = read_as(tmp_path, "a.vtt", text)
    assert turns(result) == [(None, "Un. Deux ! [rires]"), (None, "Trois quatre")]


def test_malformed_times_are_a_warning_and_the_words_stay(tmp_path):
    text = "WEBVTT\n\n0:0:-6.-820 --> 0:0:8.970\n<v A>Un.</v>\n\n0:0:10.20 --> x:y\n<v B>Deux.</v>\n"
    result = read_as(tmp_path, "a.vtt", text)
    assert turns(result) == [("A", "Un."), ("B", "Deux.")]
    assert [(turn.start_ms, turn.end_ms) for turn in result.transcript.turns] == [(None, 8970), (10020, None)]
    assert [(p.key, p.line, dict(p.facts)) for p in result.problems] == [
        ("problem.malformed_times", 3, {"n": "2"})
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("00:01.500", (1500, True)),
        ("01:00:00.000", (3_600_000, True)),
        ("00:00:01,500", (1500, True)),
        ("0:0:10.20", (10_020, False)),
        ("0:0:-6.-820", (None, False)),
        ("nan", (None, False)),
    ],
)
def test_cue_times_are_read_in_milliseconds(written, expected):
    assert parse_cue_time(written) == expected


def test_a_pause_written_as_a_cue_is_nobody_where_speakers_are_named(tmp_path):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n(12 seconds pause)\n\n00:03.000 --> 00:04.000\n<v A>Oui.\n"
    result = read_as(tmp_path, "a.vtt", text)
    assert turns(result) == [("A", "Oui.")]
    assert words_kept(result)["pause"] == 1


def test_a_file_without_any_time_keeps_its_words(tmp_path):
    result = read_as(tmp_path, "a.vtt", "WEBVTT\n\nBonjour à tous.\n")
    assert turns(result) == [(None, "Bonjour à tous.")]


def test_angle_brackets_that_are_no_tags_are_words(tmp_path):
    text = "1\n00:00:01,000 --> 00:00:02,000\n<i>2 < 3</i> <rires> {\\an8}oui\n"
    assert turns(read_as(tmp_path, "a.srt", text)) == [(None, "2 < 3 <rires> oui")]


CUE_LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="&"), max_size=20),
        st.sampled_from(["00:01.000 --> 00:02.000", "1", "", "<v Léa>oui", "NOTE", "Nadia: non", "WEBVTT"]),
    )
)


@given(CUE_LINES)
def test_any_captions_keep_all_their_words(lines):
    text = normalise_text("\n".join(lines)).text
    cues, asides = parse_cues(text)
    kept = words(" ".join(voice.words for cue in cues for voice in cue.voices))
    for aside in asides:
        kept.update(words(aside.text))
    assert kept == words(text)
