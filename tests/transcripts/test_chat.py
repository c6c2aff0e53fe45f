from __future__ import annotations

from focuskit.model.documents import Role

from .support import keys, read_as, turns

HEAD = "@UTF8\n@Begin\n@Participants:\tINV Anne_Marie Investigator, NAD Nadia Participant, MAL Participant\n"


def test_codes_become_names_and_the_investigator_the_moderator(tmp_path):
    text = f"{HEAD}*INV:\tQui commence ?\n*NAD:\tMoi.\n*MAL:\tEt moi.\n@End\n"
    result = read_as(tmp_path, "a.cha", text)
    assert turns(result) == [("Anne Marie", "Qui commence ?"), ("Nadia", "Moi."), ("MAL", "Et moi.")]
    assert result.transcript.speakers[0].role is Role.MODERATOR
    assert keys(result) == []


def test_lines_that_go_on_times_and_dependent_lines(tmp_path):
    text = f"{HEAD}*NAD:\tun [/] deux\n\ttrois \x151000_2500\x15\n%com:\trit\n*NAD:\tquatre \x153000_4000\x15\n@Comment:\tpause\n"
    result = read_as(tmp_path, "a.cha", text)
    assert turns(result) == [("Nadia", "un [/] deux trois quatre")]
    turn = result.transcript.turns[0]
    assert (turn.start_ms, turn.end_ms) == (1000, 4000)
    assert {"%com: rit", "@Comment: pause"} <= {aside.text for aside in result.transcript.asides}


def test_headers_become_attributes_and_an_unknown_code_is_told(tmp_path):
    text = f"{HEAD}@Date:\t12-MAR-2025\n@Location:\tLa Grange\n*XXX:\toui.\n"
    result = read_as(tmp_path, "a.cha", text)
    assert result.transcript.attributes == (("date", "12-MAR-2025"), ("lieu", "La Grange"))
    assert keys(result) == ["unknown_speaker_codes"]


def test_a_text_without_main_lines_is_one_error(tmp_path):
    assert keys(read_as(tmp_path, "a.cha", "Nadia : oui\n")) == ["not_chat"]


def test_windows_line_ends_and_windows_letters_are_read(tmp_path):
    text = f"{HEAD}*NAD:\tété\n".replace("@UTF8\n", "").replace("\n", "\r\n").encode("cp1252")
    result = read_as(tmp_path, "a.cha", text)
    assert turns(result) == [("Nadia", "été")]
    assert keys(result) == ["guessed_encoding"]
