from __future__ import annotations

import pytest

from focuskit.transcripts.columns import SPEAKER, START, TEXT, find_column, list_columns, named_column
from focuskit.transcripts.tables import Row, read_tables


def read(folder, text: str, name: str = "a.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_tables(path, name)


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    table = read(tmp_path, 'id,texte\n1,"deux\nlignes"\n\n2,non\n').tables[0]
    assert table.rows == (Row(2, ("1", "deux\nlignes")), Row(4, ("2", "non")))


def test_short_rows_are_filled_with_empty_cells(tmp_path):
    assert read(tmp_path, "a,b,c\n1\n").tables[0].rows == (Row(2, ("1", "", "")),)


def test_a_single_column_needs_no_delimiter(tmp_path):
    table = read(tmp_path, "texte\nle bio\nle bus\n").tables[0]
    assert table.columns == ("texte",)


def test_a_comma_in_texts_does_not_hide_the_semicolon(tmp_path):
    table = read(tmp_path, "id;texte\n1;le bio, c'est cher\n2;le bus, non\n").tables[0]
    assert table.columns == ("id", "texte")


def test_tabs_are_preferred_in_a_tsv(tmp_path):
    assert read(tmp_path, "id\ttexte, libre\n1\toui, non\n", "a.tsv").tables[0].columns == (
        "id",
        "texte, libre",
    )


def test_an_empty_table_is_an_error(tmp_path):
    assert [problem.key for problem in read(tmp_path, "\n ,\n").problems] == ["problem.empty_file"]


def test_a_very_long_cell_is_read(tmp_path):
    text = "mot " * 100_000
    assert read(tmp_path, f"id,texte\n1,{text}\n").tables[0].rows[0].cells[1] == text


@pytest.mark.parametrize(
    ("names", "kind", "place"),
    [
        (("ID", "Texte"), TEXT, 1),
        (("Réponse", "texte"), TEXT, 1),
        (("Verbatim",), TEXT, 0),
        (("Locuteur", "x"), SPEAKER, 0),
        (("x", "start_time"), START, 1),
        (("x", "y"), TEXT, None),
    ],
)
def test_columns_are_recognised_by_name(names, kind, place):
    assert find_column(names, kind) == place


def test_a_column_named_by_the_user_is_found_as_written_first():
    assert named_column(("avis", "Avis"), "Avis") == 1
    assert named_column(("avis",), "AVIS") == 0
    assert named_column(("avis",), "autre") is None


def test_long_column_names_are_shortened_for_messages():
    assert list_columns(["a", "b" * 50]) == f"a, {'b' * 40}…"
