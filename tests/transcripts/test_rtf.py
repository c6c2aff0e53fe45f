from __future__ import annotations

import pytest

from .support import keys, read_as, turns


def test_letters_in_every_way_rtf_writes_them(tmp_path):
    text = rb"{\rtf1\ansi\ansicpg1252 Nadia : \'e9t\'e9, \u339?uf, l\rquote\'e9nergie\par Malik : non\par Nadia : si}"
    result = read_as(tmp_path, "a.rtf", text)
    assert turns(result) == [("Nadia", "été, œuf, l’énergie"), ("Malik", "non"), ("Nadia", "si")]
    assert keys(result) == []


def test_the_letters_of_a_mac_are_read(tmp_path):
    text = rb"{\rtf1\mac Nadia : \'8et\'8e\par Malik : non\par Nadia : si}"
    assert turns(read_as(tmp_path, "a.rtf", text))[0] == ("Nadia", "été")


def test_a_file_that_stops_early_is_read_and_told(tmp_path):
    result = read_as(tmp_path, "a.rtf", rb"{\rtf1\ansi Nadia : oui\par Malik : non\par Nadia : si")
    assert len(turns(result)) == 3
    assert keys(result) == ["cut_rtf"]


@pytest.mark.parametrize(
    ("content", "key"), [(b"Nadia : oui", "not_rtf"), (rb"{\rtf1 }", "empty_file"), (b"", "empty_file")]
)
def test_a_file_without_words_is_one_error(tmp_path, content, key):
    assert keys(read_as(tmp_path, "a.rtf", content)) == [key]
