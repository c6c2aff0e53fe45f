"""How many of the structures: three states, three kinds of columns, sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.invented import corpora, corpus, mark, segment
from focuskit.analysis.answer_columns import ColumnKind, read_column
from focuskit.analysis.bilan import (
    COLUMNS,
    State,
    tabulate,
    take_stock_of_answers,
    take_stock_of_codes,
    tell_share,
)

NAMES = ("a", "b", "c", "d")


def stock(header, *cells):
    return take_stock_of_answers(NAMES[: len(cells)], [read_column(header, cells)])


def test_an_empty_cell_is_not_a_no():
    (one,) = stock("Agit", "oui", "non", "", "ne sait pas")
    assert [state.value for _, state in one.states] == ["yes", "no", "not_addressed", "not_addressed"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("Oui", "NON", "", "x"), ColumnKind.YES_NO),
        (("3", "0", "1,5", ""), ColumnKind.NUMBER),
        (("agenda; visites", "agenda", "visites", ""), ColumnKind.CHOICES),
        (("agenda, visites", "agenda", "visites", "Agenda"), ColumnKind.CHOICES),
        (("On a tout changé.", "Rien, franchement.", "Le lundi.", ""), ColumnKind.OPEN),
        (("", "", "", ""), ColumnKind.OPEN),
    ],
)
def test_a_column_is_what_its_answers_are(cells, kind):
    assert read_column("Question", cells).kind is kind


def test_several_choices_in_a_cell_count_each_and_not_ticked_is_no():
    agenda, visits = stock("Envies", "agenda; visites", "Agenda", "visites", "")
    assert (agenda.item, visits.item) == ("agenda", "visites")
    assert dict(agenda.states) == {
        "a": State.YES,
        "b": State.YES,
        "c": State.NO,
        "d": State.NOT_ADDRESSED,
    }


def test_a_number_is_added_up_in_the_unit_of_its_header():
    (one,) = stock("Postes créés (emplois)", "2", "0", "1", "")
    assert (one.question, one.amount, one.unit) == ("Postes créés", 3, "emplois")
    frame = tabulate([one], "structures")
    assert list(frame[["written", "unit"]].itertuples(index=False, name=None)) == [
        ("3", "emplois"),
        ("2/4", "structures"),
    ]


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, "X\xa0: aucune des 16 structures (0/16)."),
        (1, "X\xa0: 1 sur 16 structures."),
        (7, "X\xa0: 7 structures sur 16."),
        (8, "X\xa0: 8 structures sur 16."),
        (9, "X\xa0: la majorité des structures (9/16)."),
        (16, "X\xa0: l’ensemble des structures (16/16)."),
    ],
)
def test_the_majority_is_said_only_above_one_half(n, told):
    assert tell_share("X", n, 16, "structures") == told


answers = st.lists(st.sampled_from(["oui", "non", "", "nsp"]), min_size=1, max_size=12)


@given(answers)
@settings(max_examples=40)
def test_the_three_states_add_up_and_name_everybody(cells):
    names = [f"s{n}" for n in range(len(cells))]
    frame = tabulate(take_stock_of_answers(names, [read_column("Q", cells)]), "structures")
    row = frame.iloc[-1]
    if any(cell in {"oui", "non"} for cell in cells):
        assert row["yes"] == cells.count("oui")
        assert row["no"] == cells.count("non")
    assert row["yes"] + row["no"] + row["not_addressed"] == row["total"] == len(cells)
    told = ", ".join(row[f"who_{state.value}"] for state in State if row[f"who_{state.value}"])
    assert sorted(told.split(", ")) == sorted(names)


def test_of_coded_talk_nobody_is_taken_to_say_no():
    study = corpus(
        segment("E1.txt", 1, "Un.", mark("action"), who="Léa"),
        segment("FG2.docx", 1, "Un.", who="Marc"),
        attributes={"Léa": (("structure", "école"),), "Marc": (("structure", "jardin"),)},
    )
    (row,) = tabulate(take_stock_of_codes(study), "structures").to_dict("records")
    assert (row["item"], row["written"], row["who_yes"], row["no"]) == ("action", "1/2", "école", 0)
    assert row["who_not_addressed"] == "jardin"
    assert row["sentence"].startswith("Action menée\xa0: 1 sur 2 structures.")


@given(corpora())
@settings(max_examples=30)
def test_documents_that_say_a_code_are_recounted_slowly(study):
    frame = tabulate(take_stock_of_codes(study, "document"), "documents")
    assert tuple(frame.columns) == COLUMNS
    for row in frame.to_dict("records"):
        slow = {
            one.document
            for one in study.segments
            if any(m.code == row["item"] or m.code.startswith(f"{row['item']}/") for m in one.marks)
        }
        assert row["yes"] == len(slow)
        assert set(row["who_yes"].split(", ")) == slow
