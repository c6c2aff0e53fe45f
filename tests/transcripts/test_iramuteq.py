from __future__ import annotations

from .support import keys, read_as, turns


def test_each_text_is_a_person_where_a_variable_differs_in_each(tmp_path):
    text = "**** *ent_1 *sexe_f\noui\n**** *ent_2 *sexe_f\nnon\n"
    result = read_as(tmp_path, "a.txt", text)
    assert turns(result) == [("ent_1", "oui"), ("ent_2", "non")]
    assert result.transcript.attributes == (("sexe", "f"),)


def test_texts_that_nothing_tells_apart_have_no_speaker(tmp_path):
    result = read_as(tmp_path, "a.txt", "**** *sexe_f\noui\n**** *sexe_f\nnon\n")
    assert turns(result) == [(None, "oui"), (None, "non")]
    assert keys(result) == ["no_speaker"]


def test_stars_without_variables_are_no_corpus(tmp_path):
    assert turns(read_as(tmp_path, "a.txt", "****\nNadia : oui\nMalik : non\nNadia : si\n"))[0] == (
        "Nadia",
        "oui",
    )
