from __future__ import annotations

from .support import keys, read_as, turns

HEAD = '<Trans><Speakers><Speaker id="s1" name="Nadia"/><Speaker id="s2" name="Malik"/></Speakers>'


def document(*content: str) -> str:
    return f"{HEAD}<Episode><Section>{''.join(content)}</Section></Episode></Trans>"


def test_several_speakers_of_one_turn_are_several_turns(tmp_path):
    text = document(
        '<Turn speaker="s1 s2" startTime="1.5" endTime="4"><Sync time="1.5"/><Who nb="1"/>oui<Who nb="2"/>non<Who nb="1"/>si</Turn>'
    )
    result = read_as(tmp_path, "a.trs", text)
    assert turns(result) == [("Nadia", "oui si"), ("Malik", "non")]
    assert {(turn.start_ms, turn.end_ms) for turn in result.transcript.turns} == {(1500, 4000)}


def test_noises_stay_in_the_text_and_ways_of_saying_are_set_aside(tmp_path):
    text = document(
        '<Turn speaker="s1">bon<Event desc="rire" type="noise" extent="instantaneous"/>alors'
        '<Event desc="pif" type="pronounce" extent="next"/>PIF<Comment desc="un chien"/></Turn>'
    )
    result = read_as(tmp_path, "a.trs", text)
    assert turns(result) == [("Nadia", "bon [rire] alors PIF")]
    assert {"pif", "un chien"} <= {aside.text for aside in result.transcript.asides}


def test_a_turn_of_nobody_and_one_of_an_unknown_code(tmp_path):
    text = document("<Turn>musique</Turn>", '<Turn speaker="s9">bonjour</Turn>')
    result = read_as(tmp_path, "a.trs", text)
    assert turns(result) == [(None, "musique"), ("s9", "bonjour")]
    assert keys(result) == ["unknown_speaker_codes"]


def test_words_in_several_stretches_of_a_turn_stay_apart(tmp_path):
    text = document('<Turn speaker="s1"><Sync time="0"/>\nun\n<Sync time="2"/>\ndeux\n</Turn>')
    assert turns(read_as(tmp_path, "a.trs", text)) == [("Nadia", "un deux")]


def test_another_xml_file_is_one_error(tmp_path):
    assert keys(read_as(tmp_path, "a.trs", "<TEI/>")) == ["not_transcriber"]
