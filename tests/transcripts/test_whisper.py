from __future__ import annotations

import json

import pytest

from .support import keys, read_as, turns


def test_segments_of_one_speaker_in_a_row_are_one_turn(tmp_path):
    segments = [
        {"start": 0, "end": 1.5, "text": " Oui,", "speaker": "SPEAKER_01"},
        {"start": 1.5, "end": 2, "text": " bien sûr.", "speaker": "SPEAKER_01"},
        {"start": 2, "end": 3.25, "text": " Non.", "speaker": "SPEAKER_02"},
        {"start": 4, "end": 5, "text": " Peut-être."},
    ]
    result = read_as(tmp_path, "a.json", json.dumps({"segments": segments, "language": "fr"}))
    assert turns(result) == [("SPEAKER_01", "Oui, bien sûr."), ("SPEAKER_02", "Non."), (None, "Peut-être.")]
    assert result.transcript.turns[1].end_ms == 3250
    assert result.transcript.attributes == (("langue", "fr"), ("état", "automatique"))


def test_whisper_cpp_writes_milliseconds(tmp_path):
    content = {"transcription": [{"offsets": {"from": 120, "to": 980}, "text": " Oui"}]}
    turn = read_as(tmp_path, "a.json", json.dumps(content)).transcript.turns[0]
    assert (turn.start_ms, turn.end_ms) == (120, 980)


@pytest.mark.parametrize("time", [-1, 1e300, "x", None, True, float("nan")])
def test_an_impossible_time_is_a_warning_and_the_words_stay(tmp_path, time):
    content = {"segments": [{"start": time, "end": 1, "text": "oui"}]}
    result = read_as(tmp_path, "a.json", json.dumps(content))
    assert turns(result) == [(None, "oui")]
    assert "malformed_times" in keys(result)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("{", "broken_json"),
        ('{"a": 1}', "not_whisper"),
        ("[1]", "not_whisper"),
        ('{"segments": [{"text": 3}]}', "not_whisper"),
        ('"oui"', "not_whisper"),
        ('{"segments": []}', "not_whisper"),
        ('{"text": "oui"}', "no_speaker"),
    ],
)
def test_other_json_is_told(tmp_path, content, key):
    assert keys(read_as(tmp_path, "a.json", content))[-1] == key
