from __future__ import annotations

import pytest

from focuskit.model.documents import Role

from .support import keys, read_as, turns

PEOPLE = (
    '<teiHeader><particDesc><person xml:id="A" role="interviewer"><persName>Anne</persName></person>'
    '<person xml:id="N"><persName>Nadia</persName></person></particDesc></teiHeader>'
)
TIMES = (
    '<timeline unit="s"><when xml:id="T0" absolute="0"/><when xml:id="T1" interval="1.5" since="#T0"/>'
    '<when xml:id="T2" interval="2" since="#T1"/><when xml:id="T3"/></timeline>'
)


def document(body: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{PEOPLE}<text>{TIMES}<body>{body}</body></text></TEI>'


def test_people_roles_and_times(tmp_path):
    text = document(
        '<u who="#A" start="#T0" end="#T1">Et vous ?</u><u who="#N" start="#T1" end="#T2">Moi.</u>'
    )
    result = read_as(tmp_path, "a.xml", text)
    assert turns(result) == [("Anne", "Et vous ?"), ("Nadia", "Moi.")]
    assert result.transcript.speakers[0].role is Role.MODERATOR
    assert [(turn.start_ms, turn.end_ms) for turn in result.transcript.turns] == [(0, 1500), (1500, 3500)]


def test_events_pauses_and_gaps_are_marks_in_the_text(tmp_path):
    text = document(
        '<u who="#N">bon<pause dur="PT1.2S"/>alors <vocal><desc>rire</desc></vocal><gap/> <unclear>oui</unclear></u>'
    )
    assert turns(read_as(tmp_path, "a.xml", text)) == [("Nadia", "bon (1.2) alors [rire] [inaudible] oui")]


def test_words_marked_one_by_one_stay_apart_and_punctuation_close(tmp_path):
    text = document('<u who="#N"><seg><w>bon</w><pc>,</pc><w>alors</w></seg></u>')
    assert turns(read_as(tmp_path, "a.xml", text)) == [("Nadia", "bon, alors")]


def test_a_block_of_annotations_names_the_speaker(tmp_path):
    text = document('<annotationBlock who="#N" start="#T1" end="#T3"><u>oui</u></annotationBlock>')
    turn = read_as(tmp_path, "a.xml", text).transcript.turns[0]
    assert (turn.label, turn.start_ms, turn.end_ms) == ("Nadia", 1500, None)


def test_speeches_are_read_where_there_are_no_utterances(tmp_path):
    text = document("<sp><speaker>Nadia :</speaker><p>Bonjour</p><p>à tous</p></sp>")
    assert turns(read_as(tmp_path, "a.xml", text)) == [("Nadia", "Bonjour à tous")]


@pytest.mark.parametrize(("content", "key"), [("<a/>", "not_tei"), ("<TEI/>", "no_words")])
def test_an_xml_file_without_speech_is_one_error(tmp_path, content, key):
    assert keys(read_as(tmp_path, "a.xml", content)) == [key]


def test_an_unknown_speaker_keeps_the_code(tmp_path):
    result = read_as(tmp_path, "a.xml", document('<u who="#Z">oui</u>'))
    assert turns(result) == [("Z", "oui")]
    assert keys(result) == ["unknown_speaker_codes"]
