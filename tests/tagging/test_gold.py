"""Passages and readings outside a project."""

import pytest

from focuskit.errors import GoldError
from focuskit.tagging.gold import cut_question, read_passages, read_reading


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_passages_have_unit_source_text_and_question(tmp_path):
    path = written(
        tmp_path,
        "p.tsv",
        'unit\tsource\ttext\nu1\tfg1\t[Question : Et le vélo ?] Trop "loin".\nu2\tfg1\tNon.\n',
    )
    first, second = read_passages(path)
    assert (first.unit, first.source, first.text) == ("u1", "fg1", 'Trop "loin".')
    assert first.question == "Et le vélo ?"
    assert second.question is None


def test_a_source_is_the_unit_where_the_table_has_none(tmp_path):
    (one,) = read_passages(written(tmp_path, "p.csv", 'unit,text\nu1,"Un, deux"\n'))
    assert (one.source, one.text) == ("u1", "Un, deux")


@pytest.mark.parametrize(
    ("content", "told"),
    [("unit\ttext\nu1\ta\nu1\tb\n", "u1"), ("unit\tmots\nu1\ta\n", "text"), ("unit\ttext\n", "p.tsv")],
)
def test_a_table_that_cannot_be_used_is_told(tmp_path, content, told):
    with pytest.raises(GoldError) as fault:
        read_passages(written(tmp_path, "p.tsv", content))
    assert told in str(fault.value)


def test_codes_are_separated_by_spaces_or_commas(tmp_path):
    path = written(tmp_path, "r.tsv", "unit\tcodes\nu1\tlevier frein\nu2\t\nu3\tlevier,action\n")
    assert read_reading(path) == {
        "u1": frozenset({"levier", "frein"}),
        "u2": frozenset(),
        "u3": frozenset({"levier", "action"}),
    }


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("[Question : Que faites-vous ?] Du tri.", "Que faites-vous ?"),
        ("[rires] Du tri.", None),
        ("[Que faites-vous aujourd'hui ?] Du tri.", "Que faites-vous aujourd'hui ?"),
        ("[Question : Que faites-vous ?]", None),
    ],
)
def test_a_question_in_brackets_is_context(text, question):
    assert cut_question(text)[0] == question
